import { setUp } from "../live/menus.js";
import { conversation, equal, ok, replacing, test, until } from "./harness.js";

const HTML = `<section data-key="rye"><div class="section-head"><details class="order-menu"><summary>Order</summary></details>
  <a data-o="newest" aria-current="true" href="#">Newest</a><a data-o="oldest" href="#">Oldest</a></div>
  <div class="composer-area"><form><textarea name="body"></textarea></form></div>
  <article id="porch-c-1"><button class="more-actions">⋯</button></article><article id="porch-c-2"><button class="more-actions" data-own>⋯</button></article></section>`;

function ready(more = {}) {
  const thread = conversation(HTML, { own: new CSSStyleSheet(), ...more });
  setUp(thread);
  return thread;
}
const items = (thread) => [...thread.root.querySelectorAll(".action-menu button")];
const labels = (thread) => items(thread).map(({ textContent }) => textContent);
const press = (thread, key, how = {}) => (thread.root.activeElement ?? thread.root).dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...how }));

test("menus: a comment of somebody else can be reported, one's own edited and deleted", () => {
  const thread = ready(), [other, own] = thread.root.querySelectorAll(".more-actions");
  other.click();
  equal(labels(thread), ["Copy link", "Report"]);
  equal([other.ariaExpanded, thread.root.activeElement === items(thread)[0]], ["true", true]);
  own.click();
  equal(labels(thread), ["Copy link", "Edit", "Delete"]);
  equal(items(thread)[2].className, "delete-item");
  own.click();
  equal([items(thread).length, own.ariaExpanded], [0, null]);
});

test("menus: keys move, letters choose, Escape goes back to the button", () => {
  const thread = ready(), [dots] = thread.root.querySelectorAll(".more-actions"), at = () => items(thread).indexOf(thread.root.activeElement);
  dots.click();
  for (const [key, expected] of [["ArrowDown", 1], ["ArrowDown", 0], ["ArrowUp", 1], ["Home", 0], ["End", 1], ["c", 0]]) {
    press(thread, key);
    equal(at(), expected, `after ${key}, the item`);
  }
  press(thread, "Escape");
  equal([items(thread).length, thread.root.activeElement === dots], [0, true]);
});

test("menus: an order is saved and loads the conversation again", async () => {
  let refreshed = 0;
  const thread = ready({ refresh: async () => { refreshed += 1; } });
  thread.root.querySelector(".order-menu > summary").click();
  equal(items(thread).map(({ ariaChecked }) => ariaChecked), ["true", "false"]);
  items(thread)[1].click();
  await until(() => refreshed === 1);
  equal([thread.order, thread.recall("order"), items(thread).length], ["oldest", "oldest", 0]);
});

test("menus: a link is copied, or shown where the page may not write to the clipboard", async () => {
  const thread = ready(), [dots] = thread.root.querySelectorAll(".more-actions");
  for (const writeText of [async () => {}, async () => { throw new Error("denied"); }]) {
    await replacing(navigator, { clipboard: { writeText } }, async () => {
      dots.click();
      const before = items(thread)[0].textContent;
      items(thread)[0].click();
      await until(() => items(thread)[0].textContent !== before);
    });
    const message = thread.root.querySelector("[role=status]").textContent;
    equal(message.includes("#porch-c-1"), items(thread)[0].className !== "is-done", "whether the address is shown");
    press(thread, "Escape");
  }
});

test("menus: where the widget cannot run, its actions lead to the conversation's own page", async () => {
  const opened = [], thread = ready({ wake: async () => true, widget: { open: (...form) => opened.push(form) } });
  thread.root.querySelectorAll(".more-actions")[1].click();
  items(thread)[1].click();
  await until(() => opened.length);
  equal(opened, [["2", "edit"]]);
});

test("menus: the rules are shown with the form that is open", async () => {
  const thread = ready(), box = thread.section.querySelector(".composer-area");
  ok(box.dataset.open === undefined);
  box.querySelector("form").dataset.open = "";
  await until(() => box.dataset.open === "");
});

test("menus: Ctrl and Enter send a form that the widget does not have yet", () => {
  const thread = ready(), form = thread.section.querySelector("form");
  let sent = 0;
  form.addEventListener("submit", (event) => { event.preventDefault(); sent += 1; });
  form.elements.body.focus();
  press(thread, "Enter");
  press(thread, "Enter", { ctrlKey: true });
  equal(sent, 1);
});

test("menus: late styles stand before those of a sheet, and those of another build do not restyle what came since", async () => {
  const late = new CSSStyleSheet(), dialog = new CSSStyleSheet(), thread = conversation(HTML, { own: new CSSStyleSheet() });
  let came;
  thread.kit.once = () => new Promise((go) => (came = () => go(late)));
  const [first] = thread.root.adoptedStyleSheets;
  thread.root.adoptedStyleSheets = [first, thread.own, dialog];
  setUp(thread);
  came();
  await until(() => thread.root.adoptedStyleSheets.includes(late), "the late styles");
  equal(thread.root.adoptedStyleSheets.map((one) => [first, late, thread.own, dialog].indexOf(one)), [0, 1, 2, 3]);
  thread.root.adoptedStyleSheets = [first, thread.own];
  setUp(thread);
  const earlier = came;
  thread.section = thread.section.cloneNode(true);
  earlier();
  await new Promise((go) => setTimeout(go));
  ok(!thread.root.adoptedStyleSheets.includes(late), "the styles of the earlier rendering are not used");
});
