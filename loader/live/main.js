// The second part of the loader: it listens for changes while the page is open, and fetches the widget when the visitor
// is about to write. The build bundles this file and what it imports. `thread` is the loader's Thread, and `thread.kit`
// the functions that it passes on.

import { followAddress } from "./address.js";
import { colour } from "./colours.js";
import { needsWidget, offerUnsentText } from "./forms.js";
import { updateStreams } from "./live.js";
import { setUp } from "./menus.js";
import "./offline.js";
import { followWriting } from "./related.js";
import { resumeSearch } from "./search.js";
import { isLoaded, loadTexts, pauses, textsFor } from "./text.js";
import { known } from "./threads.js";

export { colour } from "./colours.js";
export { failed } from "./failure.js";
export { follow, goTo } from "./go_to.js";
export { setStorage } from "./storage.js";
export { idle } from "./text.js";
export { heard, wake } from "./widget.js";

// A conversation was added, removed, shown or hidden.
export function tune(thread) {
  updateStreams(thread);
  followAddress(thread.kit);
}

// A conversation was rendered.
export async function drawn(thread, signal) {
  if (!isLoaded(thread)) await loadTexts(thread);
  if (signal.aborted) return;
  // Used by the widget's module, too.
  thread.lost = `${textsFor(thread).lost} `;
  colour(thread);
  setUp(thread);
  followWriting(thread);
  offerUnsentText(thread);
  tune(thread);
  resumeSearch(thread);
  // A visitor who has posted here may have unsent comments, or comments that only they see; and a form may have been
  // open. Otherwise a fast connection may load the widget in advance.
  const { effectiveType, saveData } = navigator.connection ?? {};
  // Where somebody is muted, the widget says which comments are theirs.
  if (needsWidget(thread) || thread.recall("me") || thread.recall("muted")) thread.wake();
  else if (effectiveType === "4g" && !saveData) requestIdleCallback(() => signal.aborted || (thread.looks && thread.wake()));
}

// Relative times are updated.
setInterval(() => known?.forEach((thread) => {
  if (!thread.looks || document.hidden) return;
  for (const article of thread.root.querySelectorAll("article")) thread.kit.dress(article, thread);
  pauses(thread.root, thread.lang);
}), 6e4);
