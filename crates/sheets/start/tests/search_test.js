import { conversation, equal, ok, replacing, test } from "harness";
import { showSearch } from "../search.js";
import { bindings } from "./sheets_bindings.js";

const PAGE = `<section lang="de" dir="ltr" data-site="bakery"><button class="b">Search</button></section>`;
const HREF = `${location.href.split("#")[0]}#porch-c-7`;

// Opens the search; answers the conversation, its button, the dialog, what the WebAssembly was given, and what was called.
async function opened(more = {}, opening = { page: "p", thread: "t1", asks: true }) {
  const calls = [], thread = conversation(PAGE, { goTo: (id) => calls.push(["goTo", id]), ...more }), given = {};
  const button = thread.root.querySelector("button");
  button.focus();
  const stand = {
    open_search: (bridge, dialog, texts, options) => {
      Object.assign(given, { bridge, options });
      dialog.innerHTML = `<h2 id="porch-sheet-title">Search</h2><input><div class="search-body" style="block-size: 20px; overflow: auto">
        <a role="option" href="${HREF}">1</a><p style="block-size: 200px"></p></div>`;
      return { end: () => calls.push(["end"]) };
    },
  };
  const told = { leave: (place) => calls.push(["leave", place]), end: () => calls.push(["forget"]), compose: (words) => calls.push(["compose", words]) };
  const dialog = await replacing(bindings, stand, () => showSearch(thread, { code: "code", texts: "texts", style: new CSSStyleSheet() }, opening, told));
  return { thread, button, dialog, given, calls };
}

const closed = (dialog) => new Promise((go) => dialog.addEventListener("close", () => setTimeout(go)));

test("search: it is a modal dialog with the focus in its field, which goes back when it is closed", async () => {
  const { thread, button, dialog, given, calls } = await opened(), end = closed(dialog);
  ok(dialog.matches(":modal") && thread.root.activeElement.localName === "input");
  equal(given.options, { server: "https://talk.test", site: "bakery", lang: "de", page: "p", thread: "t1", asks: true });
  given.bridge.close();
  await end;
  equal([thread.root.activeElement === button, calls], [true, [["end"], ["forget"]]]);
});

test("search: a hit is left for with its place, and the page's router may go there", async () => {
  const { dialog, given, calls } = await opened({ emit: () => false }), end = closed(dialog);
  dialog.querySelector(".search-body").scrollTop = 30;
  given.bridge.open(HREF, { typed: "rye" });
  await end;
  equal(calls, [["leave", { typed: "rye", scrolled: 30 }], ["end"]], "and nothing is forgotten");
});

test("search: the comment of the address is gone to again, and the way back is an entry of its own", async () => {
  const before = location.href, length = history.length;
  history.replaceState(null, "", HREF);
  const { dialog, given, calls } = await opened(), end = closed(dialog);
  given.bridge.open(HREF, {});
  await end;
  equal([calls.at(-2), history.length], [["goTo", "porch-c-7"], length + 1]);
  history.replaceState(null, "", before);
});

test("search: what was left is scrolled to", async () => {
  const { dialog } = await opened({}, { kept: { scrolled: 25 } });
  equal(dialog.querySelector(".search-body").scrollTop, 25);
  dialog.close();
});

test("search: words for a comment close it, and the composer gets the focus", async () => {
  const { dialog, given, calls } = await opened(), end = closed(dialog);
  given.bridge.ask("how sour");
  await end;
  equal(calls, [["compose", "how sour"], ["end"]]);
});
