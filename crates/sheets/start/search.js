// Shows the search: a dialog over the page, in which the WebAssembly draws. `thread` is the loader's Thread.

import { __wbg_init, open_search } from "sheets-bindings";

import { isOutside, makeDialog, showDialog } from "./dialog.js";

// `code` is the compiled WebAssembly, `texts` its table, and `style` its sheet. `page` is the address of this page and `thread`
// the id of its thread, `team` who is asked here, `asks` whether the words may become a comment; `kept` is what was left of
// the list. `leave` keeps that, `end` forgets it, `compose` puts words into the composer. Resolves to the dialog.
export async function showSearch(thread, { code, texts, style }, opening, { leave, end, compose }) {
  await __wbg_init({ module_or_path: code });
  const { root, section, server } = thread, { lang, dataset: { site } } = section, before = root.activeElement;
  const dialog = makeDialog(thread, style, "person-sheet search-sheet"), list = () => dialog.querySelector(".search-body");
  let isLeft = false;
  // By this, the loader finds it.
  dialog.id = "porch-search";
  const close = () => {
    isLeft = true;
    dialog.close();
  };
  const bridge = {
    day: (moment) => new Date(moment).toLocaleDateString(lang, { dateStyle: "medium" }),
    reveal: (at) => hit(at)?.scrollIntoView({ block: "nearest" }),
    press: (at) => hit(at)?.click(),
    open(href, place) {
      leave({ ...place, scrolled: list().scrollTop });
      close();
      goTo(thread, href);
    },
    ask(words) {
      close();
      compose(words);
    },
    // The first drawing may come before the dialog is shown, or after.
    drawn: () => begin(),
    close: () => dialog.close(),
  };
  const hit = (at) => dialog.querySelectorAll("[role=option]")[at];
  const begin = () => {
    dialog.querySelector("input")?.focus();
    if (opening.kept && list()) list().scrollTop = opening.kept.scrolled;
  };
  const search = open_search(bridge, dialog, texts, { server, site, lang, ...opening });
  dialog.addEventListener("click", (event) => isOutside(dialog, event) && dialog.close());
  showDialog(thread, dialog, () => {
    search.end();
    if (isLeft) return;
    end();
    if (before?.isConnected) before.focus({ preventScroll: true });
  });
  begin();
  return dialog;
}

// The page's own router may show it.
function goTo(thread, href) {
  if (!thread.emit("navigate", { kind: "comment", url: href }, true)) return;
  if (href !== location.href) return location.assign(href);
  // The browser goes nowhere from an address to the same one; the way back needs an entry.
  history.pushState(null, "", href);
  thread.goTo(new URL(href).hash.slice(1));
}
