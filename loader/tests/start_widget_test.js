import { fireSubmit, urlOf } from "../start_widget/page_events.js";
import { withoutWasm } from "../start_widget/plain_form.js";
import { repeat, repeatOnNewButton } from "../start_widget/queue.js";
import { startWidget } from "../start_widget/start_widget.js";
import { conversation, equal, ok, replacing, test, until } from "./harness.js";
import { bindings } from "./widget_bindings.js";

const PAGE = `<section data-build="build" data-version="7" data-key="rye" data-site="bakery" data-order="newest" data-total="0">
  <div class="composer-root"><form><input name="name"><textarea name="body"></textarea><p class="notice-line"></p><button part="button">Send</button></form></div>
  <article id="porch-c-1"><button>Reply</button></article><div class="list-end"><a class="link-button" href="#">More</a></div></section>`;
const LATER = { showNewComments() {}, pointerReleased: async () => {}, clock: () => "noon", works() {}, carryForm() {}, openAgain: async () => {}, takeMail() {}, commentArrived() {} };

// Starts the widget; answers the bridge, the settings, and what the loader called.
async function started(thread, version = "7") {
  const calls = [], widget = { destroy() { calls.push("destroy"); }, prioritize_root() {}, open: (...form) => calls.push(form), changed: (news) => calls.push(news) };
  let bridge, settings;
  bindings.take_over = (one, section, page, more) => { [bridge, settings] = [one, more]; return widget; };
  const isThere = await startWidget(thread, "code", { version }, LATER);
  return { isThere, bridge, settings, calls, widget };
}

test("start_widget: it takes over the rendering of its own build and version", async () => {
  const thread = conversation(PAGE, { instance: 0, news: ["early"] }), { isThere, settings, calls } = await started(thread);
  equal([isThere, settings.fresh, settings.order, settings.site], [true, false, "newest", "bakery"]);
  equal(calls, ["early"]);
});

test("start_widget: an outdated rendering is made anew, and what was pressed is repeated on its buttons", async () => {
  const thread = conversation(PAGE, { instance: 0, carry() {} }), button = thread.section.querySelector("article button");
  let calmed = 0;
  thread.queue.push({ type: "click", target: button, root: thread.section.querySelector("article"), calm: () => (calmed += 1) });
  const { settings, calls } = await started(thread, "8");
  equal([settings.fresh, calls, calmed, thread.queue.length], [true, [["1", "reply"]], 1, 0]);
});

test("start_widget: a conversation that has ended meanwhile is not taken over", async () => {
  const thread = conversation(PAGE, { instance: 0 });
  bindings.__wbg_init = async () => { thread.section = undefined; };
  equal((await started(thread)).isThere, false);
  bindings.__wbg_init = async () => {};
});

test("start_widget: the bridge shows what the widget says of the page", async () => {
  const thread = conversation(PAGE, { instance: 0, state: "empty" }), { bridge } = await started(thread);
  bridge.total(3);
  equal([thread.section.dataset.total, thread.state], ["3", "ready"]);
  equal(bridge.url("1"), `${location.href.split("#")[0]}#porch-c-1`);
  bridge.keep("regular", "1");
  equal([bridge.recall("regular"), thread.section.dataset.regular], ["1", ""]);
  const stub = thread.section.querySelector("article");
  stub.innerHTML = `<p class="comment-stub">Deleted</p>`;
  stub.ariaLabel = "Ben";
  thread.fit = () => {};
  bridge.decorate_comment(stub);
  equal(stub.ariaLabel, null);
});

test("start_widget: listeners that the widget lends end with its conversation", async () => {
  const thread = conversation(PAGE, { instance: 0 }), { bridge } = await started(thread), root = document.createElement("div");
  let clicks = 0, freed = 0;
  bridge.guard_listeners(root);
  root.addEventListener("click", Object.assign(() => (clicks += 1), { _wbg_cb_unref: () => (freed += 1) }), {});
  root.click();
  thread.fetching.abort();
  root.click();
  equal([clicks, freed], [1, 1]);
});

