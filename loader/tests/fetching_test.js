import { BUILD } from "../embed/build.js";
import { doc, langOf, make, sheetOf, turn } from "../embed/dom.js";
import { bare, module, once } from "../embed/fetching.js";
import { equal, nodes, ok, replacing, test } from "./harness.js";

test("fetching: what is requested twice is fetched once, and again after a failure", async () => {
  let requests = 0;
  const ask = async () => { requests += 1; if (requests === 1) throw new Error("offline"); return requests; };
  equal(await once("key", ask).catch(() => "failed"), "failed");
  equal(await Promise.all([once("key", ask), once("key", ask)]), [2, 2]);
  equal(requests, 2);
});

test("fetching: requests bring no cookies and follow no redirect", async () => {
  let how;
  await replacing(globalThis, { fetch: async (url, options) => (how = options) }, () => bare("/x", { method: "POST" }));
  equal(how, { credentials: "omit", redirect: "error", method: "POST" });
});

test("fetching: a module whose hash is another one does not run", async () => {
  const wrong = `sha256-${"A".repeat(43)}=`;
  equal(await module(new URL("widget_bindings.js?wrong", import.meta.url).href, wrong).catch(() => "refused"), "refused");
  ok((await module(new URL("widget_bindings.js?right", import.meta.url).href, "")).take_over);
});

test("dom: a language that is none is English", () => {
  const place = nodes(`<p lang="de-at"><i></i></p><p lang="no such"><b></b></p>`);
  equal([langOf(place.querySelector("i")), langOf(place.querySelector("b"))], ["de-AT", "en"]);
});

test("dom: nodes and sheets are made of their properties", async () => {
  equal(make("button", { type: "button", textContent: "Go" }).outerHTML, `<button type="button">Go</button>`);
  equal(sheetOf("p{margin:0}").cssRules.length, 1);
  await turn();
  ok(doc === document && BUILD.id === "build");
});
