// Which server, site and page a conversation belongs to. The build puts this in front of `embed.js`.

// The server is the parent folder of this script.
const HOME = new URL("..", import.meta.url).href.slice(0, -1);
// The element property for a server that was set by a script of the page.
const SCRIPT_SERVER = Symbol();

/* ---- the address of the page ---- */

const here = () => location.href.split("#")[0];
const path = (url) => url?.split("?")[0];

// The document's canonical address, and the address at which it was first seen.
let canonical, canonicalSeenAt;

// The page's address: the canonical one, unless that is left over from an earlier page. A canonical address without a
// query is valid for all queries of its path.
function locate() {
  const now = doc.querySelector("link[rel=canonical]")?.href, at = here();
  if (now !== canonical) [canonical, canonicalSeenAt] = [now, at];
  const isValid = at === canonicalSeenAt || (!canonical?.includes("?") && [canonicalSeenAt, canonical].some((url) => path(url) === path(at)));
  return (isValid && canonical) || at;
}

/* ---- the attributes that say where a conversation belongs ---- */

class ThreadPlace {
  constructor(element) { this.element = element; }

  is(name) { return this.element.getAttribute(name); }

  // On some pages visitors can add elements but no scripts: there an attribute must not be enough to run code of
  // another server.
  get server() {
    const attribute = this.is("server");
    try {
      const { protocol, href } = new URL(attribute ?? HOME, location), to = href.replace(/\/+$/, "");
      if ((to === HOME || attribute === this.element[SCRIPT_SERVER]) && /^https?:$/.test(protocol)) return to;
    } catch { /* no address */ }
    return HOME;
  }
  get page() { return this.is("page") ?? this.address ?? locate(); }
  get site() { return encodeURIComponent(this.section?.dataset.site ?? this.is("site") ?? "-"); }
  get lang() { return langOf(this.element); }
  get goal() {
    return location.hash.startsWith(`#${ANCHOR}`) ? location.hash.slice(1 + ANCHOR.length) : this.is("highlight");
  }
  get ownPage() {
    // The server takes the visitor's own language where none is named.
    const { lang } = this.section ?? this;
    return `${this.server}/c/${this.site}?${this.query(lang.startsWith("en") || { lang })}`;
  }
  api(call) { return `${this.server}/v1/sites/${this.site}/${call}`; }
  query(more) {
    return new URLSearchParams({ page: this.page, ...(!this.page.startsWith(`${location.origin}/`) && { origin: location.origin }), ...more });
  }
}
