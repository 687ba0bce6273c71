// The second part of the loader: it listens for changes while the page is open, and fetches the widget when the visitor
// is about to write. The build joins it from `colours.js`, `address.js`, `menus.js`, `link.js`, `forms.js`, this one
// and `text.js`. `thread` is the loader's Thread, and `thread.kit` the functions that it passes on.

// The widget of this build, put in by the build: { id, js: [path, integrity], wasm: […], proof: […], texts, languages }.
const BUILD = __PORCH_BUILD__;

/* ---- the live stream: one for all elements of a tab, open only while they are visible ---- */

const streams = new Map();
let known, pendingTune;

// A conversation was added, removed, shown or hidden: opens and closes streams.
export function tune(thread) {
  known ??= thread?.kit.threads;
  if (thread) followAddress(thread.kit);
  pendingTune ??= Promise.resolve().then(() => {
    pendingTune = undefined;
    const wanted = new Map();
    for (const one of known ?? []) {
      const url = isListening(one) && one.api("live");
      if (url) wanted.set(url, [...(wanted.get(url) ?? []), one]);
    }
    for (const [url, stream] of streams) {
      if (stream.pages !== pagesOf(wanted.get(url))) {
        stream.close();
        streams.delete(url);
      }
    }
    for (const [url, all] of wanted) if (!streams.has(url)) streams.set(url, openStream(url, all));
  });
}

const isListening = (thread) => thread.looks && thread.section && !document.hidden && thread.is("live") !== "off";
const pagesOf = (all = []) => all.map(({ section }) => `page=${encodeURIComponent(section.dataset.key)}`).join("&");

function openStream(url, all) {
  const pages = pagesOf(all), stream = Object.assign(new EventSource(`${url}?${pages}`), { pages });
  stream.addEventListener("cursor", async ({ data }) => {
    const { page, cursor, closed, closed_note, hold = "off", tell } = JSON.parse(data), thread = all[page], section = thread?.section;
    await still();
    // After a click on a link it may be another page by now.
    if (!section || section !== thread.section) return;
    if (tell) thread.tells = true;
    works(thread);
    setClosed(thread, !!closed, closed_note);
    fetchChanges(thread, cursor, hold);
  });
  // The browser reconnects by itself unless the server refused; then we connect again, later.
  stream.onerror = () => stream.readyState === 2 && setTimeout(() => {
    if (streams.get(url) !== stream) return;
    streams.delete(url);
    tune();
  }, 2e4 * (1 + Math.random()));
  return stream;
}

// The page was closed or opened: what is typed stays in its field meanwhile.
function setClosed(thread, closed, note) {
  const { section } = thread;
  if (section && closed) showClosed(thread, note);
  if (!section || "closed" in section.dataset === closed) return;
  section.toggleAttribute("data-closed", closed);
  thread.become(closed ? "closed" : +section.dataset.total ? "ready" : "empty");
  offerUnsentText(thread);
  // A page that was closed when it was rendered has no field yet.
  if (!closed && !section.querySelector(".c form")) thread.wake();
}

async function fetchChanges(thread, cursor, hold) {
  const { section } = thread;
  // The first value of the rule is no change of it.
  thread.hold ??= hold;
  if (!section || (cursor === thread.cursor && hold === thread.hold)) return;
  try {
    const query = new URLSearchParams({ page: section.dataset.key, since: thread.cursor });
    const answer = await thread.kit.bare(`${thread.api("changes")}?${query}`, { signal: thread.life.signal });
    if (section !== thread.section) return;
    if (answer.status === 410) {
      // The cursor is too old: the whole conversation has to be loaded again.
      thread.cursor = cursor;
      return fresh(thread, 0, true);
    }
    if (!answer.ok) return;
    const news = await answer.json();
    await still();
    if (section !== thread.section) return;
    thread.cursor = news.cursor;
    thread.hold = news.hold ?? "off";
    thread.news.push(news);
    // Replies were paused in a branch, or the pause ended: the widget shows it.
    const pausedIds = [...section.querySelectorAll(".j")].map((one) => one.closest("article").id.slice(thread.kit.ANCHOR.length));
    if (`${pausedIds.sort()}` !== `${(news.cooling ?? []).map(({ comment }) => comment).sort()}`) thread.wake();
    if (thread.widget) return thread.widget.changed(news);
    const ids = thread.news.flatMap(({ changes }) => changes.map((c) => c.kind === "published" && c.comment.id));
    fresh(thread, new Set(ids.filter(Boolean)).size);
  } catch { /* the next event asks again */ }
}

