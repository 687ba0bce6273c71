// The second part of the loader: it hears what others say while somebody reads, and fetches the widget when somebody
// means to write. The build joins it from `colours.js`, `address.js`, `menus.js`, `link.js`, `forms.js`, this one and `text.js`. `thread` is the loader's Thread, and
// `thread.kit` what it lends.

// The widget of this build, put in by the build: { id, js: [path, integrity], wasm: […], proof: […] }.
const BUILD = __PORCH_BUILD__;

/* ---- the live stream: one for all elements of a tab, open only while somebody looks ---- */

const streams = new Map();
let known, tuning;

// Somebody came, went, or looks elsewhere.
export function tune(thread) {
  known ??= thread?.kit.threads;
  if (thread) watch(thread.kit);
  tuning ??= Promise.resolve().then(() => {
    tuning = undefined;
    const wanted = new Map();
    for (const one of known ?? []) {
      const url = listens(one) && one.api("live");
      if (url) wanted.set(url, [...(wanted.get(url) ?? []), one]);
    }
    for (const [url, stream] of streams) {
      if (stream.pages !== pagesOf(wanted.get(url))) {
        stream.close();
        streams.delete(url);
      }
    }
    for (const [url, all] of wanted) if (!streams.has(url)) streams.set(url, listen(url, all));
  });
}

const listens = (thread) => thread.looks && thread.section && !document.hidden && thread.is("live") !== "off";
const pagesOf = (all = []) => all.map(({ section }) => `page=${encodeURIComponent(section.dataset.key)}`).join("&");

function listen(url, all) {
  const pages = pagesOf(all), stream = Object.assign(new EventSource(`${url}?${pages}`), { pages });
  stream.addEventListener("cursor", async ({ data }) => {
    const { page, cursor, closed, closed_note, hold = "off", tell } = JSON.parse(data), thread = all[page], section = thread?.section;
    await still();
    // Whoever pressed a link may be on another page by now.
    if (!section || section !== thread.section) return;
    if (tell) thread.tells = true;
    works(thread);
    rest(thread, !!closed, closed_note);
    hear(thread, cursor, hold);
  });
  // The browser comes back by itself unless the server refused; then we ask again, later.
  stream.onerror = () => stream.readyState === 2 && setTimeout(() => {
    if (streams.get(url) !== stream) return;
    streams.delete(url);
    tune();
  }, 2e4 * (1 + Math.random()));
  return stream;
}

// The page takes no words any more, or takes them again: what is typed stays in its field meanwhile.
function rest(thread, closed, note) {
  const { section } = thread;
  if (section && closed) sayClosed(thread, note);
  if (!section || "closed" in section.dataset === closed) return;
  section.toggleAttribute("data-closed", closed);
  thread.become(closed ? "closed" : +section.dataset.total ? "ready" : "empty");
  giveBack(thread);
  // What was closed when it was drawn has no field yet.
  if (!closed && !section.querySelector(".c form")) thread.wake();
}

