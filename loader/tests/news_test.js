import { showNewComments } from "../live/news.js";
import { conversation, equal, ok, test, until } from "./harness.js";

const HTML = `<section data-order="conversation"><div class="notice-line"></div><ol class="conversation-list"><li><article id="porch-c-1"></article></li></ol></section>`;
const button = (thread) => thread.root.querySelector(".new-comments");

test("news: their number is announced, and none removes the button", () => {
  const thread = conversation(HTML);
  showNewComments(thread, 2);
  equal(button(thread).textContent, "2 new comments");
  ok(button(thread).querySelector("svg"));
  showNewComments(thread, 0);
  equal(button(thread), null);
});

test("news: a click shows them in the widget, or loads the page again where there is none", async () => {
  let shown = 0, refreshed = 0;
  const thread = conversation(HTML, { widget: { show() { shown += 1; } }, wake: async () => true, refresh: async () => { refreshed += 1; } });
  showNewComments(thread, 1);
  button(thread).click();
  await until(() => shown === 1);
  thread.wake = async () => false;
  showNewComments(thread, 1);
  button(thread).click();
  await until(() => refreshed === 1);
  equal([shown, button(thread)], [1, null]);
});

test("news: the arrow points down where the place of the first is below", () => {
  const thread = conversation(HTML, { news: [{ changes: [{ kind: "published", comment: { id: "9", posted_at: "1", parent: "1" } }] }] });
  thread.section.querySelector("li").style.cssText = "display:block;height:400px;margin-top:100px";
  showNewComments(thread, 1);
  ok(button(thread).classList.contains("points-down"));
});
