// Shows a sheet: a native dialog in the conversation's shadow root, in which the WebAssembly draws. `thread` is the loader's
// Thread.

import { __wbg_init, open_sheet } from "sheets-bindings";

import { makeSecret, otherWindow } from "./other_window.js";

// `code` is the compiled WebAssembly, `texts` its table, and `style` its sheet. `kind` is "sign-in" or "about"; with
// `mail`, a code is asked for at once. `changed` is told what the visitor did, once the sheet is closed. Resolves to the
// dialog.
export async function showSheet(thread, { code, texts, style }, { kind, mail }, changed) {
  await __wbg_init({ module_or_path: code });
  const { root, section, server, kit: { make } } = thread, before = root.activeElement;
  if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
  const dialog = make("dialog", { className: "person-sheet", lang: section.lang, dir: section.dir });
  dialog.setAttribute("aria-labelledby", "porch-sheet-title");
  root.append(dialog);
  let change, sheet;
  const other = otherWindow(server, (isDone) => sheet.window_told(isDone));
  const bridge = {
    // The last one counts: whoever signs in and out again is signed out.
    changed: (what, name, token) => { change = { what, name, token }; },
    day: (moment) => new Date(moment).toLocaleDateString(section.lang, { dateStyle: "long" }),
    save: (text) => {
      const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      make("a", { href, download: "comments.json" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1e4);
    },
    open_window: other.open,
    make_secret: makeSecret,
    window_goes_on: other.goOn,
    close_window: other.close,
    close: () => dialog.close(),
  };
  sheet = open_sheet(bridge, dialog, texts, { server, site: section.dataset.site, lang: section.lang, kind, mail, token: thread.recall("token") });
  const close = () => dialog.close();
  // The conversation ends, or is rendered anew.
  thread.fetching.signal.addEventListener("abort", close);
  dialog.addEventListener("close", () => {
    thread.fetching.signal.removeEventListener("abort", close);
    other.close();
    sheet.end();
    dialog.remove();
    if (before?.isConnected) before.focus({ preventScroll: true });
    if (change) changed(change, before);
  }, { once: true });
  dialog.showModal();
  return dialog;
}
