// The loader: registers <porch-thread>, puts the server's HTML in its shadow root, hears the live stream, and fetches
// the widget (WebAssembly) when somebody means to write. It knows no comment, and it never throws into the page.

// What this build is made of, put in by the build: { id, css: [path, integrity], js: [...], wasm: [...] }.
const BUILD = __PORCH_BUILD__;
// The server is where this script came from; public addresses have no query.
const HOME = new URL("..", import.meta.url).href.slice(0, -1);
const ANCHOR = "porch-c-";

// The few words that are needed before, or without, anything from the server. Another language is another line.
const WORDS = {
  en: {
    title: "Conversation",
    fresh: (n) => (n === 1 ? "1 new comment. Show" : n ? `${n} new comments. Show` : "This conversation has changed. Show"),
    failed: "The conversation didn’t load.",
    again: "Try again",
    own: "Read it on its own page",
  },
};

const ATTRIBUTES = ["page", "page-url", "page-title", "server", "site", "loading", "color-scheme", "density", "heading-level",
  "order", "composer", "prompt", "live", "readonly", "storage", "highlight"];
const RELOAD = ["page", "server", "site", "lang", "heading-level", "order"];

const doc = document;
const make = (tag, props) => Object.assign(doc.createElement(tag), props);
const sheetOf = (css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); return sheet; };
const turn = (priority = "user-visible") => new Promise((go) => {
  if (globalThis.scheduler?.postTask) scheduler.postTask(go, { priority }).catch(go);
  else setTimeout(go);
});
// Asks once for each key, and again only after a failure.
const asked = new Map();
const once = (key, ask) => {
  if (!asked.has(key)) {
    const answer = ask();
    asked.set(key, answer);
    answer.catch(() => asked.delete(key));
  }
  return asked.get(key);
};

// Only our own server's rendering becomes nodes here. A page that allows no policy of ours gets the quiet fallback.
let policy = { createHTML: (html) => html };
try {
  policy = globalThis.trustedTypes?.createPolicy("porch", policy) ?? policy;
} catch { /* the insertion fails later, and is caught there */ }

// Room is kept before the style arrives, so that nothing jumps.
const WAITING = ":host{display:block;min-block-size:var(--porch-min-height,12em)}";

/* ---- colours: four inputs, sampled from the page unless its owner sets them ---- */

