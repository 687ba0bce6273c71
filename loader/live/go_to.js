// Going to a comment.

import { showBlock } from "./block.js";
import { openBranches } from "./branches.js";
import { textsFor } from "./text.js";
import { known } from "./threads.js";

// Goes to the comment of the address, or of `highlight`; and says so if that is gone.
export async function follow(thread) {
  const { section, goal } = thread;
  if (!goal || (await goTo(thread, goal)) || section !== thread.section || !thread.widget) return;
  // It may be in another conversation of the page.
  if (known.size > 1) return;
  const { commentGone, readComments } = textsFor(thread);
  const box = showBlock("", thread, [`${commentGone} `], readComments, () => {
    const first = section.querySelector("article") ?? section.querySelector("#porch-e");
    first.tabIndex = -1;
    first.focus();
  });
  box.scrollIntoView({ block: "center" });
}

// Opens the branches around it, scrolls to it, focuses and marks it. Resolves to whether it was found.
export async function goTo(thread, link) {
  const anchor = thread.kit.ANCHOR, id = String(link).replace(anchor, ""), find = () => thread.root.getElementById(anchor + id);
  if (!thread.section) await thread.load();
  // Not on this page of the thread: the widget loads the next ones.
  if (!find() && (await thread.wake())) await thread.widget?.find(id);
  const article = find();
  if (!article) return false;
  for (let at = article; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  openBranches(article);
  article.tabIndex = -1;
  article.scrollIntoView();
  article.focus({ preventScroll: true });
  delete thread.root.querySelector("[data-mark]")?.dataset.mark;
  article.dataset.mark = "";
  // What was never on screen had only an estimated height, so the first scroll may miss.
  for (let i = 0; i < 3; i++) {
    await new Promise(requestAnimationFrame);
    article.scrollIntoView();
  }
  return true;
}
