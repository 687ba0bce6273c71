// The loader: puts the server's HTML in the shadow root of <porch-thread>. The build joins it from five files, `theme_and_time.js`,
// `page.js`, `drafts.js`, this one and `element.js`. What is not needed for reading comes after it: `live.js` hears the live stream and fetches
// the widget (WebAssembly) when somebody means to write, `start_widget.js` starts that. The loader knows no comment, and it never
// throws into the page.

// What this build is made of, put in by the build: { id, css: [path, integrity], later: [path, integrity] }.
const BUILD = __PORCH_BUILD__;
const ANCHOR = "porch-c-";

// The few words that are needed before, or without, anything from the server. Another language is another line.
const WORDS = {
  en: ["Comments", "just now", "The comments didn’t load. ", "Try again", "Read them on their own page"],
};
const wordsOf = (lang) => WORDS[lang.split("-")[0]] ?? WORDS.en;

const doc = document;
const make = (tag, props) => Object.assign(doc.createElement(tag), props);
const sheetOf = (css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); return sheet; };
const turn = (priority = "user-visible") => new Promise((go) => {
  if (globalThis.scheduler?.postTask) scheduler.postTask(go, { priority });
  else setTimeout(go);
});
const bare = (url, more) => fetch(url, { credentials: "omit", redirect: "error", ...more });
// What is no language is none that a formatter knows.
const langOf = (element) => {
  try { return Intl.getCanonicalLocales(element.closest("[lang]")?.lang)[0] ?? "en"; } catch { return "en"; }
};

// Asks once for each key, and again only after a failure.
const asked = {};
const once = (key, ask) => (asked[key] ??= ask().catch((problem) => { delete asked[key]; throw problem; }));

// Imports a module after checking it against its hash.
const module = (href, integrity) => once(href, async () => {
  await new Promise((onload, onerror) => doc.head.append(make("link",
    { rel: "modulepreload", crossOrigin: "", integrity, href, onload, onerror })));
  return import(href);
});

// Only our own server's rendering becomes nodes here. Where a page allows no policy of ours, the insertion fails, and
// that is caught there.
let policy = { createHTML: (html) => html };
try { policy = globalThis.trustedTypes?.createPolicy("porch", policy) ?? policy; } catch { /* as said */ }

// All conversations of the page that are alive. Who hears for them comes with `live.js`.
const threads = new Set();
let tune = () => {};

/* ---- one element's conversation ---- */

