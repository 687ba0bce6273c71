import { conversation, equal, ok, replacing, test } from "harness";
import { showCard } from "../card.js";
import { bindings } from "./sheets_bindings.js";

const PAGE = `<section lang="de" dir="ltr" data-site="bakery"><article id="porch-c-1"><bdi part="author" tabindex="0">Ada</bdi></article></section>`;

// Opens a card; answers the conversation, the name, the dialog, what the WebAssembly was given, and what was called.
async function opened(more = {}) {
  const thread = conversation(PAGE, more), calls = [], given = {}, name = thread.root.querySelector("bdi");
  name.focus();
  const stand = {
    open_card: (bridge, dialog, texts, options) => {
      Object.assign(given, { bridge, texts, options });
      dialog.innerHTML = `<h2>Ada</h2><a href="${location.href.split("#")[0]}#porch-c-7">Rye</a>`;
      return { end: () => calls.push(["end"]) };
    },
  };
  const style = new CSSStyleSheet(), authors = { mute: (...author) => calls.push(author), isMuted: (id) => id === "b", openAbout: () => calls.push(["about", thread.root.activeElement?.textContent, !!thread.root.querySelector("dialog")]) };
  const opening = { name, comment: "1", own: false };
  const dialog = await replacing(bindings, stand, () => showCard(thread, { code: "code", texts: "texts", style }, opening, authors));
  return { thread, name, dialog, calls, given, style };
}

const closed = (dialog) => new Promise((go) => dialog.addEventListener("close", () => setTimeout(go)));

test("card: it is a modal dialog beside the name, and the focus goes back there", async () => {
  const { thread, name, dialog, calls, given, style } = await opened(), end = closed(dialog);
  ok(dialog.matches(":modal") && dialog.getRootNode() === thread.root && thread.root.adoptedStyleSheets.includes(style));
  equal([dialog.lang, dialog.className, dialog.getAttribute("aria-labelledby")], ["de", "person-sheet author-card", "porch-sheet-title"]);
  ok(dialog.style.getPropertyValue("--_left") && dialog.style.getPropertyValue("--_room"), "its place");
  equal(given.options, { server: "https://talk.test", site: "bakery", lang: "de", comment: "1", name: "Ada", own: false });
  given.bridge.close();
  await end;
  equal([dialog.isConnected, thread.root.activeElement === name, calls], [false, true, [["end"]]]);
});

test("card: the name that was drawn anew meanwhile gets the focus", async () => {
  const { thread, name, dialog } = await opened(), end = closed(dialog);
  name.outerHTML = name.outerHTML;
  dialog.close();
  await end;
  equal(thread.root.activeElement?.textContent, "Ada");
});

test("card: months have their year unless it is this one, and mutes are passed on", async () => {
  const { dialog, given, calls } = await opened();
  equal([given.bridge.month(Date.UTC(2024, 2, 3, 12)), given.bridge.month(Date.now()).includes(" ")], ["März 2024", false]);
  given.bridge.mute("b", "Ben", true);
  equal([calls, given.bridge.is_muted("a"), given.bridge.is_muted("b")], [[[{ id: "b", name: "Ben" }, true]], false, true]);
  dialog.close();
});

test("card: \"About you\" opens once the card is gone and the name has the focus, to which the sheet returns", async () => {
  const { dialog, given, calls } = await opened(), end = closed(dialog);
  given.bridge.about_you();
  equal([dialog.open, calls], [false, []]);
  await end;
  equal(calls, [["end"], ["about", "Ada", false]]);
});

test("card: a press beside it closes it, one in it does not", async () => {
  const { dialog } = await opened(), press = (clientX) => dialog.dispatchEvent(new MouseEvent("click", { clientX, clientY: dialog.getBoundingClientRect().top + 1 }));
  const { left, right } = dialog.getBoundingClientRect();
  press((left + right) / 2);
  ok(dialog.open);
  press(left - 5);
  ok(!dialog.open);
});

test("card: a comment that is followed gets the focus, and the page's router may show it", async () => {
  const followed = [], { thread, dialog } = await opened({ emit(name, detail) { followed.push([name, detail.kind]); return false; } });
  const end = closed(dialog), article = thread.root.querySelector("article");
  dialog.querySelector("a").click();
  article.tabIndex = -1;
  article.focus();
  await end;
  equal([followed, dialog.isConnected, thread.root.activeElement === article, location.hash], [[["navigate", "comment"]], false, true, ""]);
});

test("card: it ends with the conversation", async () => {
  const { thread, dialog, calls } = await opened(), end = closed(dialog);
  thread.fetching.abort();
  await end;
  equal([dialog.isConnected, calls], [false, [["end"]]]);
});
