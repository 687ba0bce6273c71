import { followWriting } from "../live/related.js";
import { conversation, equal, ok, test, until } from "./harness.js";

const HTML = `<section data-key="bakery.test/rye" data-thread="rye" data-site="bakery"><div class="composer-area"><div class="composer-root"><form><textarea></textarea></form></div><p id="below"></p></div></section>`;
const hit = (id, thread, url, pieces, more) => ({ id, thread, page: { url }, author: { name: "Amira" }, snippet: { pieces, ...more } });
const links = ({ root }) => [...root.querySelectorAll(".related-comments a")];

function writing(answers, more) {
  const asked = [];
  const bare = async (url, { method, body }) => {
    asked.push([method, url, JSON.parse(body).text]);
    return new Response(JSON.stringify({ hits: await answers(asked.length) }));
  };
  const thread = conversation(HTML, more);
  thread.kit.bare = bare;
  followWriting(thread);
  followWriting(thread);
  return { thread, asked };
}

function writes(thread, text) {
  thread.field.value = text;
  thread.field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

test("related: what others wrote is shown below the composer, and led to", async () => {
  const answers = () => [
    hit("1", "rye", "https://bakery.test/rye", ["The ", "sourdough", " falls"], { cut_after: true }),
    hit("2", "spelt", "https://bakery.test/spelt?a=1#top", ["", "Sourdough", " of spelt"]),
    hit("3", "void", "javascript:void", ["Sourdough"]),
  ];
  const { thread, asked } = writing(answers);
  writes(thread, "Why does my sourdough fall?");
  await until(() => links(thread).length === 3);
  equal(asked, [["POST", "https://talk.test/v1/sites/bakery/related", "Why does my sourdough fall?"]], "one question");
  equal(links(thread).map((link) => [link.textContent, link.href]), [
    ["Amira The sourdough falls…", "https://bakery.test/rye#porch-c-1"], ["Amira Sourdough of spelt", "https://bakery.test/spelt?a=1#porch-c-2"],
    ["Amira Sourdough", "https://talk.test/c/bakery/void?comment=3#porch-c-3"],
  ]);
  equal(links(thread)[0].querySelector("mark").textContent, "sourdough");
  const box = thread.root.querySelector(".related-comments");
  ok(box.previousElementSibling.matches(".composer-root") && box.nextElementSibling.id === "below", "the place");
  equal(box.querySelector("[role=status]").textContent, "Perhaps answered already:");
});

test("related: an old answer changes nothing, and a short text has none", async () => {
  let answerFirst;
  const first = new Promise((go) => (answerFirst = go));
  const { thread, asked } = writing((number) => number === 1 ? first : [hit("2", "rye", "https://bakery.test/rye", ["second"])]);
  writes(thread, "the first words of it");
  await until(() => asked.length === 1);
  writes(thread, "the second words of it");
  await until(() => links(thread).length === 1);
  answerFirst([hit("1", "rye", "https://bakery.test/rye", ["first"])]);
  await new Promise((go) => setTimeout(go));
  equal(links(thread).map((link) => link.textContent), ["Amira second"]);
  writes(thread, "short");
  await until(() => !links(thread).length);
  equal(asked.length, 2);
});

test("related: it goes with the comment that is sent, and where the page wants none there is none", async () => {
  const answers = () => [hit("1", "rye", "https://bakery.test/rye", ["words"])];
  const { thread } = writing(answers);
  writes(thread, "the words of a question");
  await until(() => links(thread).length === 1);
  thread.root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  thread.root.querySelector("form").requestSubmit();
  equal(links(thread), []);
  const off = writing(answers, { is: (name) => name === "related" ? "off" : null });
  const { setTimeout } = globalThis, acts = [];
  globalThis.setTimeout = (act) => acts.push(act);
  writes(off.thread, "the words of a question");
  globalThis.setTimeout = setTimeout;
  for (const act of acts) await act();
  equal([acts.length, off.asked], [1, []]);
});