test("start_widget: a proof that takes too long does not hold the comment up", async () => {
  const thread = conversation(PAGE, { instance: 0, work: async () => { throw new Error("offline"); } }), { bridge } = await started(thread);
  const comment = {};
  equal(await bridge.complete(comment) === comment, true);
});

test("start_widget: after a panic another instance starts, and after three a plain form", async () => {
  const thread = conversation(PAGE, { instance: 0, woken: 0, carry() {}, wake: () => { thread.woken += 1; } });
  const { bridge } = await started(thread);
  bridge.report_panic("panic");
  await until(() => thread.woken === 1);
  equal([thread.instance, thread.widget], [1, undefined]);
  bridge.report_panic("of the old instance");
  for (const next of [2, 3]) {
    const again = await started(Object.assign(thread, { queue: [] }));
    again.bridge.report_panic("panic");
    await until(() => thread.instance === next);
  }
  ok(thread.plain && thread.woken === 2);
});

test("plain_form: the form sends what the server needs, and says the answer", async () => {
  const thread = conversation(PAGE), { form } = thread.section.querySelector("form").elements.body;
  equal(withoutWasm(thread, "csp-wasm"), false);
  equal([form.action, form.elements.page.value], ["https://talk.test/c/bakery", thread.page]);
  form.elements.body.value = "hello";
  const { value: key } = form.elements.key;
  await replacing(globalThis, { fetch: async () => new Response(`{"said":"Please write more.","field":"body"}`, { status: 422 }) }, async () => {
    form.requestSubmit();
    await until(() => form.querySelector(".notice-line").textContent);
  });
  equal([form.querySelector(".notice-line").textContent, form.elements.body.ariaInvalid, form.elements.body.value], ["Please write more.", "true", "hello"]);
  ok(form.elements.key.value !== key, "after an answer, another key");
  await replacing(globalThis, { fetch: async () => new Response(`{"said":"Held."}`) }, async () => {
    form.requestSubmit();
    await until(() => form.querySelector(".notice-line").textContent === "Held.");
  });
  equal([form.elements.body.value, thread.events.at(-1)], ["", ["posted", { id: "", url: "", status: "held" }]]);
});

test("page_events: the page may veto a comment with a message", () => {
  const thread = conversation(PAGE);
  equal(fireSubmit(thread, {}), undefined);
  thread.emit = (name, detail) => { detail.reject("No links, please."); return true; };
  equal(fireSubmit(thread, {}), "No links, please.");
  thread.emit = () => false;
  equal(fireSubmit(thread, {}), "");
  equal(urlOf({ ...thread, is: () => "https://bakery.test/rye#old" }, "1"), "https://bakery.test/rye#porch-c-1");
});

test("queue: a form is submitted, a button pressed, and the end of the list found anew", () => {
  const thread = conversation(PAGE), form = thread.section.querySelector("form"), seen = [];
  form.addEventListener("submit", (event) => { event.preventDefault(); seen.push("submit"); });
  repeat({ type: "submit", target: form, calm: () => seen.push("calm") });
  thread.section.querySelector(".link-button").addEventListener("click", (event) => { event.preventDefault(); seen.push("more"); });
  const foot = thread.section.querySelector(".list-end");
  repeatOnNewButton(thread, {}, { type: "click", target: foot.firstChild, root: foot });
  repeat(thread.queue[0]);
  equal(seen, ["calm", "submit", "more"]);
});

test("start_widget: an address is taken out of the form unless the page forbids the comment, and used once that has arrived", async () => {
  const said = [], thread = conversation(PAGE);
  const now = replacing(LATER, { takeMail: (of, { replyTo }) => { said.push(["take", replyTo]); }, commentArrived: () => said.push(["arrived"]) }, async () => {
    const { bridge } = await started(thread);
    equal(bridge.emit("submit", { replyTo: "1" }), undefined);
    bridge.emit("posted", {});
    thread.emit = (name, detail) => detail.reject("no");
    equal(bridge.emit("submit", { replyTo: "2" }), "no");
  });
  await now;
  equal(said, [["take", "1"], ["arrived"]]);
});
