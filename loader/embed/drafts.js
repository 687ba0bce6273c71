// What the visitor typed, and what this browser saves.

import { ThreadPlace } from "./page.js";

export class SavedText extends ThreadPlace {
  kept = new Map();

  // Keeps the composer's text for the next rendering.
  carry() {
    const { field } = this;
    if (field) this.carried = { words: field.value, name: field.form.elements.name.value, focus: this.root.activeElement === field };
  }
  put() {
    const { field, carried: { words, name, focus } = {} } = this;
    this.carried = undefined;
    if (!field) return;
    field.value ||= words ?? this.recall(this.draft) ?? "";
    field.form.elements.name.value ||= name ?? "";
    if (focus) field.focus({ preventScroll: true });
  }
  // Saves the composer's text under its page, whatever happens to the document.
  flush() {
    const { field, widget } = this;
    if (field?.value) this.keep(this.draft, field.value);
    try { widget?.leave(); } catch { /* an instance that has panicked */ }
  }
  get field() { return this.section?.querySelector(".composer-root textarea"); }
  get draft() { return `draft:${this.section.dataset.key}:`; }

  // Reading stores nothing: everything that is saved follows an action of the visitor.
  keyOf(name) { return `porch:${this.server}:${this.is("site") ?? ""}:${name}`; }
  allowed() { return (this.storage ?? this.is("storage") ?? "allow") === "allow"; }
  recall(name) {
    const key = this.keyOf(name);
    try { return this.kept.get(key) ?? (this.allowed() ? localStorage[key] : undefined); } catch { /* no storage here */ }
  }
  keep(name, value) {
    const key = this.keyOf(name);
    if (value == null) this.kept.delete(key);
    else this.kept.set(key, value);
    if (!this.allowed()) return void (this.is("storage") === "ask" && this.emit("storage-request", { what: name }, true));
    try {
      if (value == null) delete localStorage[key];
      else localStorage[key] = value;
    } catch { /* no storage here: kept while the page is open */ }
  }
}
