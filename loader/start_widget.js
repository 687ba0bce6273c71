// What a conversation needs once the visitor is about to write. The build puts this behind the widget's bindings, in
// the same module: `__wbg_init` and `take_over` are theirs. `thread` is the loader's Thread, and `thread.kit` the
// functions that it passes on.

// Starts the widget on the server's rendering. Resolves to whether it is there.
export async function awake(thread, code, page, later) {
  const { section, instance, kit: { BUILD, turn } } = thread;
  await __wbg_init({ module_or_path: code });
  // Yields to the browser: starting the instance was a task of its own.
  await turn("user-blocking");
  if (section !== thread.section) return false;
  // The rendering of another build cannot be hydrated, nor a broken or an outdated one: it is rendered anew.
  const { build, version } = section.dataset, isNewRendering = instance > 0 || build !== BUILD.id || page.version !== version;
  const queued = isNewRendering ? thread.queue.splice(0) : [];
  if (isNewRendering) {
    thread.carry();
    // Queued clicks lose their buttons, and are repeated on the new ones; a submitted text is sent from the new field.
    thread.sent = queued.some(({ type, root }) => type === "submit" && root.className === "c");
    for (const { calm } of queued) calm?.();
  }
  const widget = take_over(bridge(thread, section, instance, later), section, page, {
    server: thread.server, site: section.dataset.site, page: thread.page, lang: thread.lang, texts: later.texts, order: section.dataset.order,
    heading: thread.is("heading-level") ?? "2", fresh: isNewRendering,
  });
  thread.widget = widget;
  for (const one of queued) repeatOnNewButton(thread, widget, one);
  const destroy = widget.destroy.bind(widget);
  widget.destroy = () => { later.carryForm(thread, section); destroy(); };
  followVisibility(thread, widget);
  later.works(thread);
  for (const news of thread.news) widget.changed(news);
  for (const { root } of thread.queue) widget.hurry(root);
  later.openAgain(thread, widget).catch(() => {});
  return true;
}

// Before the widget is there, a comment has one button that needs it, and so has the end of the list.
function repeatOnNewButton(thread, widget, { target, type, root }) {
  const article = target.closest("article"), foot = thread.section.querySelector(".f");
  if (type === "submit") return;
  if (article) widget.open(article.id.slice(thread.kit.ANCHOR.length), "reply");
  else if (root.className === "f") thread.queue.push({ root: foot, type, target: { click: () => foot.querySelector("button, .g")?.click() } });
}

// The visitor comes back to the page, or leaves it, perhaps for good.
function followVisibility(thread, widget) {
  const { signal } = thread.fetching, ifCurrent = (act) => () => thread.widget === widget && act();
  const look = ifCurrent(() => widget.look()), leave = ifCurrent(() => widget.leave());
  addEventListener("focus", look, { signal });
  addEventListener("pagehide", leave, { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : look()), { signal });
}

// Everything the widget may call of the element, and nothing else.
function bridge(thread, section, instance, { fresh, still, clock, carryForm }) {
  const { turn, dress } = thread.kit, { signal } = thread.fetching;
  hideRulesFromRegulars(thread, section);
  return {
    turn,
    // Yew never removes its listeners from a root, nor frees their closures: this does both, at the end.
    lend(root) {
      root.shut = root.querySelectorAll("details:not([open])");
      root.addEventListener = (type, act, how) => {
        EventTarget.prototype.addEventListener.call(root, type, act, { ...how, signal });
        signal.addEventListener("abort", () => act._wbg_cb_unref?.(), { once: true });
      };
    },
    dress(article) {
      dress(article, thread);
      thread.fit(article);
      // A stub has no author: no letter, no hue, no name.
      if (article.querySelector(":scope > .x")) {
        for (const name of ["data-m", "data-h", "aria-label"]) article.removeAttribute(name);
      }
    },
    taken(root) {
      thread.taken.add(root);
      // Hydration has set the `open` attribute again.
      root.shut?.forEach((branch) => (branch.open = false));
      if (root.className === "c") {
        thread.put();
        if (thread.sent) thread.sent = root.querySelector("form").requestSubmit();
      }
      // A form that was submitted twice is submitted once.
      const queued = thread.queue.filter((one, at, all) =>
        one.root === root && !all.slice(0, at).some(({ type, target }) => type === "submit" && target === one.target));
      thread.queue = thread.queue.filter((one) => one.root !== root);
      queued.forEach(repeat);
    },
    fresh: (count) => fresh(thread, count),
    total(total) {
      section.dataset.total = total;
      // The page's first comment may be the visitor's own.
      if (/ready|empty/.test(thread.state)) thread.become(total ? "ready" : "empty");
    },
    emit(name, detail) {
      return name === "submit" ? fireSubmit(thread, detail) : void thread.emit(name, detail);
    },
    // Adds the proof of work. It waits a second at most: without the proof, the comment is held at worst.
    complete: (comment) => Promise.race([
      thread.work().then(({ complete }) => complete(thread, comment)),
      new Promise((go) => setTimeout(go, 1e3)),
    ]).then(() => comment, () => comment),
    recall: (name) => thread.recall(name) ?? undefined,
    keep(name, text) {
      thread.keep(name, text);
      if (name === "regular") hideRulesFromRegulars(thread, section);
    },
    keeps: () => thread.allowed(),
    still,
    clock: (moment) => clock(moment, thread.lang),
    title: () => thread.is("page-title") ?? document.title,
    url: (id) => urlOf(thread, id),
    // Not at once: the instance is just panicking.
    broke: (message) => setTimeout(() => recover(thread, section, instance, message, carryForm)),
  };
}