// "2 new comments": announced politely, shown on click, never inserted while the visitor reads.
export function fresh(thread, count, gone) {
  const place = thread.section?.querySelector(":scope > .n");
  const onclick = async () => {
    place.replaceChildren();
    if (!gone && (await thread.wake())) thread.widget?.show();
    else thread.refresh();
  };
  if (!place || !(count || gone)) return place?.replaceChildren();
  const button = thread.kit.make("button", { className: "up", textContent: count ? counted(thread, "newComments", count) : textsFor(thread).commentsChanged, onclick });
  place.replaceChildren(button);
  if (!gone) button.append(icon("up")), pointToFirst(thread, button);
}

// Points to where the first of them will be inserted, seen from the button, which stays in view while scrolling.
function pointToFirst(thread, button) {
  const { root, section, news, kit: { ANCHOR } } = thread, scrolling = new AbortController(), find = (id) => root.getElementById(ANCHOR + id);
  const waiting = news.flatMap(({ changes }) => changes).filter(({ kind, comment }) => kind === "published" && !find(comment.id));
  const [first] = waiting.map(({ comment }) => comment).sort((a, b) => (a.posted_at < b.posted_at ? -1 : 1));
  const { order } = section.dataset, list = section.querySelector(".l");
  const turn = () => {
    if (!button.isConnected) return scrolling.abort();
    // A reply is inserted below its parent, and an opening comment at the top.
    const parent = order === "conversation" && first?.parent && find(first.parent)?.parentElement;
    const { top, bottom } = (parent || list).getBoundingClientRect();
    const goal = parent || order === "oldest" ? bottom : top;
    const own = button.getBoundingClientRect();
    button.classList.toggle("down", goal > (own.top + own.bottom) / 2);
  };
  turn();
  addEventListener("scroll", turn, { capture: true, passive: true, signal: scrolling.signal });
}

/* ---- nothing moves under a pressed pointer ---- */

// While a pointer is pressed, nothing that arrives by itself may move the page: the release would hit something else,
// and there would be no click. A finger's click comes a moment after it is lifted. After LONG, a finger that stays down
// is ignored.
const CLICK = 80, LONG = 2e4;
let pressed, release, releaseTimer;
const releaseAfter = (after) => {
  clearTimeout(releaseTimer);
  releaseTimer = setTimeout(() => { pressed = undefined; release?.(); }, after);
};
// A press before the click of the last one has come counts as one long press.
addEventListener("pointerdown", () => { pressed ??= new Promise((go) => (release = go)); releaseAfter(LONG); }, true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => releaseAfter(CLICK), true);
export const still = async () => pressed;

/* ---- what changes while the page is open ---- */

document.addEventListener("visibilitychange", () => tune());
// Relative times are updated.
setInterval(() => known?.forEach((thread) => {
  if (!thread.looks || document.hidden) return;
  for (const article of thread.root.querySelectorAll("article")) thread.kit.dress(article, thread);
  pauses(thread.root, thread.lang);
}), 6e4);

/* ---- a conversation was rendered ---- */

export async function drawn(thread, signal) {
  if (!isLoaded(thread)) await loadTexts(thread);
  if (signal.aborted) return;
  // Used by the widget's module, too.
  thread.lost = `${textsFor(thread).lost} `;
  colour(thread);
  setUp(thread);
  offerUnsentText(thread);
  tune(thread);
  // A visitor who has posted here may have unsent comments, or comments that only they see; and a form may have been
  // open. Otherwise a fast connection may load the widget in advance.
  const { effectiveType, saveData } = navigator.connection ?? {};
  if (needsWidget(thread) || thread.recall("me")) thread.wake();
  else if (effectiveType === "4g" && !saveData) requestIdleCallback(() => signal.aborted || (thread.looks && thread.wake()));
}

/* ---- offline ---- */

// Shown above the composer, and only there.
export async function offline() {
  await still();
  for (const thread of known ?? []) {
    const { section, state, kit: { make } } = thread;
    if (!section || state === "offline") continue;
    const banner = make("div", { className: "s", role: "status" }), said = make("p");
    keepInPlace(thread, () => {
      section.querySelector(".c").before(banner);
      banner.append(icon("offline"), said);
      // A text is read aloud only if its live region is there already.
      said.textContent = textsFor(thread).offline;
    });
    thread.become("offline");
    addEventListener("online", () => {
      keepInPlace(thread, () => banner.remove());
      if (thread.section !== section) return;
      thread.become(state);
      thread.widget?.online();
    }, { once: true, signal: thread.life.signal });
  }
}
addEventListener("offline", offline);

// Changes something above the focused element without moving that on the screen.
function keepInPlace({ root: { activeElement: focused } }, change) {
  const from = focused?.getBoundingClientRect().top;
  change();
  if (focused?.isConnected) scrollBy({ top: focused.getBoundingClientRect().top - from, behavior: "instant" });
}