// The element itself shows only what is promised; this is what stands behind it. `start_widget.js` works on it, too.
class Thread extends Kept {
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
    const see = (act, rootMargin) => {
      const eye = new IntersectionObserver((all) => act(all.at(-1).isIntersecting), { rootMargin });
      eye.observe(element);
      this.life.signal.addEventListener("abort", () => eye.disconnect());
    };
    see((looks) => { this.looks = looks; tune(this); }, "0px");
    addEventListener("hashchange", () => this.follow(), { signal: this.life.signal });
    // Where it is near already, the observer's first word would come a frame late.
    const load = () => this.state === "idle" && this.load();
    if (now || loading === "eager" || this.goal) this.load();
    else if (loading !== "click") {
      see((near) => near && load(), "800px");
      // The observer's first word comes a frame late.
      turn("user-blocking").then(() => this.life && element.getBoundingClientRect().top < innerHeight + 800 && load());
    }
  }

  // Nothing works on after this: no request, no root, no stream, no timer.
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
    try { widget?.destroy(); widget?.free(); } catch { /* an instance that has ended */ }
  }

  // Several attributes changed in one go are one restart.
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

  /* -- what the page is told -- */

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
    const slot = make("slot"), link = make("a", { href: this.ownPage, textContent: this.words[0] });
    if (this.is("loading") === "click") link.onclick = (event) => { event.preventDefault(); this.load(); };
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
      // The browser's first formatter takes long, and it has nothing to do until the answers come.
      turn().then(() => ago(this.lang));
      let [style, answer] = await Promise.all([
        once(`${server}.css`, async () => sheetOf(await (await bare(server + BUILD.css[0], { integrity: BUILD.css[1] })).text())),
        ask(),
      ]);
      // What the page calls itself may be of no site. Then it is called by its own address, and its site hears of both.
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
    const section = template.content.querySelector("section"), list = section.querySelector(".l");
    const conversations = [...list.children], { total, closed, conversations: count, cursor } = section.dataset;
    list.replaceChildren();
    // The browser may breathe: parsing was a task of its own.
    await turn();
    signal.throwIfAborted();
    this.root.adoptedStyleSheets = [style, this.own];
    this.section = section;
    this.cursor = cursor;
    this.news = [];
    if (this.is("composer") === "bottom") list.after(section.querySelector(".b"));
    this.root.replaceChildren(section);
    this.prompt();
    this.put();
    await turn();
    // A long thread goes in by slices, so that the page stays awake.
    let clock = 0;
    const breathe = async () => {
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
          dress(article, this.lang);
          await breathe();
        }
        one.append(part);
        // Asking for a height makes the browser lay it out now, so that the clock sees it.
        if (list.offsetHeight) await breathe();
      }
    }
    this.become(closed != null ? "closed" : +total ? "ready" : "empty");
    this.emit("ready", { conversations: +count, from: "fragment" });
    this.isReady();
    this.follow();
    (await this.later()).drawn(this, signal);
  }

  failed({ code, message }) {
    const [, , failed, again, own] = this.words, said = make("p", { dir: "auto" });
    // The owner's business, not the visitors'.
    const unlisted = ["site-unknown", "origin-not-allowed", "page-not-allowed"].includes(code);
    this.become("error");
    this.error(unlisted ? "origin-not-allowed" : code ? "server" : "network", code ?? message, !unlisted);
    if (unlisted) this.own.replaceSync(":host{min-block-size:0}");
    else said.append(failed, make("a", { href: this.ownPage, textContent: own }), " ",
      make("button", { textContent: again, onclick: () => this.load() }));
    // What the page itself offers stays in sight.
    this.root.replaceChildren(make("slot"), said);
    // It gives the sentence its look.
    this.later().then((later) => later.failed(this, unlisted && code, said), () => {});
  }

  // What the page's ground asks of the colours.
  tint() { if (this.section) this.later().then(({ colour }) => colour(this), () => {}); }

  prompt() {
    const text = this.is("prompt");
    this.section?.querySelector(".p").replaceChildren(...(text ? [make("p", { textContent: text })] : []));
  }

  // Goes where the address, or `highlight`, points.
  follow() { if (this.section && this.goal) this.later().then((later) => later.follow(this), () => {}); }

  async goTo(id) { return (await this.later()).goTo(this, id); }

  /* -- acting -- */

  // The second part of the loader: it hears others, and fetches the widget.
  async later() {
    const later = await module(this.server + BUILD.later[0], BUILD.later[1]);
    ({ tune } = later);
    return later;
  }

  // Resolves to whether the widget is there.
  wake() {
    const { section } = this;
    return (this.waking ??= this.later().then((later) => later.wake(this)).catch((problem) => {
      // Of a conversation that has ended, nobody needs to hear.
      if (section !== this.section) return false;
      this.waking = undefined;
      this.error("network", problem, true);
      return false;
    }));
  }

  act(event) {
    const { target, type } = event, control = target.closest("button:not(.dots,.more),textarea,input,.g"), root = target.closest(".c,.r,.f");
    if (type === "pointerover" || type === "focusin") {
      if (control) this.wake();
      return;
    }
    // Who hears of "⋯" and "Read more" may still be on the way.
    if (type === "click") this.pressed = target;
    const early = root && !this.taken.has(root);
    if (type === "click" && (this.link(event, target.closest("a")) || !control || control.form)) return;
    if (!early) return;
    if (this.plain) return this.plain(event);
    // Too early: kept, and done once the widget has taken this part over.
    event.preventDefault();
    event.stopImmediatePropagation();
    this.queue.push({ root, type, target: control ?? target });
    if (control) control.ariaBusy = true;
    this.later().then((later) => later.heard(this), () => { if (control) control.ariaBusy = null; });
    if (this.widget) this.widget.hurry(root);
    else this.wake();
  }

  // Links of the still parts. Answers whether it was one.
  link(event, link) {
    if (!link || link.className === "g") return false;
    if (link.className === "k") {
      event.preventDefault();
      this.root.getElementById("porch-e").focus();
    } else if (link.querySelector("time") && !this.emit("navigate", { kind: "comment", url: link.href }, true)) {
      event.preventDefault();
    }
    return true;
  }
}
