// What a conversation needs once somebody means to write. The build puts this behind the widget's bindings, in the same
// module: `__wbg_init` and `take_over` are theirs. `thread` is the loader's Thread, and `thread.kit` what it lends.

// Starts the widget on what the server drew. Resolves to whether it is there.
export async function awake(thread, code, page, fresh) {
  const { section, instance, kit: { BUILD, turn } } = thread;
  await __wbg_init({ module_or_path: code });
  // The browser may breathe: starting the instance was a task of its own.
  await turn("user-blocking");
  if (section !== thread.section) return false;
  // Another build's rendering cannot be taken over, and neither can a broken one: it is drawn anew.
  const anew = instance > 0 || section.dataset.build !== BUILD.id;
  if (anew) thread.carry();
  const widget = take_over(bridge(thread, section, instance, fresh), section, page, {
    server: thread.server, site: section.dataset.site, page: thread.page, lang: thread.lang, order: section.dataset.order,
    heading: thread.is("heading-level") ?? "2", fresh: anew,
  });
  thread.widget = widget;
  for (const news of thread.news) widget.changed(news);
  for (const { root } of thread.queue) widget.hurry(root);
  return true;
}

// Everything the widget may ask of the element, and nothing else.
function bridge(thread, section, instance, fresh) {
  const { turn, dress, ANCHOR } = thread.kit, { signal } = thread.fetching;
  known(thread, section);
  return {
    turn,
    // Yew never takes its listeners from a root, nor lets go of what they know: so that is done for it, at the end.
    lend(root) {
      root.addEventListener = (type, act, how) => {
        EventTarget.prototype.addEventListener.call(root, type, act, { ...how, signal });
        signal.addEventListener("abort", () => act._wbg_cb_unref?.(), { once: true });
      };
    },
    dress: (article) => dress(article, thread.lang),
    taken(root) {
      thread.taken.add(root);
      if (root.className === "c") thread.put();
      // A form that was sent twice is sent once.
      const early = thread.queue.filter((one, at, all) =>
        one.root === root && !all.slice(0, at).some(({ type, target }) => type === "submit" && target === one.target));
      thread.queue = thread.queue.filter((one) => one.root !== root);
      early.forEach(again);
    },
    fresh: (count) => fresh(thread, count),
    total: (total) => (section.dataset.total = total),
    emit(name, detail) {
      if (name !== "submit") return void thread.emit(name, detail);
      // The page may say no, with a sentence of its own.
      let veto;
      detail.reject = (why) => (veto = String(why ?? ""));
      const ok = thread.emit(name, detail, true);
      return ok && veto == null ? undefined : veto ?? "";
    },
    // What goes along with the words. Nobody waits long for it: without it, they are read by the host first, at worst.
    complete: (comment) => Promise.race([
      thread.work().then(({ complete }) => complete(thread, comment)),
      new Promise((go) => setTimeout(go, 1e3)),
    ]).then(() => comment, () => comment),
    recall: (name) => thread.recall(name) ?? undefined,
    keep(name, text) {
      thread.keep(name, text);
      if (name === "regular") known(thread, section);
    },
    title: () => thread.is("page-title") ?? document.title,
    url: (id) => `${pageUrl(thread).split("#")[0]}#${ANCHOR}${id}`,
    // Not at once: the instance is just breaking.
    broke: (message) => setTimeout(() => recover(thread, section, instance, message)),
  };
}

// Who has been here a while is not shown the house rules.
const known = (thread, section) => thread.recall("regular") && (section.dataset.regular = "");

// Where the page is for others: an address of the web, or the document's own.
function pageUrl(thread) {
  try {
    const { protocol, href } = new URL(thread.is("page-url"), location);
    if (thread.is("page-url") && /^https?:$/.test(protocol)) return href;
  } catch { /* no address */ }
  return location.href;
}

function again({ target, type, calm }) {
  calm?.();
  if (type === "submit") target.requestSubmit();
  else target.click();
}

// A panic ended the instance: the words are carried over to a new one, which draws everything itself.
function recover(thread, section, instance, message) {
  if (instance !== thread.instance || section !== thread.section) return;
  thread.error("version", message, true);
  thread.carry();
  thread.widget = thread.waking = undefined;
  thread.taken = new WeakSet();
  // What was pressed meanwhile is gone with its buttons; what was typed is not.
  thread.queue = [];
  thread.instance++;
  if (instance < 2) thread.wake();
  else withoutWasm(thread, "version");
}

// Where WebAssembly isn't allowed: a plain form to the server, and its own page for the rest.
export function withoutWasm(thread, why) {
  const { section, server, site, ownPage, kit: { make } } = thread, form = section.querySelector(".c form");
  thread.error(why, "writing works by a plain form");
  thread.plain = (event) => {
    const article = event.target.closest("article"), more = event.target.closest(".g");
    if (event.type === "click" && !more) location.assign(`${ownPage}#${article?.id ?? ""}`);
    // They are the server's now, or come back with its refusal: kept here, they might be sent twice.
    if (event.type === "submit") setTimeout(() => {
      thread.keep(thread.draft);
      event.target.reset();
    });
  };
  if (form) {
    form.action = `${server}/c/${site}`;
    const fields = { page: thread.page, title: document.title, parent: "", key: crypto.randomUUID() };
    for (const [name, value] of Object.entries(fields)) form.append(make("input", { type: "hidden", name, value }));
  }
  thread.queue.splice(0).forEach(again);
  return false;
}
