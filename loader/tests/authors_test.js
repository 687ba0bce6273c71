import { mute, mutedAuthors, prepareAuthors, showMuted } from "../live/authors.js";
import { conversation, equal, test } from "./harness.js";

const article = (id, name, more = "", a = "") => `<article id="porch-c-${id}" part="comment${more}" ${a && `data-a="${a}"`}><p class="comment-head"><bdi part="author">${name}</bdi></p><div>words</div></article>`;
const HTML = `<section>${article(1, "Ada", "", "a")}${article(2, "Ben", "", "b")}${article(3, "Ada", " pending")}
  <p class="reply-excerpt"><a href="#porch-c-2"><bdi>Ben</bdi>: <bdi>words</bdi></a></p></section>`;
const BEN = { id: "b", name: "Ben" };

function ready(html = HTML, more = {}) {
  const thread = conversation(html, more);
  prepareAuthors(thread, thread.section);
  return thread;
}
const names = (thread) => [...thread.root.querySelectorAll("[part=author]")];
const muted = (thread) => [...thread.root.querySelectorAll("article")].map(({ dataset }) => dataset.muted ?? null);
const excerpted = (thread) => thread.root.querySelector(".reply-excerpt").hasAttribute("data-muted");

test("authors: the names of comments that everyone reads open a card", () => {
  equal(names(ready()).map(({ role, tabIndex, ariaHasPopup }) => [role, tabIndex, ariaHasPopup]), [["button", 0, "dialog"], ["button", 0, "dialog"], [null, -1, null]]);
});

test("authors: a muted comment is one line, whose button shows it again", () => {
  const thread = ready(), ben = names(thread)[1];
  mute(thread, BEN, true);
  equal([muted(thread), excerpted(thread)], [[null, "", null], true]);
  equal([ben.ariaLabel, ben.dataset.said, ben.ariaExpanded, ben.ariaHasPopup], ["Ben · Muted by you · Show", "Muted by you · Show", "false", null]);
  equal([showMuted(thread, names(thread)[0]), showMuted(thread, ben)], [false, true]);
  equal([muted(thread), excerpted(thread)], [[null, "shown", null], false]);
  equal([ben.ariaLabel, ben.dataset.said ?? null, ben.ariaExpanded, ben.ariaHasPopup], [null, null, null, "dialog"]);
  prepareAuthors(thread, thread.section);
  equal(muted(thread), [null, "shown", null], "what was shown stays");
});

test("authors: whose mute has ended is shown, and the one muted last is first in the list", () => {
  const thread = ready();
  mute(thread, BEN, true);
  mute(thread, { id: "a", name: "Ada" }, true);
  mute(thread, BEN, true);
  equal([mutedAuthors(thread).map(({ name }) => name), muted(thread)], [["Ben", "Ada"], ["", "", null]]);
  mute(thread, { id: "a", name: "Ada" }, false);
  equal(muted(thread), [null, "", null]);
  mute(thread, BEN, false);
  equal([mutedAuthors(thread), muted(thread), thread.recall("muted")], [[], [null, null, null], undefined]);
});

test("authors: until the widget says whose a comment is, the name on it does", () => {
  const html = `<section><div class="conversation-root">${article(1, "Ben")}${article(2, "Ben")}${article(3, "Ada")}</div></section>`;
  const thread = conversation(html), [mine, other] = thread.root.querySelectorAll("article");
  thread.keep("muted", JSON.stringify([BEN]));
  prepareAuthors(thread, thread.section);
  equal(muted(thread), ["", "", null]);
  thread.taken.add(thread.root.querySelector(".conversation-root"));
  [mine.dataset.a, other.dataset.a] = ["b", "somebody else"];
  for (const one of [mine, other]) prepareAuthors(thread, one);
  equal(muted(thread), ["", null, null]);
});

test("authors: muting asks for the widget, which says which other comments are theirs", () => {
  let asked = 0;
  const thread = ready(HTML, { wake: async () => { asked += 1; return true; } });
  mute(thread, BEN, true);
  mute(thread, BEN, false);
  equal(asked, 1);
});

test("authors: what is kept and cannot be read mutes nobody", () => {
  const thread = ready();
  for (const kept of ["{", "{}", "[null, {}, 5]"]) {
    thread.keep("muted", kept);
    equal(mutedAuthors(thread), []);
    prepareAuthors(thread, thread.section);
    equal(muted(thread), [null, null, null]);
  }
});
