import { equal, nodes, ok, replacing, test } from "harness";
import { start } from "../start.js";
import { bindings } from "./dashboard_bindings.js";

// Starts the dashboard in a page of its own; answers its root, its page, and what was called. `served` is the response for
// the texts.
async function started(tags, served = () => new Response("texts"), replaced = {}) {
  const root = nodes(`<div><p role="alert">It didn’t load. <a href="/host/">Try again</a></p></div>`).firstChild;
  const calls = [], page = document.documentElement, before = { lang: page.lang, dir: page.dir };
  const stand = { __wbg_init: async ({ module_or_path }) => { calls.push(["init", module_or_path]); }, show: (table) => calls.push(["show", table]), ...replaced };
  const ask = async (url) => { calls.push(["fetch", url]); return served(); };
  await replacing(console, { error: (problem) => calls.push(["error", problem.message]) }, () =>
    replacing(globalThis, { fetch: ask }, () =>
      replacing(bindings, stand, () => start(root, tags, () => calls.push(["reload"])))));
  const { lang, dir } = page;
  Object.assign(page, before);
  return { root, calls, lang, dir };
}

test("start: the page has the language, whose texts are loaded beside the code", async () => {
  const { root, calls, lang, dir } = await started(["ar-EG", "en"]);
  equal([lang, dir, root.dataset.start], ["ar", "rtl", "loading"]);
  equal(calls, [["fetch", "../a/ar.txt"], ["init", "../a/code.wasm"], ["show", "texts"]]);
});

test("start: where the texts do not come, the page says so and offers to try again", async () => {
  const { root, calls, lang } = await started(["de"], () => new Response("", { status: 503 }));
  equal([root.dataset.start, lang, calls.at(-1)], ["failed", "de", ["error", "no texts: 503"]]);
  ok(!calls.some(([name]) => name === "show"), "nothing is shown without texts");
  const press = new MouseEvent("click", { bubbles: true, cancelable: true });
  root.querySelector("a").dispatchEvent(press);
  equal([press.defaultPrevented, calls.at(-1)], [true, ["reload"]]);
});

test("start: the same without the network, without WebAssembly, and where the dashboard does not start", async () => {
  const fails = (message) => () => { throw new Error(message); };
  for (const [why, served, replaced] of [
    ["offline", fails("offline")],
    ["refused", undefined, { __wbg_init: async () => { throw new Error("refused"); } }],
    ["broken", undefined, { show: fails("broken") }],
  ]) {
    const { root, calls } = await started(["en"], served, replaced);
    equal([root.dataset.start, calls.at(-1)], ["failed", ["error", why]]);
  }
});