async function hear(thread, cursor, hold) {
  const { section } = thread;
  // The first word about the rule is no change of it.
  thread.hold ??= hold;
  if (!section || (cursor === thread.cursor && hold === thread.hold)) return;
  try {
    const query = new URLSearchParams({ page: section.dataset.key, since: thread.cursor });
    const answer = await thread.kit.bare(`${thread.api("changes")}?${query}`, { signal: thread.life.signal });
    if (section !== thread.section) return;
    if (answer.status === 410) {
      // Too long ago to be told: the whole conversation is there to be loaded again.
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
    // A branch begins to rest, or ends: the widget shows it.
    const rests = [...section.querySelectorAll(".j")].map((one) => one.closest("article").id.slice(thread.kit.ANCHOR.length));
    if (`${rests.sort()}` !== `${(news.cooling ?? []).map(({ comment }) => comment).sort()}`) thread.wake();
    if (thread.widget) return thread.widget.changed(news);
    const ids = thread.news.flatMap(({ changes }) => changes.map((c) => c.kind === "published" && c.comment.id));
    fresh(thread, new Set(ids.filter(Boolean)).size);
  } catch { /* the next ring asks again */ }
}

// "2 new comments": said politely, shown on press, never put under the reader's eyes.
export function fresh(thread, count, gone) {
  const place = thread.section?.querySelector(":scope > .n");
  const onclick = async () => {
    place.replaceChildren();
    if (!gone && (await thread.wake())) thread.widget?.show();
    else thread.refresh();
  };
  if (!place || !(count || gone)) return place?.replaceChildren();
  const button = thread.kit.make("button", { className: "up", textContent: wordsFor(thread).news(count), onclick });
  place.replaceChildren(button);
  if (!gone) button.append(drawing("up")), point(thread, button);
}

// Points to where the first of them will stand, seen from the button, which goes along while somebody scrolls.
function point(thread, button) {
  const { root, section, news, kit: { ANCHOR } } = thread, scrolls = new AbortController(), find = (id) => root.getElementById(ANCHOR + id);
  const waiting = news.flatMap(({ changes }) => changes).filter(({ kind, comment }) => kind === "published" && !find(comment.id));
  const [first] = waiting.map(({ comment }) => comment).sort((a, b) => (a.posted_at < b.posted_at ? -1 : 1));
  const { order } = section.dataset, list = section.querySelector(".l");
  const turn = () => {
    if (!button.isConnected) return scrolls.abort();
    // A reply stands below its parent, and what opens a conversation at the top.
    const parent = order === "conversation" && first?.parent && find(first.parent)?.parentElement;
    const { top, bottom } = (parent || list).getBoundingClientRect();
    const goal = parent || order === "oldest" ? bottom : top;
    const own = button.getBoundingClientRect();
    button.classList.toggle("down", goal > (own.top + own.bottom) / 2);
  };
  turn();
  addEventListener("scroll", turn, { capture: true, passive: true, signal: scrolls.signal });
}

/* ---- nothing moves under a pointer ---- */

// While one is pressed, nothing that comes by itself may move the page: the release would hit something else, and no click
// would come of it. A finger's click comes a moment after it is lifted; and nobody waits for one that stays down.
const CLICK = 80, LONG = 2e4;
let pressed, free, lifting;
const lift = (after) => {
  clearTimeout(lifting);
  lifting = setTimeout(() => { pressed = undefined; free?.(); }, after);
};
// Pressed again before the click of the last press has come: it is one long press.
addEventListener("pointerdown", () => { pressed ??= new Promise((go) => (free = go)); lift(LONG); }, true);
for (const type of ["pointerup", "pointercancel"]) addEventListener(type, () => lift(CLICK), true);
export const still = async () => pressed;

/* ---- what changes while somebody reads ---- */

document.addEventListener("visibilitychange", () => tune());
// Times grow old.
setInterval(() => known?.forEach((thread) => {
  if (!thread.looks || document.hidden) return;
  for (const article of thread.root.querySelectorAll("article")) thread.kit.dress(article, thread.lang);
  pauses(thread.root, thread.lang);
}), 6e4);

/* ---- a conversation is there to be read ---- */

export function drawn(thread, signal) {
  // For the widget's module, too.
  thread.lost = wordsFor(thread).lost;
  colour(thread);
  attendTo(thread);
  giveBack(thread);
  tune(thread);
  // Who has posted here may have words on their way, or comments that only they see. So may whoever had a form open. Else a fast line may have time.
  const { effectiveType, saveData } = navigator.connection ?? {};
  if (waits(thread) || thread.recall("me")) thread.wake();
  else if (effectiveType === "4g" && !saveData) requestIdleCallback(() => signal.aborted || (thread.looks && thread.wake()));
}

/* ---- without a line ---- */

// Above the card that people write in, and only there.
export async function offline() {
  await still();
  for (const thread of known ?? []) {
    const { section, state, kit: { make } } = thread;
    if (!section || state === "offline") continue;
    const banner = make("div", { className: "s", role: "status" }), said = make("p");
    steady(thread, () => {
      section.querySelector(".c").before(banner);
      banner.append(drawing("offline"), said);
      // What comes into a region that is there already is read out.
      said.textContent = wordsFor(thread).offline;
    });
    thread.become("offline");
    addEventListener("online", () => {
      steady(thread, () => banner.remove());
      if (thread.section !== section) return;
      thread.become(state);
      thread.widget?.online();
    }, { once: true, signal: thread.life.signal });
  }
}
addEventListener("offline", offline);

// A change above what has the focus: the line that somebody writes on stays where it is.
function steady({ root: { activeElement: held } }, change) {
  const from = held?.getBoundingClientRect().top;
  change();
  if (held?.isConnected) scrollBy({ top: held.getBoundingClientRect().top - from, behavior: "instant" });
}

/* ---- whether people can write here ---- */

// What the page's policy forbade last, and whether that counts.
let barred = "";
document.addEventListener("securitypolicyviolation", ({ blockedURI, disposition }) => {
  if (disposition === "enforce") barred = blockedURI;
});

// The team sees in its dashboard whether the page's policy lets the widget run. Nothing is said of who looks.
const tell = (thread, is) =>
  thread.kit.bare(`${thread.api("writing")}?${thread.query({ is })}`, { method: "POST" }).catch(() => {});

// That it runs is said once, and only where the server asks.
export function works(thread) {
  if (!thread.tells || !thread.widget) return;
  thread.tells = false;
  tell(thread, "works");
}

/* ---- the widget ---- */

// Fetches the widget, checked against the hashes that this file carries. Resolves to whether it is there.
export async function wake(thread) {
  const { server, instance, section, life, kit: { bare, module, once, turn } } = thread;
  const { version, order, key } = section.dataset;
  // What the server may ask for besides the words is fetched when there are some.
  thread.work = () => module(server + BUILD.proof[0], BUILD.proof[1]);
  thread.root.addEventListener("input", () => thread.work().then(({ typed }) => typed(thread), () => {}), { signal: life.signal });
  // Once touched, the composer stays open: below it nothing may move when the focus goes. Its buttons come into sight with it.
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
    tell(thread, "blocked");
    return (await glue).withoutWasm(thread, "csp-wasm", still);
  }
  const code = once(`${server}.wasm`, () =>
    WebAssembly.compileStreaming(fetch(server + BUILD.wasm[0], { integrity: BUILD.wasm[1] })));
  const ask = (more) => bare(`${thread.api("thread")}?${new URLSearchParams({ page: key, order, ...more })}`, { signal: life.signal });
  // Read while the code, which is longer, still comes. What was drawn may be gone: somebody has spoken since.
  const page = ask({ version }).then((answer) => (answer.status === 410 ? ask() : answer)).then((answer) => answer.json());
  try {
    const all = await Promise.all([glue, code, page]);
    // All may be here before the last comments stand in their places: what is not there would be drawn twice.
    while (section === thread.section && thread.state === "loading") await turn("background");
    return section === thread.section && all[0].awake(thread, all[1], all[2], { fresh, still, clock, works, carryForm, openAgain });
  } catch (problem) {
    if (section === thread.section) missed(thread);
    // The browser says a moment later that it was the policy.
    await turn("background");
    if (barred.startsWith(server)) tell(thread, "blocked");
    throw problem;
  }
}

