// Shows a sheet: a native dialog in the conversation's shadow root, in which the WebAssembly draws. `thread` is the loader's
// Thread.

import { __wbg_init, open_sheet } from "sheets-bindings";

import { makeDialog, showDialog } from "./dialog.js";
import { makeSecret, otherWindow } from "./other_window.js";

// `code` is the compiled WebAssembly, `texts` its table, and `style` its sheet. `kind` is "sign-in" or "about"; with
// `mail`, a code is asked for at once; `muted` lists whom the visitor has muted. `changed` is told what the visitor did, once the
// sheet is closed; `mute` mutes an author or ends that; `askPage` asks the page who the visitor is. Resolves to the
// dialog.
export async function showSheet(thread, { code, texts, style }, { kind, mail, muted }, { changed, mute, askPage }) {
  await __wbg_init({ module_or_path: code });
  const { root, section, server, kit: { make } } = thread, before = root.activeElement;
  const dialog = makeDialog(thread, style, "person-sheet");
  let change, sheet;
  const other = otherWindow(server, (isDone) => sheet.window_told(isDone));
  const bridge = {
    // The last one counts: whoever signs in and out again is signed out.
    changed: (what, name, token) => { change = { what, name, token }; },
    day: (moment) => new Date(moment).toLocaleDateString(section.lang, { dateStyle: "long" }),
    mute: (id, name, isMuted) => mute({ id, name }, isMuted),
    save: (text) => {
      const href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      make("a", { href, download: "comments.json" }).click();
      setTimeout(() => URL.revokeObjectURL(href), 1e4);
    },
    open_window: other.open,
    make_secret: makeSecret,
    window_goes_on: other.goOn,
    close_window: other.close,
    ask_page: () => {
      const isAsked = askPage(thread, "sign-in", (name, token) => {
        if (dialog.isConnected) sheet.signed_in_by_page(name, token);
        else changed({ what: "signed-in", name, token }, before);
      });
      // The page shows a sign-in of its own, which this dialog would cover.
      if (!isAsked) dialog.close();
    },
    close: () => dialog.close(),
  };
  const { site } = section.dataset, { lang } = section, token = thread.recall("token");
  sheet = open_sheet(bridge, dialog, texts, { server, site, lang, token, kind, mail, muted });
  showDialog(thread, dialog, () => {
    other.close();
    sheet.end();
    // What had the focus may be gone with the form that was sent: the comment that came of it is marked.
    const back = before?.isConnected ? before : root.querySelector("article[data-mark]") ?? thread.field;
    back?.focus({ preventScroll: true });
    if (change) changed(change, before);
  });
  return dialog;
}
