// The authors of comments: their names open a profile card, and a comment of somebody whom the visitor has muted is one line.
// Who is muted stays in this browser.

import { textsFor } from "./text.js";
import { known } from "./threads.js";

const nameOf = (article) => article.querySelector(":scope > .comment-head > [part=author]");

// Called for what was rendered: a comment, or a whole section.
export function prepareAuthors(thread, within) {
  const articles = within.localName === "article" ? [within] : within.querySelectorAll("article"), muted = mutedAuthors(thread);
  for (const article of articles) {
    const name = nameOf(article);
    // Not a button in the server's rendering: without the loader it would do nothing. A comment that waits has no card.
    if (name && !name.role && !article.matches("[part~=pending]")) Object.assign(name, { role: "button", tabIndex: 0, ariaHasPopup: "dialog" });
    const isMuted = muted.some((author) => isBy(thread, article, author));
    drawMute(thread, article, isMuted ? article.dataset.muted ?? "" : undefined);
  }
  // In the flat orders, a reply has the beginning of what it answers above it.
  for (const excerpt of within.querySelectorAll(".reply-excerpt")) {
    const answered = thread.root.getElementById(excerpt.querySelector("a").hash.slice(1));
    excerpt.toggleAttribute("data-muted", answered?.dataset.muted === "");
  }
}

// Whether a comment is by an author. The widget says whose it is; until then, the name on it does.
function isBy(thread, article, { id, name }) {
  const { a } = article.dataset;
  return a ? a === id : !thread.taken.has(article.closest(".conversation-root")) && nameOf(article)?.textContent === name;
}

// A muted comment (`state` is "") is one line, whose button is the name; pressed, it is as others are ("shown"). Only
// attributes change: the nodes are the widget's.
function drawMute(thread, article, state) {
  const { dataset } = article, name = nameOf(article);
  if (state === dataset.muted && state !== "") return;
  if (state == null) delete dataset.muted;
  else dataset.muted = state;
  if (!name?.role) return;
  const said = state === "" ? textsFor(thread).muted : null;
  name.ariaHasPopup = said ? null : "dialog";
  name.ariaExpanded = said && "false";
  name.ariaLabel = said && `${name.textContent} · ${said}`;
  if (said) name.dataset.said = said;
  else delete name.dataset.said;
}

// The visitor pressed a name: shows the comment where that is muted. Returns whether it was.
export function showMuted(thread, name) {
  const article = name.closest("article");
  if (article.dataset.muted !== "") return false;
  drawMute(thread, article, "shown");
  prepareAuthors(thread, thread.section);
  return true;
}

// Who is muted, the last one first: { id, name }.
export function mutedAuthors(thread) {
  try {
    const kept = JSON.parse(thread.recall("muted") ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => one?.id && one.name) : [];
  } catch { return []; }
}

// Mutes an author, or ends that, in all conversations of the page that are of this site.
export function mute(thread, { id, name }, isMuted) {
  const others = mutedAuthors(thread).filter((one) => one.id !== id), muted = isMuted ? [{ id, name }, ...others] : others;
  thread.keep("muted", muted.length ? JSON.stringify(muted) : undefined);
  for (const one of new Set([thread, ...(known ?? [])])) if (one.section) prepareAuthors(one, one.section);
  // It says which other comments are theirs.
  if (isMuted) thread.wake();
}
