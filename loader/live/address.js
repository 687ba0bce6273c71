// Follows the address of a document whose router shows another page without loading it.

import { updateStreams } from "./live.js";
import { known } from "./threads.js";

// How long the head has to be unchanged before the new page is loaded, in milliseconds: routers set title and canonical
// address a moment after the address.
const QUIET = 150;

let lastUrl, lastCanonical;

// Starts following, once.
export function followAddress({ here }) {
  if (lastUrl) return;
  const path = (url) => url.split("?")[0];
  // A router may set its new page and change the query in one step: the canonical address then changes, too.
  const canonicalOf = () => document.querySelector("link[rel=canonical]")?.href;
  [lastUrl, lastCanonical] = [here(), canonicalOf()];
  const addressChanged = ({ navigationType } = {}) => {
    const at = here(), now = canonicalOf(), queryOnly = navigationType === "replace" && path(at) === path(lastUrl) && now === lastCanonical;
    [lastUrl, lastCanonical] = [at, now];
    for (const thread of known) changePage(thread, queryOnly);
  };
  // Where the browser has no Navigation API, the address is polled: the page's own functions are not patched.
  if (globalThis.navigation) navigation.addEventListener("currententrychange", addressChanged);
  else setInterval(() => here() !== lastUrl && addressChanged(), 300);
  new MutationObserver(() => addressChanged()).observe(document.head, { attributes: true, characterData: true, childList: true, subtree: true });
  // The address may have changed while this file was loading.
  addressChanged();
}

// Ends the conversation of the old page at once; comments that are being sent are still sent. The new page's
// conversation starts when the head has been unchanged for a while. `noted`: it is the same page, with another query.
function changePage(thread, queryOnly) {
  const { kit: { locate }, located, leaving } = thread;
  if (queryOnly) return void (thread.located = locate());
  if (!thread.life || thread.is("page") != null || (!leaving && (thread.state === "idle" || locate() === located))) return;
  if (!leaving) {
    thread.drop();
    thread.section = thread.carried = undefined;
    thread.root.replaceChildren();
    thread.become("idle");
    updateStreams(thread);
  }
  clearTimeout(leaving);
  thread.leaving = setTimeout(() => {
    thread.end();
    thread.begin();
  }, QUIET);
}
