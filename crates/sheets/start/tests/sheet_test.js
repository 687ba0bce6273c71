import { conversation, equal, ok, replacing, test } from "harness";
import { showSheet } from "../sheet.js";
import { bindings } from "./sheets_bindings.js";

const PAGE = `<section lang="de" dir="ltr" data-site="bakery"><button id="entry">Sign in</button></section>`;

// Opens a sheet; answers the conversation, the dialog, what the WebAssembly was given, and what was called.
async function opened(opening = { kind: "sign-in" }) {
  const thread = conversation(PAGE), calls = [], given = {};
  thread.root.getElementById("entry").focus();
  const stand = {
    __wbg_init: async ({ module_or_path }) => { calls.push(["init", module_or_path]); },
    open_sheet: (bridge, dialog, texts, options) => { Object.assign(given, { bridge, texts, options }); return { end: () => calls.push(["end"]), window_told: (isDone) => calls.push(["window", isDone]), signed_in_by_page: (...all) => calls.push(["page", ...all]) }; },
  };
  const style = new CSSStyleSheet(), told = { changed: (change, before) => calls.push([change, before.id]), mute: (...author) => calls.push(author), askPage: (_, ...asked) => { calls.push(["asked", ...asked]); return opening.isAsked; } };
  const dialog = await replacing(bindings, stand, () => showSheet(thread, { code: "code", texts: "texts", style }, { muted: [], ...opening }, told));
  return { thread, dialog, calls, given, style };
}

const closed = (dialog) => new Promise((go) => dialog.addEventListener("close", () => setTimeout(go)));

test("sheet: it is a modal dialog in the shadow root, with the language and the style, named by its title", async () => {
  const { thread, dialog, calls, given, style } = await opened({ kind: "sign-in", mail: "ada@lovelace.example" });
  ok(dialog.matches(":modal") && dialog.getRootNode() === thread.root);
  equal([dialog.lang, dialog.dir, dialog.getAttribute("aria-labelledby")], ["de", "ltr", "porch-sheet-title"]);
  ok(thread.root.adoptedStyleSheets.includes(style));
  equal([calls, given.texts], [[["init", "code"]], "texts"]);
  equal(given.options, { server: "https://talk.test", site: "bakery", lang: "de", kind: "sign-in", mail: "ada@lovelace.example", muted: [] });
  given.bridge.mute("b", "Ben", false);
  equal(calls.at(-1), [{ id: "b", name: "Ben" }, false]);
  dialog.close();
});

test("sheet: once it is closed it is gone, and the focus is back", async () => {
  const { thread, dialog, calls, given } = await opened(), end = closed(dialog);
  given.bridge.close();
  await end;
  equal([dialog.isConnected, thread.root.activeElement.id, calls.at(-1)], [false, "entry", ["end"]]);
});

test("sheet: the conversation is told what the visitor did last, once the sheet is closed", async () => {
  const { dialog, calls, given } = await opened(), end = closed(dialog);
  given.bridge.changed("signed-in", "Ada", "Bearer x");
  given.bridge.changed("signed-out");
  ok(!calls.some(([what]) => what?.what), "nothing is told while it is open");
  dialog.close();
  await end;
  equal(calls.at(-1), [{ what: "signed-out" }, "entry"]);
});

test("sheet: it ends with the conversation", async () => {
  const { thread, dialog } = await opened(), end = closed(dialog);
  thread.fetching.abort();
  await end;
  ok(!dialog.isConnected);
});

test("sheet: a day is written in the page's language", async () => {
  const { dialog, given } = await opened();
  equal(given.bridge.day(Date.UTC(2025, 4, 3, 12)), "3. Mai 2025");
  dialog.close();
});

test("sheet: the window for a provider tells it, and is closed with it", async () => {
  let closes = 0;
  const popup = { closed: false, close: () => (closes += 1), location: { replace: () => {} }, postMessage: () => {} };
  const { dialog, calls, given } = await opened(), end = closed(dialog);
  await replacing(window, { open: () => popup }, () => given.bridge.open_window());
  ok(given.bridge.window_goes_on("https://talk.test/sign-in/x"));
  dispatchEvent(Object.assign(new Event("message"), { source: popup, origin: "https://talk.test", data: { porch: "sign-in-done" } }));
  equal(calls.at(-1), ["window", true]);
  await replacing(window, { open: () => popup }, () => given.bridge.open_window());
  dialog.close();
  await end;
  equal(closes, 1);
});

test("sheet: the page signs in once more, and the sheet is told", async () => {
  const { dialog, calls, given } = await opened({ kind: "about", isAsked: true });
  given.bridge.ask_page();
  const [, reason, told] = calls.find(([what]) => what === "asked");
  told("Ada", "Bearer x");
  equal([reason, dialog.isConnected, calls.at(-1)], ["sign-in", true, ["page", "Ada", "Bearer x"]]);
  dialog.close();
});

test("sheet: a page that shows a sign-in of its own is not covered, and the conversation is told", async () => {
  const { dialog, calls, given } = await opened(), end = closed(dialog);
  given.bridge.ask_page();
  const [, reason, told] = calls.find(([what]) => what === "asked");
  await end;
  equal([reason, dialog.isConnected], ["sign-in", false]);
  told("Ada", "Bearer x");
  equal(calls.at(-1), [{ what: "signed-in", name: "Ada", token: "Bearer x" }, "entry"]);
});
