// Text that the visitor has begun: forms that stay open when the conversation is rendered anew, replies whose comment
// is gone, and text on a page that is closed.

import { icon } from "./icons.js";
import { textsFor } from "./text.js";

// Keeps the form that is open below a comment for the next rendering of the same page: its text, its selection, and the
// focus.
export function carryForm(thread, section) {
  const form = section.querySelector("article form"), article = form?.closest("article"), { ANCHOR } = thread.kit;
  const { key } = section.dataset, composer = section.querySelector(".composer-root form[data-open='']");
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

// The comments that begun replies in this browser belong to.
function repliesOf(thread) {
  const start = thread.keyOf(draftOf(thread, "")), names = [...thread.kept.keys()];
  try { if (thread.allowed()) names.push(...Object.keys(localStorage)); } catch { /* no storage here */ }
  return [...new Set(names)].filter((name) => name.startsWith(start)).map((name) => name.slice(start.length));
}
const orphanedReplies = (thread) => repliesOf(thread).filter((id) => !articleOf(thread, id)?.querySelector("[part=body]"));

// Whether there is something here that only the widget can show.
export function needsWidget(thread) {
  const { section, opened } = thread, form = section.querySelector(".composer-root form");
  if (opened === section.dataset.key) form?.setAttribute("data-open", "");
  thread.opened = undefined;
  return formOf(thread) || orphanedReplies(thread).length;
}

// Opens the form again that was open, as soon as the widget is there.
export async function openAgain(thread, widget) {
  const { section, root } = thread, form = formOf(thread), before = root.activeElement, y = scrollY;
  if (form) {
    const isOpen = await widget.open(form.id, form.what);
    if (section !== thread.section || widget !== thread.widget) return;
    thread.forms.delete(section.dataset.key);
    const fields = isOpen && articleOf(thread, form.id)?.querySelector("form")?.elements;
    if (fields) {
      const isLate = !form.at && root.activeElement !== fields.body;
      restoreForm(fields, form, before, y);
      // Where the browser is busy, the form takes the focus only after that.
      if (isLate) fields.body.addEventListener("focus", ({ relatedTarget }) => focusBack(fields, relatedTarget), { once: true, signal: AbortSignal.timeout(300) });
    } else if (form.what === "reply" && form.words) thread.keep(draftOf(thread, form.id), form.words);
  }
  // A reply whose comment is gone is moved into the composer.
  for (const id of orphanedReplies(thread)) if (await widget.move_draft_to_composer(id, thread.recall(draftOf(thread, id)) ?? "")) return;
}

// Gives the focus of a form back to what had it before.
function focusBack({ body }, before) {
  if (before?.isConnected) before.focus({ preventScroll: true });
  else body.blur();
}

function restoreForm({ body, name }, { words, name: called, selected, at }, before, y) {
  if (name && called) name.value = called;
  if (body.value !== words) {
    body.value = words;
    body.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  body.setSelectionRange(...selected);
  if (at === "name") name.focus({ preventScroll: true });
  if (at) return;
  // A form takes the focus when it opens; this one did not have it.
  focusBack({ body }, before);
  scrollTo({ top: y, behavior: "instant" });
}

// Shows that comments are closed, as `fragment.rs` renders it: with a lock, and with the team's note.
export function showClosed(thread, { by, words } = {}) {
  const { section, kit: { make } } = thread, closedBox = section.querySelector(".closed-note"), said = closedBox?.querySelector("span");
  if (!said) return;
  const bdi = (textContent) => make("bdi", { textContent });
  const { readable, closedNote } = textsFor(thread), values = { name: by, note: words };
  // Names and notes are nodes of their own, between the words of the sentence.
  const sentence = (by ? closedNote.other : closedNote.none).split(/\{(\w+)\}/).filter(Boolean);
  const parts = words ? sentence.map((part) => (values[part] ? bdi(values[part]) : part)) : [bdi(readable)];
  const now = make("span");
  now.append(...parts);
  // An unchanged note keeps its nodes: the visitor may have selected its text.
  if (now.textContent !== said.textContent) said.replaceWith(now);
  if (!closedBox.querySelector("svg")) closedBox.prepend(icon("lock"));
}

// On a closed page, text that the visitor has begun can still be read and copied.
export function offerUnsentText(thread) {
  const { section, field, kit: { make } } = thread, closedBox = section.querySelector(".closed-note"), say = textsFor(thread);
  section.querySelector(".unsent-text")?.remove();
  if (!("closed" in section.dataset)) return;
  const replies = repliesOf(thread).filter((id) => !articleOf(thread, id)?.querySelector("form"));
  const all = [field?.value || thread.recall(thread.draft), ...replies.map((id) => thread.recall(draftOf(thread, id)))];
  const value = all.filter(Boolean).join("\n\n");
  if (!value) return;
  const words = make("textarea", { value, readOnly: true, rows: 3, dir: "auto" }), label = make("label");
  const copy = make("button", { type: "button", textContent: say.copy }), box = make("div", { className: "unsent-text" });
  words.part = "input";
  copy.onclick = async () => {
    words.select();
    const isCopied = await navigator.clipboard?.writeText(value).then(() => true, () => false);
    // Where the page may not write to the clipboard, the text is selected, and can be copied with the keyboard.
    if (isCopied) copy.textContent = say.copied;
  };
  label.append(make("span", { textContent: say.notSent }), words);
  box.append(label, copy);
  closedBox.after(box);
}
