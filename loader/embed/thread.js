// One element's conversation: fetches the server's HTML and puts it in the shadow root of <porch-thread>. What reading
// does not need is loaded after it: `live/` listens to the live stream and fetches the widget (WebAssembly) when the
// visitor is about to write, `start_widget/` starts it. The loader does not parse comments, and it never throws into the
// page.

import { BUILD } from "./build.js";
import { make, sheetOf, turn } from "./dom.js";
import { SavedText } from "./drafts.js";
import { bare, module, once } from "./fetching.js";
import { ANCHOR, here, locate } from "./page.js";
import { TEXTS } from "./text.js";
import { ago, BEFORE, dress } from "./theme_and_time.js";

// Only our own server's HTML becomes nodes here. Where the page's policy forbids ours, the insertion fails, and that
// error is caught there.
let policy = { createHTML: (html) => html };
try { policy = globalThis.trustedTypes?.createPolicy("porch", policy) ?? policy; } catch { /* as said */ }

// All live conversations of the page. `live/main.js` replaces `tune`, which opens the live streams.
export const threads = new Set();
let tune = () => {};

/* ---- one element's conversation ---- */

// The element itself has only the public interface; this is the implementation. `start_widget/` works on it, too.
export class Thread extends SavedText {
  state = "idle";
  instance = 0;
  news = [];
  queue = [];
  taken = new WeakSet();
  kit = { make, turn, dress, bare, once, module, threads, locate, here, ANCHOR, BUILD };
  own = sheetOf("");

  constructor(element) {
    super(element);
    this.ready = new Promise((ready) => (this.isReady = ready));
    this.internals = element.attachInternals?.();
    this.root = element.attachShadow({ mode: "open" });
    for (const type of ["click", "submit", "pointerover", "focusin"]) {
      this.root.addEventListener(type, (event) => this.act(event), true);
    }
  }

  /* -- its life -- */

  begin(now) {
    const { element } = this, loading = element.getAttribute("loading");
    this.life = new AbortController();
    threads.add(this);
    this.idle();
    const observe = (act, rootMargin) => {
      const observer = new IntersectionObserver((all) => act(all.at(-1).isIntersecting), { rootMargin });
      observer.observe(element);
      this.life.signal.addEventListener("abort", () => observer.disconnect());
    };
    observe((looks) => { this.looks = looks; tune(this); }, "0px");
    addEventListener("hashchange", () => this.follow(), { signal: this.life.signal });
    // If it is near the viewport already, the observer's first call would come a frame late.
    const load = () => this.state === "idle" && this.load();
    if (now || loading === "eager" || this.goal) this.load();
    else if (loading !== "click") {
      observe((near) => near && load(), "800px");
      // The observer's first call comes a frame late.
      turn("user-blocking").then(() => this.life && element.getBoundingClientRect().top < innerHeight + 800 && load());
    }
  }

  // Ends everything: requests, roots, streams, timers.
  end() {
    clearTimeout(this.leaving);
    this.leaving = 0;
    this.life?.abort();
    this.drop();
    threads.delete(this);
    tune(this);
    this.life = this.section = undefined;
    this.root.replaceChildren();
    this.become("idle");
  }

  drop() {
    const { widget } = this;
    this.flush();
    this.fetching?.abort();
    this.widget = this.waking = this.plain = undefined;
    this.queue = [];
    try { widget?.destroy(); widget?.free(); } catch { /* an instance that has panicked */ }
  }

  // Several attributes changed in one step are one restart.
  restart(elsewhere) {
    if (elsewhere) this.carried = undefined;
    else this.carry();
    this.restarting ??= Promise.resolve().then(() => {
      this.restarting = undefined;
      if (this.life) this.end(), this.begin(true);
    });
  }