/* ---- whether visitors can write here ---- */

// The address that the page's policy blocked last, if the policy is enforced.
let blockedUrl = "";
document.addEventListener("securitypolicyviolation", ({ blockedURI, disposition }) => {
  if (disposition === "enforce") blockedUrl = blockedURI;
});

// The team sees in its dashboard whether the page's policy lets the widget run. Nothing about the visitor is sent.
const reportWriting = (thread, is) =>
  thread.kit.bare(`${thread.api("writing")}?${thread.query({ is })}`, { method: "POST" }).catch(() => {});

// Reports once that it runs, and only where the server asks.
export function works(thread) {
  if (!thread.tells || !thread.widget) return;
  thread.tells = false;
  reportWriting(thread, "works");
}

/* ---- the widget ---- */

// Fetches the widget, checked against the hashes in this file. Resolves to whether it is there.
export async function wake(thread) {
  const { server, instance, section, life, kit: { bare, module, once, turn } } = thread;
  const { version, order, key } = section.dataset;
  // The proof of work is loaded only when the visitor types.
  thread.work = () => module(server + BUILD.proof[0], BUILD.proof[1]);
  thread.root.addEventListener("input", () => thread.work().then(({ typed }) => typed(thread), () => {}), { signal: life.signal });
  // Once touched, the composer stays open: nothing below it may move when the focus leaves. Its buttons are scrolled
  // into view with it.
  const touched = async () => {
    const form = section.querySelector(".c form:focus-within:not([data-open=''])");
    if (!form) return;
    if (form.dataset.open == null) form.dataset.open = "";
    await still();
    await turn();
    if (form.dataset.open === "") form.scrollIntoView({ block: "nearest" });
  };
  thread.root.addEventListener("focusin", touched, { signal: life.signal });
  touched();
  // A fragment in the address makes another instance of the same module: a panic ends an instance.
  const glue = module(server + BUILD.js[0] + (instance ? `#${instance}` : ""), BUILD.js[1]);
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    reportWriting(thread, "blocked");
    return (await glue).withoutWasm(thread, "csp-wasm", still);
  }
  const code = once(`${server}.wasm`, () =>
    WebAssembly.compileStreaming(fetch(server + BUILD.wasm[0], { integrity: BUILD.wasm[1] })));
  const ask = (more) => bare(`${thread.api("thread")}?${new URLSearchParams({ page: key, order, ...more })}`, { signal: life.signal });
  // Fetched while the code, which is longer, still loads. The rendered version may be gone because of newer comments.
  const page = ask({ version }).then((answer) => (answer.status === 410 ? ask() : answer)).then((answer) => answer.json());
  try {
    const all = await Promise.all([glue, code, page, fetchText(thread, "txt")]);
    // All may be here before the last comments are inserted: those would be rendered twice.
    while (section === thread.section && thread.state === "loading") await turn("background");
    return section === thread.section && all[0].awake(thread, all[1], all[2], { texts: all[3], fresh, still, clock, works, carryForm, openAgain });
  } catch (problem) {
    if (section === thread.section) widgetFailed(thread);
    // The policy violation is reported a moment later.
    await turn("background");
    if (blockedUrl.startsWith(server)) reportWriting(thread, "blocked");
    throw problem;
  }
}

// The comments could not be loaded: styles the error like a block of `status.css`, without its sheet.
const FAILED = `.failed{display:flex;flex-wrap:wrap;align-items:center;gap:.375em .625em;padding:.5em .75em;border-radius:.5em;font-size:.875em;line-height:1.5;` +
  `--d:round(down,l + .38,1);--care:oklch(from currentcolor calc(.47 + .33*var(--d)) calc(.165 - .06*var(--d)) 27);background:color-mix(in oklab,var(--care) 10%,#0000)}` +
  `.failed svg{align-self:start;flex:none;inline-size:20px;margin-block-start:.1em;fill:none;stroke:var(--care);stroke-width:1.6;stroke-linecap:round}` +
  `.failed span{flex:1;text-align:match-parent;min-inline-size:min(12em,100% - 20px - .625em)}.failed a{color:inherit}` +
  `.failed button{min-block-size:32px;padding:0 .75em;border:1px solid color-mix(in oklab,currentcolor 64%,#0000);border-radius:.4em;margin-block:-.3em;background:none;font-size:.9286em;cursor:pointer}` +
  `@media(pointer:coarse){.failed button{min-block-size:44px;margin-block:0}}@media(forced-colors:active){.failed{border:1px solid}}`;
let failedSheet;

