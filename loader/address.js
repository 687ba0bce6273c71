// Follows the address of a document that a router makes another page without loading it. The build puts this into
// `live.js`.

// How long the head has to be quiet until the document is taken for settled: routers put title and canonical address there
// a moment after the address.
const QUIET = 150;

let before, called;

// Begins to follow, once.
function watch({ here }) {
  if (before) return;
  const path = (url) => url.split("?")[0];
  // A router may name its new page and note something in the address in one go: then it is no mere note.
  const name = () => document.querySelector("link[rel=canonical]")?.href;
  [before, called] = [here(), name()];
  const moved = ({ navigationType } = {}) => {
    const at = here(), now = name(), noted = navigationType === "replace" && path(at) === path(before) && now === called;
    [before, called] = [at, now];
    for (const thread of known) move(thread, noted);
  };
  // Where the browser has no word for it, the address is looked at: nothing of the page's own is touched.
  if (globalThis.navigation) navigation.addEventListener("currententrychange", moved);
  else setInterval(() => here() !== before && moved(), 300);
  new MutationObserver(() => moved()).observe(document.head, { attributes: true, characterData: true, childList: true, subtree: true });
  // What has changed while this was on its way.
  moved();
}

// What is of the page before goes at once, and words on their way go on to it; what is of this one comes when its head has
// been quiet. `noted`: it is the same page, which has put another question into its address.
function move(thread, noted) {
  const { kit: { locate }, located, leaving } = thread;
  if (noted) return void (thread.located = locate());
  if (!thread.life || thread.is("page") != null || (!leaving && (thread.state === "idle" || locate() === located))) return;
  if (!leaving) {
    thread.drop();
    thread.section = thread.carried = undefined;
    thread.root.replaceChildren();
    thread.become("idle");
    tune(thread);
  }
  clearTimeout(leaving);
  thread.leaving = setTimeout(() => {
    thread.end();
    thread.begin();
  }, QUIET);
}
