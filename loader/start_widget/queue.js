// What the visitor pressed before the widget was there.

// Repeats it.
export function repeat({ target, type, calm }) {
  calm?.();
  if (type === "submit") target.requestSubmit();
  else target.click();
}

// Before the widget is there, a comment has one button that needs it, and so has the end of the list.
export function repeatOnNewButton(thread, widget, { target, type, root }) {
  const article = target.closest("article"), foot = thread.section.querySelector(".list-end");
  if (type === "submit") return;
  if (article) widget.open(article.id.slice(thread.kit.ANCHOR.length), "reply");
  else if (root.className === "list-end") thread.queue.push({ root: foot, type, target: { click: () => foot.querySelector("button, .link-button")?.click() } });
}
