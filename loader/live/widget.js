// The widget: fetched when the visitor is about to write.

import { showBlock } from "./block.js";
import { BUILD } from "./build.js";
import { carryForm, openAgain } from "./forms.js";
import { showNewComments } from "./news.js";
import { pointerReleased } from "./pointer.js";
import { askWhoWrites, commentArrived, takeMail } from "./sheets.js";
import { clock, fetchText, textsFor } from "./text.js";
import { blockedUrl, reportWriting, works } from "./writing.js";

// Fetches the widget, checked against the hashes in this file. Resolves to whether it is there.
export async function wake(thread) {
  const { server, instance, section, life, kit: { bare, module, once, turn } } = thread;
  const { version, order, key } = section.dataset;
  // The proof of work is loaded only when the visitor types.
  thread.work = () => module(server + BUILD.proof[0], BUILD.proof[1]);
  thread.root.addEventListener("input", () => thread.work().then(({ typed }) => typed(thread), () => {}), { signal: life.signal });
  // Once touched, the composer stays open: nothing below it may move when the focus leaves. Its buttons are scrolled
  // into view with it.
  const touched = async ({ target }) => {
    if (target.localName === "textarea") askWhoWrites(thread);
    const form = section.querySelector(".composer-root form:focus-within:not([data-open=''])");
    if (!form) return;
    if (form.dataset.open == null) form.dataset.open = "";
    await pointerReleased();
    await turn();
    if (form.dataset.open === "") form.scrollIntoView({ block: "nearest" });
  };
  thread.root.addEventListener("focusin", touched, { signal: life.signal });
  touched({ target: section });
  // A fragment in the address makes another instance of the same module: a panic ends an instance.
  const glue = module(server + BUILD.js[0] + (instance ? `#${instance}` : ""), BUILD.js[1]);
  try {
    new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  } catch {
    reportWriting(thread, "blocked");
    return (await glue).withoutWasm(thread, "csp-wasm", pointerReleased);
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
    const there = section === thread.section && await all[0].startWidget(thread, all[1], all[2], { texts: all[3], showNewComments, pointerReleased, clock, works, carryForm, openAgain, takeMail, commentArrived });
    // They may have begun before it was there.
    touched({ target: thread.root.activeElement ?? section });
    return there;
  } catch (problem) {
    if (section === thread.section) widgetFailed(thread);
    // The policy violation is reported a moment later.
    await turn("background");
    if (blockedUrl.startsWith(server)) reportWriting(thread, "blocked");
    throw problem;
  }
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
    showBlock("tone-care", thread, [thread.lost, make("a", { href: ownPage, textContent: readElsewhere })], retry, again);
  }
}

// Marks what was pressed before the widget is there as busy.
export function heard(thread) {
  for (const one of thread.queue) {
    const { target, type, root } = one, button = type === "submit" ? target.querySelector("[part=button]") : target;
    if (one.calm || (type === "submit" && button.ariaBusy)) continue;
    button.ariaBusy = "true";
    const said = thread.kit.make("p", { className: "notice-line", role: "status" });
    one.calm = () => { button.ariaBusy = null; said.remove(); };
    if (type !== "submit") continue;
    root.after(said);
    // A text is read aloud only if its live region is there already.
    said.textContent = textsFor(thread).sending;
  }
}
