// The visitor's sheets: signing in, and what is stored about them. Their WebAssembly, which draws profile cards, too, is loaded
// when one is opened.

import { mute, mutedAuthors } from "./authors.js";
import { showBlock } from "./block.js";
import { BUILD } from "./build.js";
import { askPage, askPageOnce } from "./identity.js";
import { fetchText, textsFor } from "./text.js";

// Opens a sheet: "sign-in" or "about"; with an address, a code is asked for at once. Resolves to whether it is open.
export function openSheet(thread, kind, mail) {
  const told = {
    changed: (change, before) => changed(thread, change, before), mute: (author, isMuted) => mute(thread, author, isMuted), askPage,
  };
  const show = ({ showSheet }, parts) => showSheet(thread, parts, { kind, mail, muted: mutedAuthors(thread) }, told);
  // The address is in these functions alone: it is stored nowhere.
  return openDialog(thread, show, () => openSheet(thread, kind, mail));
}

// Loads what a dialog is drawn with, and has it shown, unless one is open. Where that fails, the visitor may try `again`.
export async function openDialog(thread, show, again) {
  const { root, server, kit: { bare, module, once } } = thread;
  if (root.querySelector("dialog")) return false;
  const [js, wasm, css] = [BUILD.sheets_js, BUILD.sheets_wasm, BUILD.sheets_css];
  try {
    const [start, code, texts, style] = await Promise.all([
      module(server + js[0], js[1]),
      once(`${server}.sheets`, () => WebAssembly.compileStreaming(fetch(server + wasm[0], { integrity: wasm[1] }))),
      fetchText(thread, "sheets.txt"),
      once(`${server}.sheets.css`, async () => new CSSStyleSheet().replace(await (await bare(server + css[0], { integrity: css[1] })).text())),
    ]);
    // Pressed twice, or the conversation has ended meanwhile.
    if (!thread.section?.isConnected || root.querySelector("dialog")) return false;
    await show(start, { code, texts, style });
    return true;
  } catch (problem) {
    if (!thread.section?.isConnected) return false;
    const { sheetLost, retry } = textsFor(thread);
    showBlock("tone-care", thread, [sheetLost], retry, again).scrollIntoView({ block: "nearest" });
    thread.error("network", problem, true);
    return false;
  }
}

// The visitor is somebody else now: the conversation is rendered anew, with what is theirs.
async function changed(thread, { what, name, token }, before) {
  keepToken(thread, token);
  const isSignedIn = what === "signed-in", at = before?.closest("article")?.id;
  if (!isSignedIn || name) nameBy(thread, isSignedIn ? name : undefined);
  // They have a cookie now; without one there is nothing to ask for.
  thread.keep("me", isSignedIn ? "2" : undefined);
  if (!isSignedIn) thread.keep("regular");
  await thread.refresh();
  // The focus was on a node that is gone.
  const { root } = thread;
  if (!root.activeElement) (root.getElementById(at ?? "") ?? thread.field)?.focus({ preventScroll: true });
}

// The visitor has this name from now on; none: whoever writes next is somebody else.
function nameBy(thread, name) {
  thread.keep("name", name);
  for (const field of thread.root.querySelectorAll("input[name=name]")) field.value = name ?? "";
}

// The page has signed in somebody who writes. What they are typing stays where it is.
function knownByPage(thread, name, token) {
  keepToken(thread, token);
  thread.keep("me", "2");
  if (name) nameBy(thread, name);
  thread.widget?.refresh_own();
}

// Where the browser keeps no cookie, the token that is sent in its place is in memory alone, for as long as it counts: ten
// minutes, less what the answer may have been on its way.
function keepToken(thread, token) {
  const key = thread.keyOf("token");
  clearTimeout(thread.forgetting);
  if (!token) return void thread.kept.delete(key);
  thread.kept.set(key, token);
  thread.forgetting = setTimeout(() => {
    thread.kept.delete(key);
    thread.widget?.refresh_own();
  }, 58e4);
}

// What is known of the visitor is asked for when they begin to write: it says whether they may leave an address. Of
// those who have written here before, the widget asks it by itself.
export function askWhoWrites(thread) {
  if (thread.widget) askPageOnce(thread, (name, token) => knownByPage(thread, name, token));
  if (!thread.widget || thread.askedFor === thread.section || thread.recall("me")) return;
  thread.askedFor = thread.section;
  thread.widget.refresh_own();
}

// A comment is being sent: takes the address out of its form. It is in memory from here on, and nowhere else.
export function takeMail(thread, { replyTo }) {
  const { root, section, kit: { ANCHOR } } = thread;
  const place = replyTo ? root.getElementById(ANCHOR + replyTo) : section.querySelector(".composer-root");
  const field = place?.querySelector("form")?.elements.mail;
  if (!field?.value.trim()) return;
  thread.mail = field.value.trim();
  field.value = "";
}

// The comment has arrived: if its author has left an address, a code is sent there.
export function commentArrived(thread) {
  const { mail } = thread;
  thread.mail = undefined;
  if (mail) openSheet(thread, "sign-in", mail);
}

// "Sign in" and "About you", below the composer. The page may show a sign-in of its own.
export function openOnPress(thread, { target }) {
  const entry = target.closest(".sheet-entry"), kind = entry?.dataset.sheet;
  const byPage = (name, token) => changed(thread, { what: "signed-in", name, token }, entry);
  if (entry && (kind !== "sign-in" || askPage(thread, kind, byPage))) openSheet(thread, kind);
  return entry;
}
