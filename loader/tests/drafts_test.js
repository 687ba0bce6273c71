import { SavedText } from "../embed/drafts.js";
import { equal, nodes, test } from "./harness.js";

function saved(attributes = "") {
  const place = nodes(`<i ${attributes}></i><section data-key="rye"><div class="composer-root"><form><input name="name"><textarea></textarea></form></div></section>`);
  const one = new SavedText(place.querySelector("i")), events = [];
  return Object.assign(one, { root: document, section: place.querySelector("section"), emit: (...event) => events.push(event), events });
}

test("drafts: text is saved under its server and site, and deleted", () => {
  localStorage.clear();
  const one = saved(`site="bakery"`);
  one.keep("name", "Ben");
  equal(localStorage[`porch:${location.origin}:bakery:name`], "Ben");
  equal(saved(`site="bakery"`).recall("name"), "Ben", "in another element, the name");
  equal(saved(`site="cellar"`).recall("name"), undefined, "on another site, the name");
  one.keep("name");
  equal(localStorage.length, 0);
});

test("drafts: where the page has to be asked, text stays in memory and the page hears of it", () => {
  localStorage.clear();
  const one = saved(`storage="ask"`);
  one.keep("order", "newest");
  equal([one.recall("order"), localStorage.length], ["newest", 0]);
  equal(one.events, [["storage-request", { what: "order" }, true]]);
  const none = saved(`storage="none"`);
  none.keep("order", "newest");
  equal([none.recall("order"), none.events], ["newest", []]);
});

test("drafts: the composer's text and focus survive a new rendering", () => {
  localStorage.clear();
  const one = saved();
  one.field.value = "half a thought";
  one.field.form.elements.name.value = "Ben";
  one.field.focus();
  one.carry();
  one.section = saved().section;
  one.put();
  equal([one.field.value, one.field.form.elements.name.value], ["half a thought", "Ben"]);
  equal(document.activeElement === one.field, true, "the focus");
});

test("drafts: leaving the page saves the text, and the next visit finds it", () => {
  localStorage.clear();
  const one = saved(), next = saved();
  one.field.value = "not sent";
  one.widget = { leave() { throw new Error("a panic"); } };
  one.flush();
  next.put();
  equal(next.field.value, "not sent");
  localStorage.clear();
});
