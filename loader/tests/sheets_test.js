import { askWhoWrites, commentArrived, openOnPress, openSheet, takeMail } from "../live/sheets.js";
import { conversation, equal, ok, replacing, test, until } from "./harness.js";

const PAGE = `<section data-key="rye"><div class="notice-line"></div><div class="composer-root"><form><textarea name="body"></textarea>
  <input name="name"><input name="mail"></form><button class="sheet-entry" data-sheet="about">About you</button></div>
  <article id="porch-c-1"><form><input name="mail"></form></article></section>`;

// A conversation whose sheets load, or fail as often as `failures` says; `shown` has what was opened.
function talking(failures = 0) {
  const shown = [], thread = conversation(PAGE), say = [];
  const showSheet = async (of, parts, { muted, ...opening }, { changed, mute }) => { shown.push({ parts, opening, muted, changed, mute }); };
  Object.assign(thread.kit, {
    module: async (href, integrity) => { say.push([href, integrity]); return { showSheet }; },
    once: async (key) => { if (key.endsWith(".sheets") && failures-- > 0) throw new Error("offline"); return key; },
  });
  return Object.assign(thread, { shown, say });
}

test("sheets: code, texts and style are loaded together, each checked, and given to what opens the dialog", async () => {
  const thread = talking();
  ok(await openSheet(thread, "about"));
  equal(thread.say, [["https://talk.test/sheets.js", "s1"]]);
  const [{ parts, opening }] = thread.shown;
  equal(parts, { code: "https://talk.test.sheets", texts: "https://talk.test/texts.en.sheets.txt", style: "https://talk.test.sheets.css" });
  equal(opening, { kind: "about" });
});

test("sheets: one that does not load is said in a sentence, and trying again opens it", async () => {
  const thread = talking(1);
  equal(await openSheet(thread, "sign-in", "ada@lovelace.example"), false);
  const box = thread.section.querySelector(".notice-line > div"), button = box.querySelector("button");
  equal([box.querySelector("p").textContent, button.textContent], ["That sheet didn’t load.", "Try again"]);
  equal(thread.events.map(([name]) => name), ["error"]);
  button.click();
  await until(() => thread.shown.length, "the sheet");
  equal(thread.shown[0].opening, { kind: "sign-in", mail: "ada@lovelace.example" });
});

test("sheets: what this browser keeps of muted authors is shown, and is changed there", async () => {
  const thread = talking(), ben = { id: "b", name: "Ben" };
  thread.keep("muted", JSON.stringify([ben]));
  await openSheet(thread, "about");
  const [{ muted, mute }] = thread.shown;
  equal(muted, [ben]);
  mute(ben, false);
  equal(thread.recall("muted"), undefined);
});

test("sheets: only one is open", async () => {
  const thread = talking();
  thread.root.append(document.createElement("dialog"));
  equal([await openSheet(thread, "about"), thread.shown.length], [false, 0]);
});

test("sheets: the entry below the composer opens the one that it names", async () => {
  const thread = talking();
  ok(openOnPress(thread, { target: thread.section.querySelector(".sheet-entry") }));
  ok(!openOnPress(thread, { target: thread.section }));
  await until(() => thread.shown.length, "the sheet");
  equal(thread.shown[0].opening.kind, "about");
});

test("sheets: an address is taken out of the form whose comment is sent, and used once the comment has arrived", async () => {
  const thread = talking(), [composer, below] = thread.section.querySelectorAll("[name=mail]");
  [composer.value, below.value] = [" ada@lovelace.example ", "ben@lovelace.example"];
  takeMail(thread, { replyTo: "" });
  equal([composer.value, below.value, thread.shown.length], ["", "ben@lovelace.example", 0]);
  commentArrived(thread);
  commentArrived(thread);
  await until(() => thread.shown.length, "the sheet");
  equal(thread.shown.map(({ opening }) => opening.mail), ["ada@lovelace.example"]);
  takeMail(thread, { replyTo: "1" });
  equal([below.value, thread.mail], ["", "ben@lovelace.example"]);
});

test("sheets: without an address nothing opens", async () => {
  const thread = talking();
  takeMail(thread, { replyTo: "" });
  takeMail(thread, { replyTo: "gone" });
  commentArrived(thread);
  equal(thread.shown.length, 0);
});

