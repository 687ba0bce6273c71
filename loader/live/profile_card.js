// The profile card of an author, which a press on a name opens.

import { mute, mutedAuthors, showMuted } from "./authors.js";
import { openDialog, openSheet } from "./sheets.js";

// A press on the name of an author, or on the picture beside it. Returns whether it was one.
export function nameOnPress(thread, { target }) {
  const name = target.closest("[part=author][role]");
  if (name && !showMuted(thread, name)) openCard(thread, name);
  return name;
}

async function openCard(thread, name) {
  const article = name.closest("article"), opening = {
    name, comment: article.id.slice(thread.kit.ANCHOR.length), own: !!article.querySelector("[data-own]"),
  };
  const told = {
    mute: (author, isMuted) => mute(thread, author, isMuted),
    isMuted: (id) => mutedAuthors(thread).some((one) => one.id === id),
    openAbout: () => openSheet(thread, "about"),
  };
  name.ariaBusy = "true";
  await openDialog(thread, ({ showCard }, parts) => showCard(thread, parts, opening, told), () => openCard(thread, name));
  name.ariaBusy = null;
}
