import { carryForm, needsWidget, offerUnsentText, openAgain, showClosed } from "../live/forms.js";
import { conversation, equal, ok, test } from "./harness.js";

const form = `<form data-f="edit"><input name="name"><textarea name="body"></textarea></form>`;
const page = (inside) => `<section data-key="rye"><div class="closed-note"><span>before</span></div><div class="composer-root"><form><textarea></textarea></form></div>
  <article id="porch-c-1"><div part="body"></div>${inside}</article></section>`;

test("forms: a form that is open opens again with its text, its selection and the focus", async () => {
  const thread = conversation(page(form)), { body } = thread.section.querySelector("article form").elements;
  body.value = "changed words";
  body.focus();
  body.setSelectionRange(2, 5);
  carryForm(thread, thread.section);
  body.form.remove();
  const opened = [];
  const widget = { open: async (...which) => { opened.push(which); thread.section.querySelector("article").insertAdjacentHTML("beforeend", form); return true; } };
  thread.widget = widget;
  ok(needsWidget(thread));
  await openAgain(thread, widget);
  const again = thread.section.querySelector("article form").elements.body;
  equal([opened, again.value, again.selectionStart, again.selectionEnd], [[["1", "edit"]], "changed words", 2, 5]);
});

test("forms: a reply whose comment is gone moves into the composer", async () => {
  const adopted = [], widget = { move_draft_to_composer: async (...reply) => adopted.push(reply) }, thread = conversation(page(""), { widget });
  const name = `${thread.draft}reply:7`;
  thread.kept.set(thread.keyOf(name), "lost words");
  thread.keep(name, "lost words");
  ok(needsWidget(thread));
  await openAgain(thread, widget);
  equal(adopted, [["7", "lost words"]]);
  equal(needsWidget(conversation(page(""))), 0, "without anything begun, what the widget is needed for");
});

test("forms: a closed page shows the team's note, and an unchanged note keeps its nodes", () => {
  const thread = conversation(page(""));
  showClosed(thread, { by: "Marta", words: "Until Monday" });
  const note = thread.section.querySelector(".closed-note span");
  equal([note.textContent, thread.section.querySelectorAll(".closed-note svg").length], ["Marta: “Until Monday”", 1]);
  showClosed(thread, { by: "Marta", words: "Until Monday" });
  ok(note.isConnected && thread.section.querySelectorAll(".closed-note svg").length === 1);
  showClosed(thread);
  ok(!thread.section.querySelector(".closed-note span").textContent.includes("Monday"));
});

test("forms: unsent text is offered on a closed page, and only there", () => {
  const thread = conversation(page(""));
  thread.field.value = "words";
  offerUnsentText(thread);
  equal(thread.section.querySelector(".unsent-text"), null);
  thread.section.dataset.closed = "";
  offerUnsentText(thread);
  offerUnsentText(thread);
  equal([...thread.section.querySelectorAll(".unsent-text textarea")].map(({ value, readOnly }) => [value, readOnly]), [["words", true]]);
});
