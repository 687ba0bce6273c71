// <porch-thread>: the public interface, and nothing else. The build bundles this file and what it imports into `embed.js`.

import { SCRIPT_SERVER } from "./page.js";
import { Thread, threads } from "./thread.js";

const ATTRIBUTES = ["page", "page-url", "page-title", "server", "site", "loading", "color-scheme", "density", "heading-level",
  "order", "composer", "prompt", "live", "readonly", "storage", "highlight"];

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());

class PorchThread extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "lang"];
  #thread;
  get #it() { return (this.#thread ??= new Thread(this)); }

  connectedCallback() {
    // Properties that were set before this script was loaded.
    for (const name of ATTRIBUTES.map(camel)) {
      if (Object.hasOwn(this, name)) { const value = this[name]; delete this[name]; this[name] = value; }
    }
    this.connectedMoveCallback();
  }
  // A move is a removal and an insertion in one step: nothing ends then.
  disconnectedCallback() { queueMicrotask(() => this.isConnected || this.#it.end()); }
  connectedMoveCallback() { this.#it.life ? this.#it.tint() : this.#it.begin(); }
  attributeChangedCallback(name, before, now) { if (before !== now) this.#thread?.changed(name); }

  get state() { return this.#it.state; }
  get version() { return this.#it.section?.dataset.version; }
  get whenReady() { return this.#it.ready; }
  get summary() {
    const { section } = this.#it, { conversations = 0, total = 0 } = section?.dataset ?? {};
    const times = [...(section?.querySelectorAll(".comment-head time") ?? [])].map((time) => time.dateTime);
    return { conversations: +conversations, comments: +total, lastAt: times.sort().at(-1) };
  }
  load() { return this.#it.load(); }
  refresh() { return this.#it.refresh(); }
  goTo(id) { return this.#it.goTo(String(id)); }
  async setStorage(mode) { (await this.#it.later()).setStorage(this.#it, mode); }
  async focusComposer({ replyTo, quote, text } = {}) {
    // Another page may have been requested meanwhile: its widget, if any, was not meant.
    if (await this.#it.wake()) this.#it.widget?.focus_composer(replyTo, quote, text);
    else this.#it.root.querySelector("textarea")?.focus();
  }
}
for (const name of ATTRIBUTES) {
  Object.defineProperty(PorchThread.prototype, camel(name), {
    configurable: true,
    enumerable: true,
    get() { return name === "readonly" ? this.hasAttribute(name) : this.getAttribute(name) ?? ""; },
    set(value) {
      // A script that sets the same value again restarts, too.
      if (name === "server") this[SCRIPT_SERVER] = value, this.removeAttribute(name);
      this.toggleAttribute(name, value != null && value !== false); if (value && value !== true) this.setAttribute(name, value);
    },
  });
}

if (!customElements.get("porch-thread")) {
  const flush = () => threads.forEach((thread) => thread.flush());
  addEventListener("pagehide", flush);
  addEventListener("visibilitychange", flush);
  addEventListener("online", () => threads.forEach((thread) => thread.state === "error" && thread.load()));
  customElements.define("porch-thread", PorchThread);
}