// The comments did not come: the sentence that stands there gets its look, which is that of `status.css`, without its sheet.
const FAILED = `.failed{display:flex;flex-wrap:wrap;align-items:center;gap:.375em .625em;padding:.5em .75em;border-radius:.5em;font-size:.875em;line-height:1.5;` +
  `--d:round(down,l + .38,1);--care:oklch(from currentcolor calc(.47 + .33*var(--d)) calc(.165 - .06*var(--d)) 27);background:color-mix(in oklab,var(--care) 10%,#0000)}` +
  `.failed svg{align-self:start;flex:none;inline-size:20px;margin-block-start:.1em;fill:none;stroke:var(--care);stroke-width:1.6;stroke-linecap:round}` +
  `.failed span{flex:1;text-align:match-parent;min-inline-size:min(12em,100% - 20px - .625em)}.failed a{color:inherit}` +
  `.failed button{min-block-size:32px;padding:0 .75em;border:1px solid color-mix(in oklab,currentcolor 64%,#0000);border-radius:.4em;margin-block:-.3em;background:none;font-size:.9286em;cursor:pointer}` +
  `@media(pointer:coarse){.failed button{min-block-size:44px;margin-block:0}}@media(forced-colors:active){.failed{border:1px solid}}`;
let look;

export function failed(thread, unlistedFor, said) {
  if (unlistedFor) return unlisted(thread, unlistedFor);
  const { root, kit: { make } } = thread, words = make("span"), button = said.querySelector("button");
  const held = root.activeElement === button;
  if (!look) (look = new CSSStyleSheet()).replaceSync(FAILED);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((one) => one !== look), look];
  // The sentence has its own direction, and the block is the page's.
  said.removeAttribute("dir");
  words.dir = "auto";
  said.className = "failed";
  words.append(...[...said.childNodes].filter((one) => one !== button));
  said.append(drawing("alert"), words, button);
  if (held) button.focus();
}

