// The authors of comments: their names open a profile card, and those whom the visitor does not want to read are left out.
// Who is muted stays in this browser.

import { textsFor } from "./text.js";

// The names of published comments: a comment that waits has no card.
const NAMES = "article:not([part~=pending]) > .comment-head > [part=author]";

// Called for what was rendered: a comment, or a whole section.
export function prepareAuthors(thread, within) {
  for (const name of within.querySelectorAll(NAMES)) {
    if (name.role) continue;
    // Not a button in the server's rendering: without the loader it would do nothing.
    Object.assign(name, { role: "button", tabIndex: 0, ariaHasPopup: "dialog" });
  }
  const muted = mutedAuthors(thread);
  const articles = within.localName === "article" ? [within] : within.querySelectorAll("article");
  for (const article of articles) applyMute(thread, article, muted);
}

// The authors of these comments, whose ids are not in the server's rendering.
export function nameAuthors(thread, comments) {
  for (const { id, author } of comments) {
    const article = author?.id && thread.root.getElementById(thread.kit.ANCHOR + id);
    if (article) article.dataset.a = author.id;
  }
  if (mutedAuthors(thread).length && thread.section) prepareAuthors(thread, thread.section);
}

// Who is muted, the last one first: { id, name }.
export function mutedAuthors(thread) {
  try { return JSON.parse(thread.recall("muted") ?? "[]"); } catch { return []; }
}

export function mute(thread, author) {
  keep(thread, [author, ...mutedAuthors(thread).filter(({ id }) => id !== author.id)]);
}

export function unmute(thread, author) {
  keep(thread, mutedAuthors(thread).filter(({ id }) => id !== author));
}

function keep(thread, muted) {
  thread.keep("muted", muted.length ? JSON.stringify(muted) : undefined);
  if (thread.section) prepareAuthors(thread, thread.section);
}

// A muted comment is one line, which shows it again; replies to it stay.
function applyMute(thread, article, muted) {
  const author = muted.find(({ id }) => id === article.dataset.a), line = article.querySelector(":scope > .muted-line");
  if (!author) {
    line?.remove();
    delete article.dataset.muted;
  } else if (article.dataset.muted == null) {
    const { kit: { make } } = thread, { mutedAuthor, showMuted } = textsFor(thread);
    const [before, after] = mutedAuthor.split("{name}"), name = make("bdi", { textContent: author.name });
    const show = make("button", { type: "button", className: "show-muted", textContent: showMuted });
    show.onclick = () => {
      article.dataset.muted = "shown";
      article.querySelector(".muted-line").remove();
      article.querySelector("[part=author]")?.focus({ preventScroll: true });
    };
    const said = make("p", { className: "muted-line" });
    said.append(before, name, after, " ", show);
    article.dataset.muted = "";
    article.prepend(said);
  }
}
