import { showBlock } from "../live/block.js";
import { failed } from "../live/failure.js";
import { follow, goTo } from "../live/go_to.js";
import { icon } from "../live/icons.js";
import { drawn, tune } from "../live/main.js";
import { offline } from "../live/offline.js";
import { setStorage } from "../live/storage.js";
import { know, known } from "../live/threads.js";
import { conversation, equal, ok, replacing, test, until } from "./harness.js";

know(new Set());
const PAGE = `<section data-key="rye" data-total="2"><i id="porch-e"></i><div class="notice-line"></div><div class="section-head"><details class="order-menu"><summary></summary></details></div>
  <div class="composer-area"><div class="composer-root"><form><textarea name="body"></textarea></form></div></div>
  <article id="porch-c-1"></article><details><summary></summary><article id="porch-c-2"></article></details></section>`;

test("go_to: the branch around a comment opens, and the comment is marked and focused", async () => {
  const thread = conversation(PAGE), find = (id) => thread.root.querySelector(`#porch-c-${id}`);
  equal(await goTo(thread, "porch-c-2"), true);
  equal([thread.root.querySelector("section > details").open, thread.root.activeElement === find(2)], [true, true]);
  await goTo(thread, "1");
  equal([...thread.root.querySelectorAll("[data-mark]")].map(({ id }) => id), ["porch-c-1"]);
  equal(await goTo(thread, "3"), false);
});

test("go_to: the widget looks for a comment on the next pages, and its absence is said", async () => {
  const looked = [], thread = conversation(PAGE, { goal: "9", wake: async () => true, widget: { find: async (id) => looked.push(id) } });
  await follow(thread);
  equal(looked, ["9"]);
  const button = thread.root.querySelector(".notice-line button");
  button.click();
  equal([thread.root.querySelector(".notice-line").children.length, thread.root.activeElement?.id], [0, "porch-c-1"]);
});

test("block: its button removes it and acts", () => {
  let acted = 0;
  const thread = conversation(PAGE), box = showBlock("tone-care", thread, ["It failed."], "Try again", () => (acted += 1));
  ok(box.className.includes("tone-care") && box.querySelector("p").textContent === "It failed.");
  box.querySelector("button").click();
  equal([acted, box.isConnected], [1, false]);
});

test("failure: the message keeps its button's focus; on a page that no site lists nothing is shown", async () => {
  const thread = conversation(`<p>Not loaded. <a href="#">own page</a><button>again</button></p>`), line = thread.root.querySelector("p");
  thread.root.querySelector("button").focus();
  failed(thread, undefined, line);
  equal([line.className, line.querySelector("span").textContent, thread.root.activeElement?.textContent], ["failed", "The comments didn’t load. Read them on their own page", "Try again"]);
  let warned = 0;
  await replacing(console, { warn: () => (warned += 1) }, () => failed(conversation(PAGE, { kit: { ...thread.kit, threads: known } }), "site-unknown", line));
  equal(warned, 1);
});

test("icons: an icon is a path that a screen reader skips", () => {
  const { ariaHidden, firstChild } = icon("lock");
  ok(ariaHidden === "true" && firstChild.getAttribute("d").startsWith("M5 9"));
});

test("offline: a banner says so until the browser is back", async () => {
  let online = 0;
  const thread = conversation(PAGE, { widget: { online: () => (online += 1) } });
  known.add(thread);
  await offline();
  await offline();
  equal([thread.state, thread.root.querySelectorAll("[role=status]").length], ["offline", 1]);
  dispatchEvent(new Event("online"));
  equal([thread.state, thread.root.querySelectorAll("[role=status]").length, online], ["ready", 0, 1]);
  known.delete(thread);
});

test("storage: what was kept for the page is saved for good, or deleted", () => {
  localStorage.clear();
  const thread = conversation(PAGE, { kept: new Map([["porch:name", "Ben"]]) });
  setStorage(Object.assign(thread, { allowed: () => true }), "allow");
  equal(localStorage["porch:name"], "Ben");
  localStorage.other = "stays";
  setStorage(Object.assign(thread, { allowed: () => false }), "none");
  equal([thread.storage, localStorage["porch:name"], localStorage.other], ["none", undefined, "stays"]);
  localStorage.clear();
});

test("main: a visitor who has posted here gets the widget at once", async () => {
  let woken = 0;
  const kit = { ...conversation(PAGE).kit, threads: known };
  const thread = conversation(PAGE, { kit, looks: false, own: new CSSStyleSheet(), element: document.createElement("i"), wake: async () => (woken += 1) });
  drawn(thread, thread.life.signal);
  ok(thread.lost.length > 0);
  equal(woken, 0);
  thread.keep("me", "a");
  drawn(thread, thread.life.signal);
  equal(woken, 1);
  tune(thread);
  await until(() => true);
});
