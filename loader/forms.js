// Words that somebody has begun: forms that stay open when the conversation is drawn anew, replies whose comment is gone, and
// words on a page that takes none any more. The build puts this into `live.js`.

// What is open below a comment goes over to the next rendering of the same page: its words, what is selected, and the focus.
export function carryForm(thread, section) {
  const form = section.querySelector("article form"), article = form?.closest("article"), { ANCHOR } = thread.kit;
  const { key } = section.dataset, composer = section.querySelector(".c form[data-open='']");
  thread.opened = composer && key;
  if (!form) return;
  const { body, name } = form.elements, at = thread.root.activeElement;
  (thread.forms ??= new Map()).set(key, {
    id: article.id.slice(ANCHOR.length), what: form.dataset.f ?? "reply", words: body.value, name: name?.value,
    selected: [body.selectionStart, body.selectionEnd, body.selectionDirection], at: form.contains(at) && (at === name ? "name" : "body"),
  });
}

const articleOf = (thread, id) => thread.root.getElementById(thread.kit.ANCHOR + id);
const formOf = (thread) => thread.forms?.get(thread.section.dataset.key);
const draftOf = (thread, id) => `${thread.draft}reply:${id}`;

// Replies that were begun and that this browser has kept, by the comment that they answer.
function repliesOf(thread) {
  const start = thread.keyOf(draftOf(thread, "")), names = [...thread.kept.keys()];
  try { if (thread.allowed()) names.push(...Object.keys(localStorage)); } catch { /* no storage here */ }
  return [...new Set(names)].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}
const without = (thread) => repliesOf(thread).filter((id) => !articleOf(thread, id)?.querySelector("[part=body]"));

// Whether something waits here that only the widget can show.
function waits(thread) {
  const { section, opened } = thread, form = section.querySelector(".c form");
  if (opened === section.dataset.key) form?.setAttribute("data-open", "");
  thread.opened = undefined;
  return formOf(thread) || without(thread).length;
}

// Opens again what was open, as soon as the widget is there.
export async function openAgain(thread, widget) {
  const { section, root } = thread, form = formOf(thread), before = root.activeElement, y = scrollY;
  if (form) {
    const there = await widget.open(form.id, form.what);
    if (section !== thread.section || widget !== thread.widget) return;
    thread.forms.delete(section.dataset.key);
    const fields = there && articleOf(thread, form.id)?.querySelector("form")?.elements;
    if (fields) fill(fields, form, before, y);
    else if (form.what === "reply" && form.words) thread.keep(draftOf(thread, form.id), form.words);
  }
  // Where its comment is gone, a reply is offered in the composer.
  for (const id of without(thread)) if (await widget.adopt(id, thread.recall(draftOf(thread, id)) ?? "")) return;
}

function fill({ body, name }, { words, name: called, selected, at }, before, y) {
  if (name && called) name.value = called;
  if (body.value !== words) {
    body.value = words;
    body.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  body.setSelectionRange(...selected);
  if (at === "name") name.focus({ preventScroll: true });
  if (at) return;
  // A form takes the focus when it opens; this one did not have it.
  if (before?.isConnected) before.focus({ preventScroll: true });
  else body.blur();
  scrollTo({ top: y, behavior: "instant" });
}

// That comments are closed, as `fragment.rs` draws it: with a lock, and with what the team says about it.
function sayClosed(thread, { by, words } = {}) {
  const { section, kit: { make } } = thread, place = section.querySelector(".d"), said = place?.querySelector("span");
  if (!said) return;
  const bdi = (textContent) => make("bdi", { textContent });
  const parts = words ? [...(by ? [bdi(by), ": "] : []), "“", bdi(words), "”"] : [bdi(wordsFor(thread).readable)];
  const now = make("span");
  now.append(...parts);
  // What stands there already keeps its nodes: somebody may have marked it.
  if (now.textContent !== said.textContent) said.replaceWith(now);
  if (!place.querySelector("svg")) place.prepend(drawing("lock"));
}

// Where no words are taken any more, those that somebody has begun can still be read and copied.
function giveBack(thread) {
  const { section, field, kit: { make } } = thread, place = section.querySelector(".d"), say = wordsFor(thread).yours;
  section.querySelector(".yours")?.remove();
  if (!("closed" in section.dataset)) return;
  const replies = repliesOf(thread).filter((id) => !articleOf(thread, id)?.querySelector("form"));
  const all = [field?.value || thread.recall(thread.draft), ...replies.map((id) => thread.recall(draftOf(thread, id)))];
  const value = all.filter(Boolean).join("\n\n");
  if (!value) return;
  const words = make("textarea", { value, readOnly: true, rows: 3, dir: "auto" }), label = make("label");
  const copy = make("button", { type: "button", textContent: say.copy }), box = make("div", { className: "yours" });
  words.part = "input";
  copy.onclick = async () => {
    words.select();
    const ok = await navigator.clipboard?.writeText(value).then(() => true, () => false);
    // Where a page may not write there, the words are selected, and the keys that copy do it.
    if (ok) copy.textContent = say.done;
  };
  label.append(make("span", { textContent: say.kept }), words);
  box.append(label, copy);
  place.after(box);
}
