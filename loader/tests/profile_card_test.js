import { mute } from "../live/authors.js";
import { setUp } from "../live/menus.js";
import { nameOnPress } from "../live/profile_card.js";
import { conversation, equal, ok, test, until } from "./harness.js";

const HTML = `<section data-key="rye"><div class="section-head"><details class="order-menu"><summary>Order</summary></details></div><div class="notice-line"></div>
  <div class="composer-area"><form><textarea name="body"></textarea></form></div>
  <article id="porch-c-1" part="comment" data-a="a"><p class="comment-head"><bdi part="author">Ada</bdi> <a href="#porch-c-1">now</a></p></article>
  <article id="porch-c-2" part="comment" data-a="b"><p class="comment-head"><bdi part="author">Ben</bdi></p><button data-own></button></article></section>`;

// A conversation whose cards load; `shown` has what was opened. `prepare` is called before it is set up.
function talking(prepare = () => {}) {
  const shown = [], thread = conversation(HTML, { own: new CSSStyleSheet(), shown });
  const showCard = async (of, parts, { name, ...opening }, authors) => { shown.push({ name: name.textContent, busy: name.ariaBusy, opening, authors }); };
  const showSheet = async (of, parts, { kind }) => { shown.push({ kind }); };
  Object.assign(thread.kit, { module: async () => ({ showCard, showSheet }), once: async (key) => (key.endsWith(".late") ? new CSSStyleSheet() : key) });
  prepare(thread);
  setUp(thread);
  return thread;
}
const names = (thread) => [...thread.root.querySelectorAll("[part=author]")];

test("profile card: a press on a name opens it, and says whose comment it is", async () => {
  const thread = talking(), [ada, ben] = names(thread);
  ada.click();
  await until(() => thread.shown.length === 1, "the first card");
  equal(thread.shown[0].opening, { comment: "1", own: false });
  equal([thread.shown[0].name, thread.shown[0].busy], ["Ada", "true"]);
  await until(() => ada.ariaBusy === null, "the name being at rest");
  ben.click();
  await until(() => thread.shown.length === 2, "the second card");
  equal(thread.shown[1].opening, { comment: "2", own: true });
  ok(!nameOnPress(thread, { target: thread.root.querySelector("article a") }), "what stands beside it opens none");
});

test("profile card: Enter and the space bar press a name", async () => {
  const thread = talking(), [ada] = names(thread);
  for (const [count, key] of [[1, "Enter"], [2, " "]]) {
    const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true });
    ada.dispatchEvent(event);
    ok(event.defaultPrevented, "the page does not scroll");
    await until(() => thread.shown.length === count, "the card");
  }
});

test("profile card: a name that was pressed before this was loaded opens it", async () => {
  const thread = talking((early) => { early.pressed = names(early)[0]; });
  await until(() => thread.shown.length, "the card");
  equal(thread.shown[0].opening.comment, "1");
});

test("profile card: it mutes, and knows who is muted; a muted name shows the comment first", async () => {
  const thread = talking(), [ada] = names(thread), article = ada.closest("article");
  ada.click();
  await until(() => thread.shown.length, "the card");
  const { authors } = thread.shown[0];
  authors.mute({ id: "a", name: "Ada" }, true);
  equal([authors.isMuted("a"), authors.isMuted("b"), article.dataset.muted], [true, false, ""]);
  ada.click();
  equal([article.dataset.muted, thread.shown.length], ["shown", 1]);
  ada.click();
  await until(() => thread.shown.length === 2, "the card");
  mute(thread, { id: "a", name: "Ada" }, false);
  equal(thread.shown[1].authors.isMuted("a"), false);
});

test("profile card: from one's own it goes to what is stored about oneself", async () => {
  const thread = talking(), [, ben] = names(thread);
  ben.click();
  await until(() => thread.shown.length === 1, "the card");
  thread.shown[0].authors.openAbout();
  await until(() => thread.shown.length === 2, "the sheet");
  equal(thread.shown[1], { kind: "about" });
});
