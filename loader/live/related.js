// What others wrote about the same, below the composer, for somebody who is writing. Nothing above it moves.

import { linkTo } from "./link.js";
import { textsFor } from "./text.js";

// Characters that have to be written first, and how long nobody types before it is asked for, in milliseconds.
const LEAST_WRITTEN = 12, TYPING_PAUSE = 500;
// The server looks at the end of a text.
const END_OF_TEXT = 600;

const followedRoots = new WeakSet();

// Follows what is written in the composer of a conversation, once.
export function followWriting(thread) {
  const { root } = thread;
  if (followedRoots.has(root)) return;
  followedRoots.add(root);
  root.addEventListener("input", ({ target }) => {
    if (target !== thread.field) return;
    clearTimeout(thread.relating);
    thread.relating = setTimeout(() => askRelated(thread), TYPING_PAUSE);
  });
  // The comment is on its way.
  root.addEventListener("submit", () => {
    clearTimeout(thread.relating);
    thread.asked = showRelated(thread, []);
  }, true);
}

async function askRelated(thread) {
  const { section, kit: { bare } } = thread, text = thread.field?.value.trim() ?? "", asked = (thread.asked = {});
  let hits = [];
  if (text.length >= LEAST_WRITTEN && thread.is("related") !== "off") {
    try {
      const body = JSON.stringify({ text: text.slice(-END_OF_TEXT) });
      const answer = await bare(thread.api("related"), { method: "POST", headers: { "content-type": "application/json" }, body });
      if (answer.ok) ({ hits } = await answer.json());
    } catch { /* offline: nobody waits for it */ }
  }
  // Something else may have been written, or sent, meanwhile.
  if (asked === thread.asked && section === thread.section) showRelated(thread, hits);
}

function showRelated(thread, hits) {
  const { section, kit: { make } } = thread, place = section?.querySelector(".composer-root");
  let box = place?.parentElement.querySelector(".related-comments");
  if (!place || !hits.length) return void box?.remove();
  const list = make("ul");
  list.append(...hits.map((hit) => relatedLine(thread, hit)));
  if (box) return void box.lastChild.replaceWith(list);
  box = make("div", { className: "related-comments" });
  place.after(box);
  // Said once, not with every letter.
  const title = make("p", { role: "status" });
  box.append(title, list);
  title.textContent = textsFor(thread).related;
}

// The address of a comment: on this page, on its own page, or where that has no address, in its conversation on the server; as in
// `crates/sheets/src/search/view/hit.rs`.
function addressOf(thread, { id, thread: place, page: { url } }) {
  const { server, section: { dataset }, kit: { ANCHOR } } = thread, anchor = ANCHOR + id;
  if (place === dataset.thread) return linkTo(thread, anchor);
  return /^https?:\/\//.test(url) ? `${url.split("#")[0]}#${anchor}` : `${server}/c/${dataset.site}/${place}?comment=${id}#${anchor}`;
}

function relatedLine(thread, hit) {
  const { author, snippet } = hit, { make } = thread.kit, item = make("li"), words = make("span", { dir: "auto" });
  words.append(snippet.cut_before ? "…" : "", ...snippet.pieces.map((piece, at) => at % 2 ? make("mark", { textContent: piece }) : piece), snippet.cut_after ? "…" : "");
  const link = make("a", { href: addressOf(thread, hit) });
  link.append(make("bdi", { textContent: author.name }), " ", words);
  item.append(link);
  return item;
}
