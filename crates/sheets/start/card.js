// Shows a profile card: a dialog beside the name that was pressed, in which the WebAssembly draws. `thread` is the loader's
// Thread.

import { __wbg_init, open_card } from "sheets-bindings";

import { isOutside, makeDialog, showDialog } from "./dialog.js";

// Pixels between the card and the name, and between the card and the edges of the window; and how high it may become at least.
const GAP = 4, EDGE = 16, LEAST = 320;

// `code` is the compiled WebAssembly, `texts` its table, and `style` its sheet. `name` is the element that was pressed, `comment`
// the id of its comment, `own` whether that is the visitor's. `mute` mutes an author or ends that, `isMuted` says who is;
// `openAbout` opens the sheet "About you", once the card is closed. Resolves to the dialog.
export async function showCard(thread, { code, texts, style }, { name, comment, own }, { mute, isMuted, openAbout }) {
  await __wbg_init({ module_or_path: code });
  const { section, server } = thread, { lang } = section, dialog = makeDialog(thread, style, "person-sheet author-card");
  const bridge = {
    day: (moment) => new Date(moment).toLocaleDateString(lang, { dateStyle: "medium" }),
    month: (moment) => monthOf(new Date(moment), lang),
    is_muted: isMuted,
    mute: (id, called, isMutedNow) => mute({ id, name: called }, isMutedNow),
    about_you: () => {
      isAboutNext = true;
      dialog.close();
    },
    close: () => dialog.close(),
  };
  const card = open_card(bridge, dialog, texts, { server, site: section.dataset.site, lang, comment, name: name.textContent, own });
  let isLeft = false, isAboutNext = false;
  dialog.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link) isLeft = leave(thread, event, link);
    if (link || isOutside(dialog, event)) dialog.close();
  });
  showDialog(thread, dialog, () => {
    card.end();
    // The comment may have been drawn anew.
    const back = name.isConnected ? name : thread.root.getElementById(thread.kit.ANCHOR + comment)?.querySelector("[part=author]");
    if (!isLeft) back?.focus({ preventScroll: true });
    // The sheet gives the focus back where it is now.
    if (isAboutNext) openAbout();
  });
  place(dialog, name);
  return dialog;
}

const monthOf = (date, lang) =>
  date.toLocaleDateString(lang, { month: "long", year: date.getFullYear() === new Date().getFullYear() ? undefined : "numeric" });

// A comment of the author is followed, perhaps by the page's own router. Returns that the focus goes there, and not back.
function leave(thread, event, { href }) {
  if (!thread.emit("navigate", { kind: "comment", url: href }, true)) event.preventDefault();
  // The browser goes nowhere from an address to the same one.
  else if (href === location.href) thread.goTo(new URL(href).hash.slice(1));
  return !event.metaKey && !event.ctrlKey;
}

// Below the name, or above it where there is more room; it begins where the name does. The style sheet ignores it on a phone.
function place(dialog, name) {
  const { left, right, top, bottom } = name.getBoundingClientRect(), { clientWidth } = document.documentElement;
  const isBelow = innerHeight - bottom >= LEAST || innerHeight - bottom >= top, wide = dialog.offsetWidth;
  const start = getComputedStyle(dialog).direction === "rtl" ? right - wide : left;
  const set = (property, pixels) => dialog.style.setProperty(property, `${Math.round(pixels)}px`);
  if (isBelow) set("--_top", bottom + GAP);
  else set("--_bottom", innerHeight - top + GAP);
  set("--_left", Math.max(EDGE, Math.min(start, clientWidth - wide - EDGE)));
  set("--_room", (isBelow ? innerHeight - bottom : top) - GAP - EDGE);
}