// A computed colour as [r, g, b, alpha], whatever notation the page used.
function rgba(probe, colour) {
  probe.style.color = `color-mix(in srgb,${colour},${colour})`;
  return (getComputedStyle(probe).color.match(/[\d.e-]+/g) ?? [0, 0, 0]).map(Number).concat(1).slice(0, 4);
}
const light = (c) => {
  const [r, g, b] = c.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
const css = (c) => `rgb(${c.slice(0, 3).map((v) => Math.round(v * 255)).join(" ")})`;

function sample(element, root) {
  const probe = make("a", { href: "#", hidden: true });
  element.append(probe);
  const link = getComputedStyle(probe).color;
  probe.remove();
  root.append(probe);
  let at = element, surface;
  do {
    surface = rgba(probe, getComputedStyle(at).backgroundColor);
    at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host;
  } while (at && surface[3] < 0.9);
  if (surface[3] < 0.9) surface = rgba(probe, "Canvas");
  const text = rgba(probe, getComputedStyle(element).color);
  const dark = light(surface) < 0.18;
  let accent = rgba(probe, link);
  // A link colour that is hard to read goes towards black or white until it is not.
  for (let i = 0; i < 12 && contrast(accent, surface) < 4.6; i++) accent = accent.map((v) => v + ((dark ? 1 : 0) - v) * 0.15);
  probe.remove();
  const scheme = element.getAttribute("color-scheme");
  if (scheme === "light" || scheme === "dark") return "";
  return `:host{color-scheme:${dark ? "dark" : "light"};--_sampled-surface:${css(surface)};--_sampled-link:${css(accent)}${
    contrast(text, surface) < 7.4 ? ";--_sampled-muted:var(--_text)" : ""}}`;
}

/* ---- the live stream: one for all elements of a tab, open only while somebody looks ---- */

const lookers = new Set();
const streams = new Map();
let soon;
function tune() {
  soon ??= Promise.resolve().then(() => {
    soon = undefined;
    const wanted = new Map();
    if (doc.visibilityState === "visible") {
      for (const one of lookers) {
        const of = one.api("live");
        wanted.set(of, [...(wanted.get(of) ?? []), one]);
      }
    }
    for (const [of, stream] of streams) {
      if (wanted.get(of)?.map((one) => one.key).join() !== stream.pages) {
        stream.source.close();
        streams.delete(of);
      }
    }
    for (const [of, all] of wanted) if (!streams.has(of)) streams.set(of, open(of, all));
  });
}
function open(of, all) {
  const source = new EventSource(`${of}?${all.map((one) => `page=${encodeURIComponent(one.key)}`).join("&")}`);
  const stream = { source, pages: all.map((one) => one.key).join() };
  source.addEventListener("cursor", (event) => {
    try {
      const { page, cursor } = JSON.parse(event.data);
      all[page]?.heard(cursor);
    } catch { /* a newer server's news */ }
  });
  source.onerror = () => {
    // The browser comes back by itself unless the server refused; then we ask again, later.
    if (source.readyState === 2) setTimeout(() => {
      if (streams.get(of) === stream) streams.delete(of), tune();
    }, 2e4 + Math.random() * 2e4);
  };
  return stream;
}
doc.addEventListener("visibilitychange", tune);

/* ---- times, links and signs of comments ---- */

const formats = {};
const format = (kind, lang, options) => (formats[kind + lang] ??= new Intl[kind](lang, options));
function when(date, lang) {
  const seconds = (date - Date.now()) / 1e3, past = Math.abs(seconds);
  const step = past < 3600 ? ["minute", 60] : past < 86400 ? ["hour", 3600] : ["day", 86400];
  if (past < 6e5) return format("RelativeTimeFormat", lang, { numeric: "auto" }).format(Math.trunc(seconds / step[1]), step[0]);
  return format("DateTimeFormat", lang, { dateStyle: "medium" }).format(date);
}
function dress(article, lang) {
  const time = article.querySelector("time"), name = article.querySelector("bdi")?.textContent;
  if (!time) return;
  const date = new Date(time.dateTime), said = when(date, lang);
  if (time.textContent !== said) time.textContent = said;
  if (article.dataset.m) return;
  time.title = date.toLocaleString(lang);
  time.parentNode.href = `#${article.id}`;
  article.ariaLabel = `${name}, ${said}`;
  // An emoji may be two units of UTF-16.
  article.dataset.m = [...name][0] ?? "";
  article.dataset.h = [...name].reduce((sum, c) => (sum * 7 + c.codePointAt(0)) % 12, 0);
}

/* ---- the widget's code, checked against the hashes that this loader carries ---- */

// A fragment in the address makes another instance of the same module: needed after a panic, which ends an instance.
const glue = (server, instance) => once(server + instance, async () => {
  const href = server + BUILD.js[0] + (instance ? `#${instance}` : "");
  await new Promise((ok, no) => doc.head.append(make("link", {
    rel: "modulepreload", crossOrigin: "anonymous", integrity: BUILD.js[1], href, onload: ok, onerror: no,
  })));
  return import(href);
});
const code = (server) => once(`${server}.wasm`, () =>
  WebAssembly.compileStreaming(fetch(server + BUILD.wasm[0], { integrity: BUILD.wasm[1] })));
const wasmAllowed = () => {
  try {
    return !!new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    return false;
  }
};

class PorchThread extends HTMLElement {
  static observedAttributes = [...ATTRIBUTES, "lang"];

  #root; #own; #internals; #run; #near; #seen; #state = "idle"; #section; #widget; #waking; #instance = 0;
  #cursor; #news = []; #queue = []; #taken = new WeakSet(); #carried; #kept = new Map(); #order; #storage; #ready; #goal;
  whenReady = new Promise((ready) => (this.#ready = ready));

  /* -- the element's life -- */

  connectedCallback() {
    // Properties that were set before this script came.
    for (const name of ATTRIBUTES.map(camel)) {
      if (Object.hasOwn(this, name)) { const value = this[name]; delete this[name]; this[name] = value; }
    }
    if (!this.#root) {
      this.#internals = this.attachInternals?.();
      this.#root = this.attachShadow({ mode: "open" });
      this.#root.adoptedStyleSheets = [sheetOf(WAITING), (this.#own = sheetOf(""))];
      for (const type of ["click", "submit", "keydown", "pointerover", "focusin"]) {
        this.#root.addEventListener(type, (event) => this.#act(event), true);
      }
    }
    if (!this.#run) this.#begin();
  }

  disconnectedCallback() {
    // A move is a removal and an insertion in one go: nothing to end then.
    queueMicrotask(() => this.isConnected || this.#end());
  }

  connectedMoveCallback() {}

  attributeChangedCallback(name, before, now) {
    if (before === now || !this.#run) return;
    if (name === "order") this.#order = undefined;
    if (name === "highlight") this.goTo(now);
    else if (name === "live") this.#look();
    else if (name === "color-scheme") this.#colour();
    else if (name === "prompt") this.#prompt();
    else if (RELOAD.includes(name) && this.#state !== "idle") this.#restart(name === "page" || name === "server" || name === "site");
  }

  // Several attributes changed in one go are one restart.
  #restarting;
  #restart(elsewhere) {
    if (elsewhere) this.#carried = this.#goal = undefined;
    else this.#carry();
    this.#restarting ??= Promise.resolve().then(() => {
      this.#restarting = undefined;
      if (!this.#run) return;
      this.#end();
      this.#begin(true);
    });
  }

  #begin(at_once) {
    this.#run = new AbortController();
    if (!this.#section) this.#idle();
    themed.add(this);
    addEventListener("hashchange", () => this.#hash(), { signal: this.#run.signal });
    this.#seen = new IntersectionObserver((all) => this.#look(all.at(-1).isIntersecting));
    this.#seen.observe(this);
    const loading = this.getAttribute("loading");
    if (at_once || loading === "eager" || location.hash.startsWith(`#${ANCHOR}`) || this.hasAttribute("highlight")) this.load();
    else if (loading !== "click") {
      this.#near = new IntersectionObserver((all) => all.some((one) => one.isIntersecting) && this.load(), { rootMargin: "800px" });
      this.#near.observe(this);
    }
  }

  // Nothing works on after this: no request, no root, no stream, no timer.
  #end() {
    this.#run?.abort();
    this.#near?.disconnect();
    this.#seen?.disconnect();
    themed.delete(this);
    this.#looks = false;
    this.#look();
    this.#drop();
    this.#run = this.#section = this.#waking = undefined;
    this.#root?.replaceChildren();
    this.#become("idle");
  }

  #drop() {
    const widget = this.#widget;
    this.#widget = undefined;
    this.#queue = [];
    try { widget?.destroy(); } catch { /* an instance that has ended */ }
  }

  /* -- where things are -- */

  get #server() { return (this.getAttribute("server") ?? HOME).replace(/\/+$/, ""); }
  get #page() {
    return this.getAttribute("page") ?? doc.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  }
  get #lang() { return this.closest("[lang]")?.lang || "en"; }
  get #words() { return WORDS[this.#lang.split("-")[0]] ?? WORDS.en; }
  get #site() { return this.#section?.dataset.site ?? this.getAttribute("site") ?? "-"; }
  get key() { return this.#section?.dataset.key ?? this.#page; }
  api(call) { return `${this.#server}/v1/sites/${encodeURIComponent(this.#site)}/${call}`; }
  #query(more) {
    const query = new URLSearchParams({ page: this.#page, ...more });
    if (!/^https?:/.test(this.#page)) query.set("origin", location.origin);
    return query;
  }
  get #ownPage() { return `${this.#server}/c/${encodeURIComponent(this.#site)}?${this.#query()}`; }

  /* -- reading -- */

  get state() { return this.#state; }
  get version() { return this.#section?.dataset.version; }
  get summary() {
    const { conversations = 0, total = 0 } = this.#section?.dataset ?? {};
    const times = [...this.#root?.querySelectorAll("time") ?? []].map((time) => time.dateTime).sort();
    return { conversations: +conversations, comments: +total, lastAt: times.at(-1) };
  }

  #become(state) {
    const previous = this.#state;
    if (state === previous) return;
    this.#state = state;
    try { this.#internals.states.delete(previous); this.#internals.states.add(state); } catch { /* an older browser */ }
    this.#emit("state", { state, previous });
  }

  #emit(name, detail, cancelable = false) {
    return this.dispatchEvent(new CustomEvent(`porch-${name}`, { detail, cancelable, bubbles: true, composed: true }));
  }

  #error(code, message, retry = false) { this.#emit("error", { code, message, retry }); }

  #idle() {
    const slot = make("slot");
    slot.append(make("a", { href: this.#ownPage, textContent: this.#words.title }));
    if (this.getAttribute("loading") === "click") slot.firstChild.onclick = (event) => { event.preventDefault(); this.load(); };
    this.#root.replaceChildren(slot);
  }

  async load() {
    if (!this.#run) return;
    this.#near?.disconnect();
    const { signal } = this.#run;
    this.#become("loading");
    const order = this.#order ?? this.#recall("order") ?? this.getAttribute("order") ?? "conversation";
    const query = this.#query({ order, lang: this.#lang, headings: this.getAttribute("heading-level") ?? 2 });
    try {
      const [style, answer] = await Promise.all([
        once(`${this.#server}.css`, async () => sheetOf(await (await fetch(this.#server + BUILD.css[0], { integrity: BUILD.css[1] })).text())),
        fetch(`${this.api("fragment")}?${query}`, { signal, credentials: "omit" }),
      ]);
      if (!answer.ok) throw await answer.json().catch(() => ({}));
      const html = await answer.text();
      if (!signal.aborted) await this.#insert(html, style, signal);
    } catch (problem) {
      if (!signal.aborted) this.#failed(problem);
    }
  }

  refresh() {
    this.#carry();
    this.#drop();
    this.#waking = undefined;
    return this.load();
  }

  async #insert(html, style, signal) {
    const template = make("template");
    template.innerHTML = policy.createHTML(html);
    const section = template.content.querySelector("section"), list = section.querySelector(".l");
    const conversations = [...list.children];
    list.replaceChildren();
    this.#root.adoptedStyleSheets = [style, this.#own];
    this.#colour();
    this.#section = section;
    this.#cursor = section.dataset.cursor;
    this.#news = [];
    this.#taken = new WeakSet();
    if (this.getAttribute("composer") === "bottom") list.after(section.querySelector(".b"));
    this.#root.replaceChildren(section);
    this.#prompt();
    this.#put(section.querySelector("textarea"));
    // A long thread goes in by slices, so that the page stays awake.
    let clock = performance.now();
    for (const one of conversations) {
      for (const article of one.querySelectorAll("article")) dress(article, this.#lang);
      list.append(one);
      if (performance.now() - clock > 8) {
        await turn();
        if (signal.aborted || this.#section !== section) return;
        clock = performance.now();
      }
    }
    const { total, closed, conversations: count } = section.dataset;
    this.#become(closed != null ? "closed" : +total ? "ready" : "empty");
    this.#emit("ready", { conversations: +count, from: "fragment" });
    this.#ready();
    this.#hash();
    this.#look();
    const { effectiveType, saveData } = navigator.connection ?? {};
    const idle = globalThis.requestIdleCallback;
    // Who has posted here may have words on their way, or comments that only they see.
    if (this.#recall("me")) this.#wake();
    else if (effectiveType === "4g" && !saveData) idle?.(() => signal.aborted || (this.#looks && this.#wake()));
  }

  #failed({ code, message }) {
    this.#become("error");
    const hidden = ["site-unknown", "origin-not-allowed", "page-not-allowed"].includes(code);
    this.#error(hidden ? "origin-not-allowed" : code ? "server" : "network", code ?? message ?? "", !hidden);
    if (hidden) {
      // The owner's business, not the visitor's.
      console.info(`porch: ${this.#page} is not on the list of ${this.#server} (${code})`);
      this.#own.replaceSync(":host{min-block-size:0}");
      return this.#root.replaceChildren(make("slot"));
    }
    const { failed, again, own } = this.#words, said = make("p");
    said.append(`${failed} `, make("button", { textContent: again, onclick: () => this.load() }), " ",
      make("a", { href: this.#ownPage, textContent: own }));
    // What the page itself offers stays in sight.
    this.#root.replaceChildren(make("slot"), said);
  }

  #prompt() {
    const slot = this.#section?.querySelector("slot[name=prompt]"), prompt = this.getAttribute("prompt");
    slot?.replaceChildren(...(prompt ? [make("p", { textContent: prompt })] : []));
  }

  #colour() {
    try { this.#own.replaceSync(sample(this, this.#root)); } catch { /* the defaults are legible too */ }
  }
  theme() { if (this.#section) this.#colour(); }

  /* -- hearing others -- */

  #looks = false;
  #look(looks = this.#looks) {
    this.#looks = looks;
    const hear = looks && this.#cursor && this.#section && this.getAttribute("live") !== "off";
    if (hear !== lookers.has(this)) lookers[hear ? "add" : "delete"](this), tune();
    else if (hear) tune();
  }

  async heard(cursor) {
    if (cursor === this.#cursor) return;
    const section = this.#section;
    const answer = await fetch(`${this.api("changes")}?${new URLSearchParams({ page: this.key, since: this.#cursor })}`,
      { signal: this.#run.signal, credentials: "omit" }).catch(() => {});
    if (!answer || section !== this.#section) return;
    if (answer.status === 410) { this.#cursor = cursor; return this.#fresh(0, true); }
    if (!answer.ok) return;
    const news = await answer.json();
    if (section !== this.#section) return;
    this.#cursor = news.cursor;
    this.#news.push(news);
    if (this.#widget) this.#widget.changed(news);
    else {
      const ids = this.#news.flatMap((one) => one.changes).filter((c) => c.kind === "published").map((c) => c.comment.id);
      this.#fresh(new Set(ids).size);
    }
  }

  // "2 new comments. Show": said politely, shown on press, never put under the reader's eyes.
  #fresh(count, gone) {
    const place = this.#section?.querySelector(":scope > .n");
    const button = make("button", { textContent: this.#words.fresh(count), onclick: async () => {
      place.replaceChildren();
      if (gone || !(await this.#wake())) this.refresh();
      else this.#widget.show();
    } });
    place?.replaceChildren(...(count || gone ? [button] : []));
  }

  /* -- acting -- */

  #act(event) {
    const { target, type } = event;
    if (!this.#section || !target.closest) return;
    const control = target.closest("button,textarea,input,.g");
    if (type === "pointerover" || type === "focusin") { if (control && !this.#plain) this.#wake(); return; }
    const root = target.closest(".c,.r,.f");
    if (type === "keydown") {
      const send = event.key === "Enter" && (event.ctrlKey || event.metaKey);
      if (send && root && !this.#taken.has(root)) target.form?.requestSubmit();
      return;
    }
    if (type === "click" && this.#link(event, target.closest("a"))) return;
    if (!root || this.#taken.has(root) || (type === "click" && (!target.closest("button,.g") || target.closest("form")))) return;
    if (this.#plain) return this.#plainly(event, target);
    // Too early: kept, and done once the widget has taken this part over.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.#queue.push({ root, target: target.closest("button,form,.g"), type });
    this.#widget ? this.#widget.hurry(root) : this.#wake();
  }

  #link(event, link) {
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return false;
    if (link.className === "k") {
      event.preventDefault();
      this.#root.getElementById("porch-e").focus();
    } else if (link.dataset.o) {
      event.preventDefault();
      this.#order = link.dataset.o;
      this.#keep("order", this.#order);
      this.refresh();
    } else if (link.firstElementChild?.localName === "time") {
      if (!this.#emit("navigate", { kind: "comment", url: link.href }, true)) event.preventDefault();
    } else return false;
    return true;
  }

  #hash() {
    const id = location.hash.startsWith(`#${ANCHOR}`) ? location.hash.slice(1 + ANCHOR.length) : this.getAttribute("highlight");
    if (id) this.goTo(id);
  }

  async goTo(id) {
    if (!id) return false;
    id = id.replace(ANCHOR, "");
    if (!this.#section) { await this.load(); }
    let article = this.#root?.getElementById(ANCHOR + id);
    // Not on this page of the thread: the widget looks through the next ones.
    if (!article && (await this.#wake()) && (await this.#widget?.find(id))) article = this.#root.getElementById(ANCHOR + id);
    if (!article) return false;
    for (let at = article; at; at = at.parentElement) if (at.localName === "details") at.open = true;
    article.tabIndex = -1;
    article.scrollIntoView({ block: "center" });
    article.focus({ preventScroll: true });
    this.#root.querySelector("[data-mark]")?.removeAttribute("data-mark");
    article.dataset.mark = "";
    return true;
  }

  async focusComposer({ replyTo, quote, text } = {}) {
    if (await this.#wake()) return this.#widget.focus_composer(replyTo, quote, text);
    this.#root?.querySelector("textarea")?.focus();
  }

  /* -- the widget -- */

  // Resolves to whether the widget is there.
  #wake() {
    return (this.#waking ??= this.#takeOver().catch((problem) => {
      this.#waking = undefined;
      if (this.#run && !this.#run.signal.aborted) this.#error("network", String(problem), true);
      return false;
    }));
  }

  async #takeOver() {
    const section = this.#section, server = this.#server, run = this.#run;
    if (!section) return (this.#waking = undefined), false;
    if (!wasmAllowed()) return this.#plain = true, this.#degrade(section), this.#error("csp-wasm", "'wasm-unsafe-eval'"), false;
    const { version, order, key } = section.dataset;
    const thread = `${this.api("thread")}?${new URLSearchParams({ page: key, order, version })}`;
    const [widget, compiled, answer] = await Promise.all([
      glue(server, this.#instance), code(server), fetch(thread, { signal: run.signal, credentials: "omit" }),
    ]);
    if (!answer.ok) throw answer.status;
    const page = await answer.json();
    await widget.default({ module_or_path: compiled });
    if (run.signal.aborted || section !== this.#section) return false;
    const instance = this.#instance;
    // Another build's rendering cannot be taken over; it is drawn anew.
    const fresh = instance > 0 || section.dataset.build !== BUILD.id;
    if (fresh) this.#carry();
    const alive = await widget.take_over(this.#bridge(section, instance), section, page, {
      server, site: this.#site, page: this.#page, lang: this.#lang, order, fresh,
      heading: this.getAttribute("heading-level") ?? "2",
    });
    if (run.signal.aborted || section !== this.#section) return alive.destroy(), false;
    this.#widget = alive;
    for (const news of this.#news) alive.changed(news);
    for (const { root } of this.#queue) alive.hurry(root);
    return true;
  }

  // Everything the widget may ask of the element, and nothing else.
  #bridge(section, instance) {
    return {
      turn,
      dress: (article) => dress(article, this.#lang),
      taken: (root) => {
        this.#taken.add(root);
        if (root.className === "c") this.#put(root.querySelector("textarea"));
        const early = this.#queue.filter((one) => one.root === root);
        this.#queue = this.#queue.filter((one) => one.root !== root);
        for (const { target, type } of early) type === "submit" ? target.requestSubmit() : target.click();
      },
      fresh: (count) => this.#fresh(count),
      total: (total) => (section.dataset.total = total),
      emit: (name, detail) => {
        let said = "";
        if (name === "submit") detail.reject = (why) => (said = String(why || " "));
        const ok = this.#emit(name, detail, name === "submit") && !said;
        return ok ? undefined : said;
      },
      recall: (key) => this.#recall(key),
      keep: (key, value) => this.#keep(key, value),
      title: () => this.getAttribute("page-title") ?? doc.title,
      url: (id) => `${this.getAttribute("page-url") ?? location.href.split("#")[0]}#${ANCHOR}${id}`,
      broke: (message) => setTimeout(() => this.#recover(section, instance, message)),
    };
  }

  // A panic ended the instance: the words are carried over to a new one, which draws everything itself.
  #recover(section, instance, message) {
    if (instance !== this.#instance || section !== this.#section) return;
    this.#carry();
    this.#error("version", message, true);
    this.#widget = this.#waking = undefined;
    this.#taken = new WeakSet();
    if (this.#instance++ < 2) this.#wake();
    else this.#plain = true, this.#degrade(section);
  }

  /* -- without WebAssembly: a plain form to the server, and its own page for the rest -- */

  #plain = false;
  #degrade(section) {
    const form = section.querySelector(".c form");
    if (!form) return;
    form.action = `${this.#server}/c/${encodeURIComponent(this.#site)}`;
    const fields = { page: this.key, title: doc.title, parent: "", key: crypto.randomUUID() };
    for (const [name, value] of Object.entries(fields)) form.append(make("input", { type: "hidden", name, value }));
    for (const { target, type } of this.#queue.splice(0)) type === "submit" ? target.requestSubmit() : target.click();
  }
  #plainly(event, target) {
    const article = target.closest("article");
    if (event.type === "click" && article) location.assign(`${this.#ownPage}#${article.id}`);
  }

  /* -- what was typed, and what is kept -- */

  #carry() {
    const words = this.#section?.querySelector(".c textarea"), name = this.#section?.querySelector(".c input");
    if (words) this.#carried = { words: words.value, name: name?.value, at: [words.selectionStart, words.selectionEnd],
      focused: this.#root.activeElement === words };
  }
  #put(words) {
    if (!this.#carried || !words) return;
    const { words: text, name, at, focused } = this.#carried;
    this.#carried = undefined;
    if (!words.value) words.value = text;
    if (name) words.form.elements.name.value ||= name;
    if (focused) { words.focus({ preventScroll: true }); words.setSelectionRange(...at); }
  }

  // Reading stores nothing: everything that comes here follows an act of the reader.
  #key(name) { return `porch:${this.#server}:${this.getAttribute("site") ?? ""}:${name}`; }
  #allowed(what) {
    const storage = this.#storage ?? this.getAttribute("storage") ?? "allow";
    if (storage === "ask" && what) this.#emit("storage-request", { what }, true);
    return storage === "allow";
  }
  #recall(name) {
    const key = this.#key(name);
    try { return this.#kept.get(key) ?? (this.#allowed() ? localStorage.getItem(key) : null); } catch { return null; }
  }
  #keep(name, value) {
    const key = this.#key(name);
    this.#kept[value == null ? "delete" : "set"](key, value);
    try {
      if (!this.#allowed(name)) return;
      if (value == null) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch { /* no storage here: kept while the page is open */ }
  }
  setStorage(mode) {
    this.#storage = mode;
    try {
      if (mode === "allow") for (const [key, value] of this.#kept) localStorage.setItem(key, value);
      if (mode === "none") for (const key of Object.keys(localStorage)) if (key.startsWith(this.#key(""))) localStorage.removeItem(key);
    } catch { /* as above */ }
  }
}

const camel = (name) => name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
for (const name of ATTRIBUTES) {
  Object.defineProperty(PorchThread.prototype, camel(name), {
    configurable: true, enumerable: true,
    get() { return name === "readonly" ? this.hasAttribute(name) : this.getAttribute(name) ?? ""; },
    set(value) {
      if (value == null || value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? "" : value);
    },
  });
}

// The page's theme may change at any time: by a class, a data attribute, or the system.
const themed = new Set();
const retheme = () => themed.forEach((one) => one.theme());
const watcher = new MutationObserver(retheme);
for (const element of [doc.documentElement, doc.body]) {
  if (element) watcher.observe(element, { attributes: true, attributeFilter: ["class", "style", "data-theme", "data-mode", "data-color-scheme", "color-scheme"] });
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", retheme);

// Times grow old while somebody reads.
setInterval(() => {
  if (doc.visibilityState !== "visible") return;
  for (const one of lookers) for (const article of one.shadowRoot.querySelectorAll("article")) dress(article, one.closest("[lang]")?.lang || "en");
}, 6e4);

if (!customElements.get("porch-thread")) customElements.define("porch-thread", PorchThread);