// The page may veto, with a message of its own.
function fireSubmit(thread, detail) {
  let veto;
  detail.reject = (why) => (veto = String(why ?? ""));
  const ok = thread.emit("submit", detail, true);
  return ok && veto == null ? undefined : veto ?? "";
}

const urlOf = (thread, id) => `${pageUrl(thread).split("#")[0]}#${thread.kit.ANCHOR}${id}`;

// Regular visitors are not shown the house rules.
const hideRulesFromRegulars = (thread, section) => thread.recall("regular") && (section.dataset.regular = "");

// The page's public address: the attribute's, or the document's own.
function pageUrl(thread) {
  try {
    const { protocol, href } = new URL(thread.is("page-url"), location);
    if (thread.is("page-url") && /^https?:$/.test(protocol)) return href;
  } catch { /* no address */ }
  return location.href;
}

function repeat({ target, type, calm }) {
  calm?.();
  if (type === "submit") target.requestSubmit();
  else target.click();
}

// A panic ended the instance: the text is carried over to a new one, which renders everything itself.
function recover(thread, section, instance, message, carryForm) {
  if (instance !== thread.instance || section !== thread.section) return;
  thread.error("version", message, true);
  thread.carry();
  carryForm(thread, section);
  thread.widget = thread.waking = undefined;
  thread.taken = new WeakSet();
  // What was pressed meanwhile is gone with its buttons; what was typed is not.
  thread.queue = [];
  thread.instance++;
  if (instance < 2) thread.wake();
  else withoutWasm(thread, "version");
}

// Where WebAssembly isn't allowed: a plain form to the server, and its own page for the rest.
export function withoutWasm(thread, why, still = async () => {}) {
  const { section, server, site, ownPage, kit: { make } } = thread, form = section.querySelector(".c form");
  thread.error(why, "writing works by a plain form");
  thread.plain = (event) => {
    const article = event.target.closest("article"), more = event.target.closest(".g");
    if (event.type === "click" && !more) location.assign(`${ownPage}#${article?.id ?? ""}`);
  };
  if (form) {
    form.action = `${server}/c/${site}`;
    const fields = { page: thread.page, title: document.title, parent: "", key: crypto.randomUUID(), lang: section.lang };
    for (const [name, value] of Object.entries(fields)) form.append(make("input", { type: "hidden", name, value }));
    plainForm(thread, section, form, still);
  }
  thread.queue.splice(0).forEach(repeat);
  return false;
}

// The page's policy may forbid forms to other addresses, and the text would be lost with the page: so a script sends
// it, and shows the result where it was written. What is typed is saved as the widget does it.
function plainForm(thread, section, form, still) {
  const { signal } = thread.life, { body, name, key } = form.elements, draft = `draft:${section.dataset.key}:`;
  let sending;
  body.value ||= thread.recall(draft) ?? "";
  name.value ||= thread.recall("name") ?? "";
  form.addEventListener("input", () => thread.keep(draft, body.value || undefined), { signal });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (sending) return;
    const veto = fireSubmit(thread, { page: thread.page, replyTo: "", text: body.value });
    if (veto != null) return say(form, veto, true);
    sending = true;
    try {
      const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(new FormData(form)) });
      const { said, field, id } = await answer.json();
      await still();
      // Until there is a response, the same text has the same key, and counts once.
      key.value = crypto.randomUUID();
      say(form, said ?? thread.lost, !answer.ok, field);
      if (answer.ok) await taken(thread, form, draft, said, id);
    } catch {
      say(form, thread.lost, true);
    } finally {
      sending = false;
    }
  }, { signal });
}

// The server has the comment: published, or held.
async function taken(thread, form, draft, said, id) {
  const { body, name } = form.elements;
  thread.keep(draft);
  thread.keep("name", name.value);
  body.value = "";
  thread.emit("posted", { id: id ?? "", url: id ? urlOf(thread, id) : "", status: id ? "published" : "held" });
  // A held comment is announced in the form; the on-screen keyboard of a phone would cover that.
  if (!id) form.tabIndex = -1, form.focus();
  if (!id || form !== thread.field?.form) return;
  await thread.refresh();
  const newForm = thread.section?.querySelector(".c form");
  if (newForm) say(newForm, said);
  await thread.goTo(id);
}

// One sentence below a field, and which field has to be changed.
function say(form, said, wrong = false, field) {
  const place = form.querySelector(".n"), { body, name } = form.elements;
  place.textContent = said;
  place.classList.toggle("care", wrong);
  place.id = "porch-n";
  for (const one of [body, name]) {
    one.ariaInvalid = one.name === field ? "true" : null;
    if (one.name !== field) one.removeAttribute("aria-describedby");
    else one.setAttribute("aria-describedby", place.id), one.focus();
  }
}
