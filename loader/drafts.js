// What somebody typed, and what this browser keeps of it. The build puts this between `page.js` and `embed.js`.

class Kept extends Place {
  kept = new Map();

  // The composer's words, over to the next rendering.
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
  // Whatever becomes of the document, what was typed is kept with its page.
  flush() {
    const { field, widget } = this;
    if (field?.value) this.keep(this.draft, field.value);
    try { widget?.leave(); } catch { /* an instance that has ended */ }
  }
  get field() { return this.section?.querySelector(".c textarea"); }
  get draft() { return `draft:${this.section.dataset.key}:`; }

  // Reading stores nothing: everything that is kept follows an act of the reader.
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
