import { mute, mutedAuthors, nameAuthors, prepareAuthors, unmute } from "../live/authors.js";
import { conversation, equal, ok, test } from "./harness.js";

const article = (id, name, more = "") => `<article id="porch-c-${id}" part="comment${more}"><p class="comment-head"><bdi part="author">${name}</bdi></p><div>words</div></article>`;
const HTML = `<section>${article(1, "Ada")}${article(2, "Ben")}${article(3, "Ada", " pending")}</section>`;
const BEN = { id: "b", name: "Ben" };

function ready() {
  const thread = conversation(HTML);
  nameAuthors(thread, [{ id: "1", author: { id: "a" } }, { id: "2", author: { id: "b" } }, { id: "9", author: { id: "b" } }, { id: "3" }]);
  prepareAuthors(thread, thread.section);
  return thread;
}
const lines = (thread) => [...thread.root.querySelectorAll(".muted-line")].map((line) => line.textContent);
const muted = (thread) => [...thread.root.querySelectorAll("article")].map(({ dataset }) => dataset.muted ?? null);

test("authors: the names of published comments open a card", () => {
  const names = [...ready().root.querySelectorAll("bdi")];
  equal(names.map(({ role, tabIndex, ariaHasPopup }) => [role, tabIndex, ariaHasPopup]), [["button", 0, "dialog"], ["button", 0, "dialog"], [null, -1, null]]);
});

test("authors: a muted author's comments are a line each, which shows them again", () => {
  const thread = ready();
  mute(thread, BEN);
  equal([lines(thread), muted(thread)], [["You muted Ben. Show"], [null, "", null]]);
  prepareAuthors(thread, thread.section);
  equal(lines(thread).length, 1, "once");
  thread.root.querySelector(".muted-line button").click();
  equal([lines(thread), muted(thread), thread.root.activeElement.textContent], [[], [null, "shown", null], "Ben"]);
  prepareAuthors(thread, thread.section);
  equal(lines(thread), [], "what was shown stays");
});

test("authors: whom the visitor hears again is not muted, and the last one is first in the list", () => {
  const thread = ready();
  mute(thread, BEN);
  mute(thread, { id: "a", name: "Ada" });
  mute(thread, BEN);
  equal([mutedAuthors(thread).map(({ name }) => name), muted(thread)], [["Ben", "Ada"], ["", "", null]]);
  unmute(thread, "a");
  equal(muted(thread), [null, "", null]);
  unmute(thread, "b");
  equal([mutedAuthors(thread), lines(thread), thread.recall("muted")], [[], [], undefined]);
});

test("authors: a new rendering of a muted comment is one line, too; what is kept and cannot be read mutes nobody", () => {
  const thread = ready();
  thread.keep("muted", JSON.stringify([BEN]));
  const [first] = thread.root.querySelectorAll("article");
  first.dataset.a = "b";
  prepareAuthors(thread, first);
  equal(lines(thread), ["You muted Ben. Show"]);
  thread.keep("muted", "{");
  equal(mutedAuthors(thread), []);
  prepareAuthors(thread, first);
  ok(!lines(thread).length);
});
