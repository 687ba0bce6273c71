import { heard, wake } from "../live/widget.js";
import { reportWriting, works } from "../live/writing.js";
import { conversation, equal, ok, replacing, test } from "./harness.js";

const PAGE = `<section data-key="rye" data-version="7" data-order="conversation"><div class="notice-line"></div>
  <div class="composer-root"><form><textarea></textarea><button part="button">Send</button></form></div></section>`;

function waking(glue, answer = async () => new Response(`{"version":"7"}`)) {
  const requests = [], thread = conversation(PAGE);
  Object.assign(thread.kit, { module: async () => glue, once: async () => "code", bare: async (url, options) => { requests.push([url, options?.method]); return answer(requests.length); } });
  return Object.assign(thread, { requests });
}

test("widget: its code and the page are fetched together and given to its start", async () => {
  const thread = waking({ startWidget: (of, code, page, later) => [of === thread, code, page, Object.keys(later).length] });
  equal(await wake(thread), [true, "code", { version: "7" }, 9]);
  ok(thread.requests[0][0].includes("page=rye&order=conversation&version=7"), thread.requests[0][0]);
});

test("widget: a version that is gone is requested again without it", async () => {
  const thread = waking({ startWidget: (of, code, page) => page.version }, async (time) => (time === 1 ? new Response("", { status: 410 }) : new Response(`{"version":"8"}`)));
  equal(await wake(thread), "8");
  ok(!thread.requests[1][0].includes("version"));
});

test("widget: where the page forbids WebAssembly, a plain form takes its place, and the team is told", async () => {
  const thread = waking({ withoutWasm: (of, why) => why });
  class Refused { constructor() { throw new WebAssembly.CompileError("refused"); } }
  equal(await replacing(WebAssembly, { Module: Refused }, () => wake(thread)), "csp-wasm");
  equal(thread.requests, [["https://talk.test/v1/sites/bakery/writing?page=rye&is=blocked", "POST"]]);
});

test("widget: when it cannot be loaded, whoever waits for it is told, and the text stays", async () => {
  const thread = waking(Promise.reject(new Error("offline"))), [form] = thread.section.querySelectorAll("form");
  thread.queue.push({ type: "submit", target: form, root: thread.section.querySelector(".composer-root") });
  thread.lost = "It did not arrive.";
  form.querySelector("textarea").value = "words";
  equal(await wake(thread).catch(() => "failed"), "failed");
  const box = thread.section.querySelector(".notice-line > div");
  ok(box.textContent.includes("It did not arrive.") && box.querySelector("a").href === thread.ownPage);
  equal([form.querySelector("textarea").value, thread.queue.length], ["words", 1]);
});

test("widget: what was pressed is busy until it is repeated", () => {
  const thread = conversation(PAGE), form = thread.section.querySelector("form"), button = form.querySelector("button");
  thread.queue.push({ type: "submit", target: form, root: thread.section.querySelector(".composer-root") });
  heard(thread);
  heard(thread);
  equal([button.ariaBusy, thread.section.querySelectorAll("[role=status]").length], ["true", 1]);
  thread.queue[0].calm();
  equal([button.ariaBusy, thread.section.querySelectorAll("[role=status]").length], [null, 0]);
});

test("writing: that it works is told once, and only where the server asks", () => {
  const requests = [], thread = conversation(PAGE, { widget: {} });
  thread.kit.bare = async (url) => requests.push(url);
  works(thread);
  thread.tells = true;
  works(thread);
  works(thread);
  equal(requests.length, 1);
  reportWriting(thread, "blocked");
  ok(requests[1].endsWith("is=blocked"));
});
