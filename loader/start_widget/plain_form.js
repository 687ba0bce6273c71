// Writing where WebAssembly isn't allowed: a plain form to the server, and its own page for the rest.

import { fireSubmit, urlOf } from "./page_events.js";
import { repeat } from "./queue.js";

// Makes the composer that form.
export function withoutWasm(thread, why, pointerReleased = async () => {}) {
  const { section, server, site, ownPage, kit: { make } } = thread, form = section.querySelector(".composer-root form");
  thread.error(why, "writing works by a plain form");
  thread.plain = (event) => {
    const article = event.target.closest("article"), more = event.target.closest(".link-button");
    if (event.type === "click" && !more) location.assign(`${ownPage}#${article?.id ?? ""}`);
  };
  if (form) {
    form.action = `${server}/c/${site}`;
    const fields = { page: thread.page, title: document.title, parent: "", key: crypto.randomUUID(), lang: section.lang };
    for (const [name, value] of Object.entries(fields)) form.append(make("input", { type: "hidden", name, value }));
    plainForm(thread, section, form, pointerReleased);
  }
  thread.queue.splice(0).forEach(repeat);
  return false;
}

// The page's policy may forbid forms to other addresses, and the text would be lost with the page: so a script sends
// it, and shows the result where it was written. What is typed is saved as the widget does it.
function plainForm(thread, section, form, pointerReleased) {
  const { signal } = thread.life, { body, name, key } = form.elements, draft = `draft:${section.dataset.key}:`;
  let sending;
  body.value ||= thread.recall(draft) ?? "";
  name.value ||= thread.recall("name") ?? "";
  form.addEventListener("input", () => thread.keep(draft, body.value || undefined), { signal });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const veto = fireSubmit(thread, { page: thread.page, replyTo: "", text: body.value });
    if (veto != null) return say(form, veto, true);
    sending = true;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)) });
      const { said, field, id } = await answer.json();
      await pointerReleased();
      // Until there is a response, the same text has the same key, and counts once.
      key.value = crypto.randomUUID();
      say(form, said ?? thread.lost, !answer.ok, field);
      if (answer.ok) await taken(thread, form, draft, said, id);
    } catch {
      say(form, thread.lost, true);
    } finally {
      sending = false;
    }
  }, { signal });
}

// The server has the comment: published, or held.
async function taken(thread, form, draft, said, id) {
  const { body, name } = form.elements;
  thread.keep(draft);
  thread.keep("name", name.value);
  body.value = "";
  thread.emit("posted", { id: id ?? "", url: id ? urlOf(thread, id) : "", status: id ? "published" : "held" });
  // A held comment is announced in the form; the on-screen keyboard of a phone would cover that.
  if (!id) form.tabIndex = -1, form.focus();
  if (!id || form !== thread.field?.form) return;
  await thread.refresh();
  const newForm = thread.section?.querySelector(".composer-root form");
  if (newForm) say(newForm, said);
  await thread.goTo(id);
}

// One sentence below a field, and which field has to be changed.
function say(form, said, wrong = false, field) {
  const place = form.querySelector(".notice-line"), { body, name } = form.elements;
  place.textContent = said;
  place.classList.toggle("tone-care", wrong);
  place.id = "porch-n";
  for (const one of [body, name]) {
    one.ariaInvalid = one.name === field ? "true" : null;
    if (one.name !== field) one.removeAttribute("aria-describedby");
    else one.setAttribute("aria-describedby", place.id), one.focus();
  }
}
