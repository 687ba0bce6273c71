import { setUp } from "../live/menus.js";
import { resumeSearch } from "../live/search.js";
import { conversation, equal, ok, test, until } from "./harness.js";

const HTML = `<section data-key="rye" data-site="bakery" data-thread="t1"><div class="section-head">
  <button class="search-button" data-team="Marta" hidden><span>Search</span></button><details class="order-menu"><summary>Order</summary></details></div>
  <div class="notice-line"></div><div class="composer-area"><div class="composer-root"><form><textarea name="body"></textarea></form></div></div>
  <article id="porch-c-1" tabindex="-1"></article></section>`;

// A conversation whose search loads; `shown` has what was opened.
function talking(more = {}) {
  const shown = [], thread = conversation(HTML, { own: new CSSStyleSheet(), shown, ...more });
  const showSearch = async (of, parts, opening, told) => { shown.push({ opening, told }); };
  Object.assign(thread.kit, { module: async () => ({ showSearch }), once: async (key) => (key.endsWith(".late") ? new CSSStyleSheet() : key) });
  setUp(thread);
  return thread;
}

const press = (target, key, how = {}) => {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, composed: true, cancelable: true, ...how });
  target.dispatchEvent(event);
  return event;
};

test("search: its button is shown once the scripts are there, and opens the sheet", async () => {
  const thread = talking(), button = thread.root.querySelector(".search-button");
  ok(button.hidden, "hidden without the styles that it needs");
  await until(() => !button.hidden, "the button");
  button.click();
  await until(() => thread.shown.length, "the sheet");
  equal(thread.shown[0].opening, { page: location.href.split("#")[0], thread: "t1", team: "Marta", asks: true });
});

test("search: a slash opens it, but not in a field, nor with another key", async () => {
  const thread = talking(), article = thread.root.querySelector("article");
  ok(!press(thread.root.querySelector("textarea"), "/").defaultPrevented, "a slash in a field is a slash");
  ok(!press(article, "/", { ctrlKey: true }).defaultPrevented);
  ok(press(article, "/").defaultPrevented);
  await until(() => thread.shown.length === 1, "the sheet");
});

test("search: on a closed page, and without a composer, words do not become a comment", async () => {
  for (const is of [(name) => (name === "composer" ? "none" : null), (name) => (name === "readonly" ? "" : null)]) {
    const thread = talking({ is });
    press(thread.root.querySelector("article"), "/");
    await until(() => thread.shown.length, "the sheet");
    equal(thread.shown[0].opening.asks, false);
  }
});

test("search: what is left of it is kept in the history entry beside what others keep there, and leads back to it", async () => {
  const before = history.state, thread = talking();
  try {
    history.replaceState({ router: 7 }, "");
    equal(resumeSearch(thread), false);
    press(thread.root.querySelector("article"), "/");
    await until(() => thread.shown.length === 1, "the sheet");
    const { told } = thread.shown[0];
    told.leave({ typed: "rye", scrolled: 40 });
    equal([history.state.router, history.state.porchSearch.typed], [7, "rye"]);
    equal(resumeSearch(conversation(HTML.replace('data-key="rye"', 'data-key="spelt"'))), false, "of another conversation");
    ok(resumeSearch(thread));
    await until(() => thread.shown.length === 2, "the sheet again");
    equal([thread.shown[1].opening.kept.typed, thread.shown[1].opening.kept.scrolled], ["rye", 40]);
    told.end();
    equal(history.state, { router: 7 });
  } finally {
    history.replaceState(before, "");
  }
});

test("search: words go into the composer, by the widget or without it", async () => {
  const words = [], thread = talking();
  press(thread.root.querySelector("article"), "/");
  await until(() => thread.shown.length, "the sheet");
  const { told } = thread.shown[0];
  await told.compose("how sour");
  equal(thread.field.value, "how sour");
  Object.assign(thread, { wake: async () => true, widget: { focus_composer: (...all) => words.push(all) } });
  await told.compose("how dark");
  equal(words, [[null, null, "how dark"]], "JSON has no undefined");
});
