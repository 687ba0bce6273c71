// What a conversation needs once the visitor is about to write. The build bundles this file and what it imports with the
// widget's bindings. `thread` is the loader's Thread, and `thread.kit` the functions that it passes on.

import { __wbg_init, take_over } from "widget-bindings";

import { fireSubmit, urlOf } from "./page_events.js";
import { withoutWasm } from "./plain_form.js";
import { repeat, repeatOnNewButton } from "./queue.js";

export { withoutWasm } from "./plain_form.js";

// Starts the widget on the server's rendering. Resolves to whether it is there.
export async function startWidget(thread, code, page, later) {
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
    thread.sent = queued.some(({ type, root }) => type === "submit" && root.className === "composer-root");
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
  for (const { root } of thread.queue) widget.prioritize_root(root);
  later.openAgain(thread, widget).catch(() => {});
  return true;
}

// The visitor comes back to the page, or leaves it, perhaps for good.
function followVisibility(thread, widget) {
  const { signal } = thread.fetching, ifCurrent = (act) => () => thread.widget === widget && act();
  const visible = ifCurrent(() => widget.on_page_visible()), leave = ifCurrent(() => widget.leave());
  addEventListener("focus", visible, { signal });
  addEventListener("pagehide", leave, { signal });
  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : visible()), { signal });
}

// Everything the widget may call of the element, and nothing else.
function bridge(thread, section, instance, { showNewComments, pointerReleased, clock, carryForm, takeMail, commentArrived }) {
  const { turn, dress } = thread.kit, { signal } = thread.fetching;
  hideRulesFromRegulars(thread, section);
  return {
    yield_to_browser: turn,
    // Yew never removes its listeners from a root, nor frees their closures: this does both, at the end.
    guard_listeners(root) {
      root.shut = root.querySelectorAll("details:not([open])");
      root.addEventListener = (type, act, how) => {
        EventTarget.prototype.addEventListener.call(root, type, act, { ...how, signal });
        signal.addEventListener("abort", () => act._wbg_cb_unref?.(), { once: true });
      };
    },
    decorate_comment(article) {
      dress(article, thread);
      thread.fit(article);
      // A stub has no author.
      if (article.querySelector(":scope > .comment-stub")) article.ariaLabel = null;
    },
    root_hydrated(root) {
      thread.taken.add(root);
      // Hydration has set the `open` attribute again.
      root.shut?.forEach((branch) => (branch.open = false));
      if (root.className === "composer-root") {
        thread.put();
        if (thread.sent) thread.sent = root.querySelector("form").requestSubmit();
      }
      // A form that was submitted twice is submitted once.
      const queued = thread.queue.filter((one, at, all) =>
        one.root === root && !all.slice(0, at).some(({ type, target }) => type === "submit" && target === one.target));
      thread.queue = thread.queue.filter((one) => one.root !== root);
      queued.forEach(repeat);
    },
    report_pending: (count) => showNewComments(thread, count),
    total(total) {
      section.dataset.total = total;
      // The page's first comment may be the visitor's own.
      if (/ready|empty/.test(thread.state)) thread.become(total ? "ready" : "empty");
    },
    emit(name, detail) {
      if (name === "submit") return fireSubmit(thread, detail) ?? takeMail(thread, detail);
      thread.emit(name, detail);
      if (name === "posted") commentArrived(thread);
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
    storage_is_persistent: () => thread.allowed(),
    wait_pointer_released: pointerReleased,
    clock: (moment) => clock(moment, thread.lang),
    title: () => thread.is("page-title") ?? document.title,
    url: (id) => urlOf(thread, id),
    // Not at once: the instance is just panicking.
    report_panic: (message) => setTimeout(() => recover(thread, section, instance, message, carryForm)),
  };
}

// Regular visitors are not shown the house rules.
const hideRulesFromRegulars = (thread, section) => thread.recall("regular") && (section.dataset.regular = "");

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
