// Where a conversation stands: on which server, of which site, of which page. The build puts this in front of `embed.js`.

// The server is where this script came from, one folder up.
const HOME = new URL("..", import.meta.url).href.slice(0, -1);
// Under this, an element keeps the server that a script of the page has set.
const VOUCHED = Symbol();

/* ---- the address of the page ---- */

const here = () => location.href.split("#")[0];
const path = (url) => url?.split("?")[0];

// The document's canonical address, and the address at which it came.
let canonical, home;

// The page: as it calls itself, unless that is left over from an address before. A name without a question mark stays right
// for all questions to its path.
function locate() {
  const now = doc.querySelector("link[rel=canonical]")?.href, at = here();
  if (now !== canonical) [canonical, home] = [now, at];
  const same = at === home || (!canonical?.includes("?") && [home, canonical].some((url) => path(url) === path(at)));
  return (same && canonical) || at;
}

/* ---- what a conversation says of its place ---- */

class Place {
  constructor(element) { this.element = element; }

  is(name) { return this.element.getAttribute(name); }

  // Where somebody may put elements into a page but no script, an attribute must not be enough to run another's code.
  get server() {
    const said = this.is("server");
    try {
      const { protocol, href } = new URL(said ?? HOME, location), to = href.replace(/\/+$/, "");
      if ((to === HOME || said === this.element[VOUCHED]) && /^https?:$/.test(protocol)) return to;
    } catch { /* no address */ }
    return HOME;
  }
  get page() { return this.is("page") ?? this.address ?? locate(); }
  get site() { return encodeURIComponent(this.section?.dataset.site ?? this.is("site") ?? "-"); }
  get lang() { return langOf(this.element); }
  get words() { return wordsOf(this.lang); }
  get goal() {
    return location.hash.startsWith(`#${ANCHOR}`) ? location.hash.slice(1 + ANCHOR.length) : this.is("highlight");
  }
  get ownPage() { return `${this.server}/c/${this.site}?${this.query()}`; }
  api(call) { return `${this.server}/v1/sites/${this.site}/${call}`; }
  query(more) {
    return new URLSearchParams({ page: this.page, ...(!this.page.startsWith(`${location.origin}/`) && { origin: location.origin }), ...more });
  }
}