export async function failed(thread, unlistedFor, said) {
  if (unlistedFor) return unlisted(thread, unlistedFor);
  const { root, kit: { make } } = thread, words = make("span"), button = said.querySelector("button");
  if (!isLoaded(thread)) await loadTexts(thread);
  translateFailed(thread, said);
  const focused = root.activeElement === button;
  if (!failedSheet) (failedSheet = new CSSStyleSheet()).replaceSync(FAILED);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((one) => one !== failedSheet), failedSheet];
  // The text has its own direction, and the block has the page's.
  said.removeAttribute("dir");
  words.dir = "auto";
  said.className = "failed";
  words.append(...[...said.childNodes].filter((one) => one !== button));
  said.append(icon("alert"), words, button);
  if (focused) button.focus();
}

// The widget could not be loaded. If the visitor waits for it, this is shown: text stays where it is, and the
// conversation's own page works without it.
function widgetFailed(thread) {
  const { queue, ownPage, kit: { make } } = thread, { readElsewhere, retry } = textsFor(thread);
  for (const { calm } of queue) calm?.();
  const link = queue.find(({ target }) => target.href)?.target;
  if (link) location.assign(link.href);
  else if (queue.length) {
    const again = () => { heard(thread); thread.wake(); };
    showBlock("care", thread, [thread.lost, make("a", { href: ownPage, textContent: readElsewhere })], retry, again);
  }
}

// A block in the place of the news: its message and its button.
function showBlock(ground, { section, kit: { make } }, said, label, act) {
  const place = section.querySelector(":scope > .n"), words = make("p"), buttons = make("div", { className: "do" });
  const box = make("div", { className: `s wide ${ground}` });
  words.append(...said);
  buttons.append(make("button", { textContent: label, onclick: () => { place.replaceChildren(); act(); } }));
  box.append(icon(ground ? "alert" : "copy"), words, buttons);
  place.replaceChildren(box);
  return box;
}

// Marks what was pressed before the widget is there as busy.
export function heard(thread) {
  for (const one of thread.queue) {
    const { target, type, root } = one, button = type === "submit" ? target.querySelector("[part=button]") : target;
    if (one.calm || (type === "submit" && button.ariaBusy)) continue;
    button.ariaBusy = "true";
    const said = thread.kit.make("p", { className: "n", role: "status" });
    one.calm = () => { button.ariaBusy = null; said.remove(); };
    if (type !== "submit") continue;
    root.after(said);
    // A text is read aloud only if its live region is there already.
    said.textContent = textsFor(thread).sending;
  }
}

/* ---- going to a comment ---- */

// Goes to the comment of the address, or of `highlight`; and says so if that is gone.
export async function follow(thread) {
  const { section, goal } = thread;
  if (!goal || (await goTo(thread, goal)) || section !== thread.section || !thread.widget) return;
  // It may be in another conversation of the page.
  if (known.size > 1) return;
  const { commentGone, readComments } = textsFor(thread);
  const box = showBlock("", thread, [`${commentGone} `], readComments, () => {
    const first = section.querySelector("article") ?? section.querySelector("#porch-e");
    first.tabIndex = -1;
    first.focus();
  });
  box.scrollIntoView({ block: "center" });
}

// Opens the branches around it, scrolls to it, focuses and marks it. Resolves to whether it was found.
export async function goTo(thread, link) {
  const anchor = thread.kit.ANCHOR, id = String(link).replace(anchor, ""), find = () => thread.root.getElementById(anchor + id);
  if (!thread.section) await thread.load();
  // Not on this page of the thread: the widget loads the next ones.
  if (!find() && (await thread.wake())) await thread.widget?.find(id);
  const article = find();
  if (!article) return false;
  for (let at = article; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  openBranches(article);
  article.tabIndex = -1;
  article.scrollIntoView();
  article.focus({ preventScroll: true });
  delete thread.root.querySelector("[data-mark]")?.dataset.mark;
  article.dataset.mark = "";
  // What was never on screen had only an estimated height, so the first scroll may miss.
  for (let i = 0; i < 3; i++) {
    await new Promise(requestAnimationFrame);
    article.scrollIntoView();
  }
  return true;
}

/* ---- storage ---- */

// The site's owner decides again: what was saved for this page only is saved for good, or all of it is deleted.
export function setStorage(thread, mode) {
  thread.storage = mode;
  try {
    if (thread.allowed()) for (const [key, value] of thread.kept) localStorage[key] = value;
    if (mode === "none") {
      for (const key of Object.keys(localStorage)) if (key.startsWith(thread.keyOf(""))) delete localStorage[key];
    }
  } catch { /* no storage here */ }
}