// The widget did not come. Whoever waits for it hears so: words stay where they are, and the rest has a page of its own.
function missed(thread) {
  const { queue, words, ownPage, kit: { make } } = thread;
  for (const { calm } of queue) calm?.();
  const link = queue.find(({ target }) => target.href)?.target;
  if (link) location.assign(link.href);
  else if (queue.length) {
    const again = () => { heard(thread); thread.wake(); };
    say("care", thread, [thread.lost, make("a", { href: ownPage, textContent: words[4] })], words[3], again);
  }
}

// A block in the place of the news: what it says, and what can be done.
function say(ground, { section, kit: { make } }, said, label, act) {
  const place = section.querySelector(":scope > .n"), words = make("p"), deeds = make("div", { className: "do" });
  const box = make("div", { className: `s wide ${ground}` });
  words.append(...said);
  deeds.append(make("button", { textContent: label, onclick: () => { place.replaceChildren(); act(); } }));
  box.append(drawing(ground ? "alert" : "copy"), words, deeds);
  place.replaceChildren(box);
  return box;
}

// What was pressed before the widget is there shows at once that it has been heard.
export function heard(thread) {
  for (const one of thread.queue) {
    const { target, type, root } = one, button = type === "submit" ? target.querySelector("[part=button]") : target;
    if (one.calm || (type === "submit" && button.ariaBusy)) continue;
    button.ariaBusy = "true";
    const said = thread.kit.make("p", { className: "n", role: "status" });
    one.calm = () => { button.ariaBusy = null; said.remove(); };
    if (type !== "submit") continue;
    root.after(said);
    // What comes into a region that is there already is read out.
    said.textContent = wordsFor(thread).sending;
  }
}

/* ---- going to a comment ---- */

// Goes where the address, or `highlight`, points; and says so where that is gone.
export async function follow(thread) {
  const { section, goal } = thread;
  if (!goal || (await goTo(thread, goal)) || section !== thread.section || !thread.widget) return;
  // It may be in the other conversation of the page.
  if (known.size > 1) return;
  const [gone, on] = wordsFor(thread).gone;
  const box = say("", thread, [gone], on, () => {
    const first = section.querySelector("article") ?? section.querySelector("#porch-e");
    first.tabIndex = -1;
    first.focus();
  });
  box.scrollIntoView({ block: "center" });
}

// Opens what hides it, scrolls, focuses and marks it. Resolves to whether it was found.
export async function goTo(thread, link) {
  const anchor = thread.kit.ANCHOR, id = String(link).replace(anchor, ""), find = () => thread.root.getElementById(anchor + id);
  if (!thread.section) await thread.load();
  // Not on this page of the thread: the widget looks through the next ones.
  if (!find() && (await thread.wake())) await thread.widget?.find(id);
  const article = find();
  if (!article) return false;
  for (let at = article; at; at = at.parentElement) if (at.localName === "details") at.open = true;
  reopen(article);
  article.tabIndex = -1;
  article.scrollIntoView();
  article.focus({ preventScroll: true });
  delete thread.root.querySelector("[data-mark]")?.dataset.mark;
  article.dataset.mark = "";
  // What was never on screen had no height yet, so the first way there may miss.
  for (let i = 0; i < 3; i++) {
    await new Promise(requestAnimationFrame);
    article.scrollIntoView();
  }
  return true;
}

/* ---- what is kept ---- */

// The page's owner decides anew: what was kept for now is kept for good, or all of it goes.
export function setStorage(thread, mode) {
  thread.storage = mode;
  try {
    if (thread.allowed()) for (const [key, value] of thread.kept) localStorage[key] = value;
    if (mode === "none") {
      for (const key of Object.keys(localStorage)) if (key.startsWith(thread.keyOf(""))) delete localStorage[key];
    }
  } catch { /* no storage here */ }
}
