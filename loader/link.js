// The link to a comment that people give to others. The build puts this into `live.js`.

// What servers show for a folder, and the slash at the end: the same page.
const placeOf = ({ host, pathname }) => host.replace(/^www\./, "") + pathname.replace(/\/(index\.(html?|php)|default\.aspx)$/i, "").replace(/\/+$/, "");
// Where a page is named by a key of its own, nobody has told its address from what is somebody's own in it.
const PERSONAL = /auth|code|email|hash|invit|jwt|key|mail|otp|pass|phone|pwd|secret|sess|sid|sig|tel|ticket|token|user|verif/i;

// The page's address as the server keeps it, without what is somebody's own in it: its name for the page has just the
// parameters that were kept.
function linkTo(thread, anchor) {
  const { page, section: { dataset: { key } } } = thread, said = thread.is("page-url"), named = /^https?:/.test(page);
  let url = new URL(named ? page : location.href), own;
  try { own = said && new URL(said, location); } catch { /* no address */ }
  if (own && /^https?:$/.test(own.protocol)) url = own;
  else if (named) {
    const kept = new URL(`${url.protocol}//${key}`);
    if (placeOf(url) !== placeOf(kept)) url = kept;
    for (const [name, value] of [...url.searchParams]) {
      if (!kept.searchParams.getAll(name).includes(value)) url.searchParams.delete(name, value);
    }
  } else {
    for (const [name, value] of [...url.searchParams]) if (PERSONAL.test(name) || /@|.{25}/.test(value)) url.searchParams.delete(name);
  }
  url.username = url.password = "";
  url.hash = anchor;
  return url.href;
}