  changed(name) {
    const { state } = this;
    if (!this.life) return;
    if (name === "order") this.order = undefined;
    if (name === "highlight") this.follow();
    else if (name === "live") tune(this);
    else if (name === "color-scheme") this.tint();
    else if (name === "prompt") this.prompt();
    else if (state === "idle") this.idle();
    else if (["page", "server", "site"].includes(name)) this.restart(true);
    else if (["order", "lang", "heading-level"].includes(name)) this.restart();
  }

  /* -- events and state for the page -- */

  emit(name, detail, cancelable) {
    return this.element.dispatchEvent(new CustomEvent(`porch-${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }
  error(code, message, retry = false) { this.emit("error", { code, message: String(message), retry }); }
  become(state) {
    const previous = this.state;
    if (state === previous) return;
    this.state = state;
    try {
      this.internals.ariaBusy = state === "loading";
      this.internals.states.delete(previous);
      this.internals.states.add(state);
    } catch { /* an older browser */ }
    this.emit("state", { state, previous });
  }

  /* -- reading -- */

  idle() {
    this.root.adoptedStyleSheets = [sheetOf(BEFORE), this.own];
    const slot = make("slot"), link = make("a", { href: this.ownPage, textContent: TEXTS.comments });
    if (this.is("loading") === "click") {
      link.onclick = (event) => { event.preventDefault(); this.load(); };
      this.lang.startsWith("en") || this.later().then((later) => later.idle(this, link), () => {});
    }
    slot.append(link);
    this.root.replaceChildren(slot);
  }

  async load() {
    if (!this.life || this.leaving) return;
    if (!this.section) this.address = this.located = locate(), this.strange = undefined;
    this.fetching?.abort();
    const { signal } = (this.fetching = new AbortController()), { server } = this;
    this.become("loading");
    try {
      const order = this.order ?? this.recall("order") ?? this.is("order") ?? "conversation";
      const ask = () => bare(`${this.api("fragment")}?${this.query({ order, lang: this.lang,
        headings: this.is("heading-level") ?? 2, ...(this.strange && { canonical: this.strange }) })}`, { signal });
      // The browser's first formatter takes long to make, and there is time until the responses arrive.
      turn().then(() => ago(this.lang));
      let [style, answer] = await Promise.all([
        once(`${server}.css`, async () => sheetOf(await (await bare(server + BUILD.css[0], { integrity: BUILD.css[1] })).text())),
        ask(),
      ]);
      // The canonical address may belong to no site. Then the page is looked up by its own address, and the server is
      // told both.
      if (/40[04]/.test(answer.status) && this.is("page") == null && this.address !== here()) {
        [this.strange, this.address] = [this.address, here()];
        answer = await ask();
      }
      if (!answer.ok) throw await answer.json();
      await this.insert(await answer.text(), style, signal);
    } catch (problem) {
      if (!signal.aborted) this.failed(problem);
    }
  }

  refresh() {
    this.carry();
    this.drop();
    return this.load();
  }

  async insert(html, style, signal) {
    const template = make("template");
    template.innerHTML = policy.createHTML(html);
    const section = template.content.querySelector("section"), list = section.querySelector(".conversation-list");
    const conversations = [...list.children], { total, closed, conversations: count, cursor } = section.dataset;
    list.replaceChildren();
    // Yields to the browser: parsing was a task of its own.
    await turn();
    signal.throwIfAborted();
    this.root.adoptedStyleSheets = [style, this.own];
    this.section = section;
    this.cursor = cursor;
    this.news = [];
    if (this.is("composer") === "bottom") list.after(section.querySelector(".composer-area"));
    this.root.replaceChildren(section);
    this.prompt();
    this.put();
    await turn();
    // A long thread is inserted in slices, so that the page stays responsive.
    let clock = 0;
    const yieldInSlices = async () => {
      if (performance.now() - clock < 8) return;
      await turn();
      signal.throwIfAborted();
      clock = performance.now();
    };
    for (const one of conversations) {
      const parts = [...one.children];
      one.replaceChildren();
      list.append(one);
      for (const part of parts) {
        for (const article of part.querySelectorAll("article")) {
          dress(article, this);
          await yieldInSlices();
        }
        one.append(part);
        // Reading a height makes the browser lay it out now, so that the clock measures it.
        if (list.offsetHeight) await yieldInSlices();
      }
    }
    this.become(closed != null ? "closed" : +total ? "ready" : "empty");
    this.emit("ready", { conversations: +count, from: "fragment" });
    this.isReady();
    this.follow();
    (await this.later()).drawn(this, signal);
  }

  failed({ code, message }) {
    const { notLoaded, retry, readElsewhere } = TEXTS, errorLine = make("p", { dir: "auto" });
    // These errors are for the site's owner, not for visitors.
    const unlisted = ["site-unknown", "origin-not-allowed", "page-not-allowed"].includes(code);
    this.become("error");
    this.error(unlisted ? "origin-not-allowed" : code ? "server" : "network", code ?? message, !unlisted);
    if (unlisted) this.own.replaceSync(":host{min-block-size:0}");
    else errorLine.append(`${notLoaded} `, make("a", { href: this.ownPage, textContent: readElsewhere }), " ",
      make("button", { textContent: retry, onclick: () => this.load() }));
    // The page's own fallback stays visible.
    this.root.replaceChildren(make("slot"), errorLine);
    // Adds the style of the error block.
    this.later().then((later) => later.failed(this, unlisted && code, errorLine), () => {});
  }

  // Adapts the colours to the page's background.
  tint() { if (this.section) this.later().then(({ colour }) => colour(this), () => {}); }

  prompt() {
    const text = this.is("prompt");
    this.section?.querySelector(".page-prompt").replaceChildren(...(text ? [make("p", { textContent: text })] : []));
  }

  // Goes to the comment of the address, or of `highlight`.
  follow() { if (this.section && this.goal) this.later().then((later) => later.follow(this), () => {}); }

  async goTo(id) { return (await this.later()).goTo(this, id); }

  /* -- what the visitor does -- */

  // The second part of the loader: it listens for changes, and fetches the widget.
  async later() {
    const later = await module(this.server + BUILD.later[0], BUILD.later[1]);
    ({ tune } = later);
    return later;
  }

  // Resolves to whether the widget is there.
  wake() {
    const { section } = this;
    return (this.waking ??= this.later().then((later) => later.wake(this)).catch((problem) => {
      // Errors of a conversation that has ended are not reported.
      if (section !== this.section) return false;
      this.waking = undefined;
      this.error("network", problem, true);
      return false;
    }));
  }

  act(event) {
    const { target, type } = event, control = target.closest("button:not(.more-actions,.read-more,.search-button),textarea,input,.link-button"), root = target.closest(".composer-root,.conversation-root,.list-end");
    if (type === "pointerover" || type === "focusin") {
      if (control) this.wake();
      return;
    }
    // The listener of "⋯" and "Read more" may not be loaded yet.
    if (type === "click") this.pressed = target;
    const early = root && !this.taken.has(root);
    if (type === "click" && (this.link(event, target.closest("a")) || !control || control.form)) return;
    if (!early) return;
    if (this.plain) return this.plain(event);
    // The widget is not there yet: the event is queued, and repeated once this root is hydrated.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.queue.push({ root, type, target: control ?? target });
    if (control) control.ariaBusy = true;
    this.later().then((later) => later.heard(this), () => { if (control) control.ariaBusy = null; });
    if (this.widget) this.widget.prioritize_root(root);
    else this.wake();
  }

  // Links of the static parts. Returns whether it was one.
  link(event, link) {
    if (!link || link.className === "link-button") return false;
    if (link.className === "skip-link") {
      event.preventDefault();
      this.root.getElementById("porch-e").focus();
    } else if (link.querySelector("time") && !this.emit("navigate", { kind: "comment", url: link.href }, true)) {
      event.preventDefault();
    }
    return true;
  }
}