test("sheets: who signs in is remembered, who signs out is forgotten, and the conversation is rendered anew", async () => {
  const thread = talking(), rendered = [];
  thread.refresh = async () => rendered.push([thread.recall("name"), thread.recall("me")]);
  await openSheet(thread, "sign-in");
  const { changed } = thread.shown[0];
  changed({ what: "signed-in", name: "Ada" });
  await until(() => rendered.length === 1, "the first rendering");
  changed({ what: "signed-in" });
  await until(() => rendered.length === 2, "the second rendering");
  changed({ what: "signed-out" });
  await until(() => rendered.length === 3, "the third rendering");
  equal(rendered, [["Ada", "2"], ["Ada", "2"], [undefined, undefined]]);
});

test("sheets: the focus goes to the comment where it was, or into the field", async () => {
  const thread = talking(), article = thread.section.querySelector("article");
  article.tabIndex = -1;
  await openSheet(thread, "sign-in");
  const { changed } = thread.shown[0];
  await changed({ what: "signed-in" }, article);
  equal(thread.root.activeElement?.id, "porch-c-1");
  article.blur();
  await changed({ what: "signed-in" });
  equal(thread.root.activeElement?.localName, "textarea");
});

test("sheets: who a newcomer is, is asked once they begin to write; the widget asks for the others by itself", () => {
  const thread = talking();
  let asked = 0;
  askWhoWrites(thread);
  thread.widget = { refresh_own: () => (asked += 1) };
  askWhoWrites(thread);
  askWhoWrites(thread);
  equal(asked, 1);
  thread.section = thread.section.cloneNode(true);
  thread.keep("me", "2");
  askWhoWrites(thread);
  equal(asked, 1);
});

const asks = (thread) => thread.events.filter(([name]) => name === "identity-request").map(([, { reason }]) => reason);

test("sheets: the page is asked who writes, once, and not before the widget is there", () => {
  const thread = talking();
  askWhoWrites(thread);
  equal(asks(thread), []);
  thread.widget = { refresh_own: () => {} };
  thread.keep("me", "2");
  askWhoWrites(thread);
  thread.section = thread.section.cloneNode(true);
  askWhoWrites(thread);
  equal(asks(thread), ["write"], "somebody who is known here may be somebody else on the page");
});

test("sheets: the page may show a sign-in of its own in the place of the sheet", async () => {
  const thread = talking(), entry = thread.section.querySelector(".sheet-entry");
  openOnPress(thread, { target: entry });
  await until(() => thread.shown.length, "the sheet");
  equal(asks(thread), [], "what is stored is no sign-in");
  entry.dataset.sheet = "sign-in";
  const emit = thread.emit;
  thread.emit = (...all) => { emit(...all); return false; };
  ok(openOnPress(thread, { target: entry }));
  thread.emit = emit;
  openOnPress(thread, { target: entry });
  await until(() => thread.shown.length === 2, "the second sheet");
  equal(asks(thread), ["sign-in", "sign-in"]);
});

test("sheets: who is signed in by the page while writing keeps what they typed, and has a name", async () => {
  const thread = talking(), { body, name } = thread.section.querySelector("form").elements;
  let asked = 0;
  thread.widget = { refresh_own: () => (asked += 1) };
  thread.refresh = async () => { throw new Error("it is not rendered anew"); };
  body.value = "How sour";
  askWhoWrites(thread);
  const [, { respond }] = thread.events.at(-1);
  await replacing(window, { fetch: async () => new Response('{"kept":true,"name":"Ada"}') }, async () => {
    respond("a.b.c");
    await until(() => asked === 2, "what is theirs");
  });
  equal([body.value, name.value, thread.recall("name"), thread.recall("me")], ["How sour", "Ada", "Ada", "2"]);
});

test("sheets: the token of a browser that keeps no cookie is in memory alone, until somebody else is there", async () => {
  const thread = talking(), key = thread.keyOf("token");
  await openSheet(thread, "sign-in");
  const { changed } = thread.shown[0];
  await changed({ what: "signed-in", token: "Bearer x" });
  equal([thread.kept.get(key), thread.recall("token")], ["Bearer x", undefined], "the stand-in has its storage in recall");
  await changed({ what: "signed-out" });
  equal(thread.kept.has(key), false);
  clearTimeout(thread.forgetting);
});
