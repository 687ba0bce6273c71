// Comments that arrived while the visitor reads.

import { icon } from "./icons.js";
import { counted, textsFor } from "./text.js";

// "2 new comments": announced politely, shown on click, never inserted while the visitor reads.
export function showNewComments(thread, count, gone) {
  // What else stands there stays: somebody has yet to read it.
  const place = thread.section?.querySelector(":scope > .notice-line");
  place?.querySelector(":scope > .new-comments")?.remove();
  const onclick = async () => {
    button.remove();
    if (!gone && (await thread.wake())) thread.widget?.show();
    else thread.refresh();
  };
  if (!place || !(count || gone)) return;
  const button = thread.kit.make("button", { className: "new-comments", textContent: count ? counted(thread, "newComments", count) : textsFor(thread).commentsChanged, onclick });
  place.append(button);
  if (!gone) button.append(icon("up")), pointToFirst(thread, button);
}

// Points to where the first of them will be inserted, seen from the button, which stays in view while scrolling.
function pointToFirst(thread, button) {
  const { root, section, news, kit: { ANCHOR } } = thread, scrolling = new AbortController(), find = (id) => root.getElementById(ANCHOR + id);
  const waiting = news.flatMap(({ changes }) => changes).filter(({ kind, comment }) => kind === "published" && !find(comment.id));
  const [first] = waiting.map(({ comment }) => comment).sort((a, b) => (a.posted_at < b.posted_at ? -1 : 1));
  const { order } = section.dataset, list = section.querySelector(".conversation-list");
  const turn = () => {
    if (!button.isConnected) return scrolling.abort();
    // A reply is inserted below its parent, and an opening comment at the top.
    const parent = order === "conversation" && first?.parent && find(first.parent)?.parentElement;
    const { top, bottom } = (parent || list).getBoundingClientRect();
    const goal = parent || order === "oldest" ? bottom : top;
    const own = button.getBoundingClientRect();
    button.classList.toggle("points-down", goal > (own.top + own.bottom) / 2);
  };
  turn();
  addEventListener("scroll", turn, { capture: true, passive: true, signal: scrolling.signal });
}
