// The link to a comment that visitors copy.

// The names of a folder's index file, and the slash at the end: the same page.
const placeOf = ({ host, pathname }) => host.replace(/^www\./, "") + pathname.replace(/\/(index\.(html?|php)|default\.aspx)$/i, "").replace(/\/+$/, "");
// Query parameters that may be personal. Where a page is named by its own key, the server has not removed them.
const PERSONAL = /auth|code|email|hash|invit|jwt|key|mail|otp|pass|phone|pwd|secret|sess|sid|sig|tel|ticket|token|user|verif/i;

// The page's address as the server keeps it, without personal parameters: the page's key has just the parameters that
// were kept.
export function linkTo(thread, anchor) {
  const { page, section: { dataset: { key } } } = thread, attribute = thread.is("page-url"), isUrl = /^https?:/.test(page);
  let url = new URL(isUrl ? page : location.href), own;
  try { own = attribute && new URL(attribute, location); } catch { /* no address */ }
  if (own && /^https?:$/.test(own.protocol)) url = own;
  else if (isUrl) {
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
