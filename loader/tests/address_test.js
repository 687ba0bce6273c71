import { followAddress } from "../live/address.js";
import { know, known } from "../live/threads.js";
import { conversation, equal, test, until } from "./harness.js";

know(new Set());

function followed() {
  const calls = [], thread = conversation(`<section></section>`, { located: "https://bakery.test/rye", cursor: "c1" });
  Object.assign(thread, { drop: () => calls.push("drop"), end: () => calls.push("end"), begin: () => calls.push("begin"), calls });
  thread.kit.threads = known;
  known.add(thread);
  return thread;
}

test("address: another page ends the conversation at once, and begins once the head is quiet", async () => {
  const before = location.href, thread = followed();
  followAddress(thread.kit);
  history.pushState(0, "", "/tests/other");
  await until(() => thread.calls.includes("drop"));
  equal([thread.state, thread.section === undefined], ["idle", true]);
  await until(() => thread.calls.includes("begin"));
  equal(thread.calls, ["drop", "end", "begin"]);
  known.delete(thread);
  history.replaceState(0, "", before);
});

test("address: another query of the same page is no other page", async () => {
  const before = location.href, thread = followed();
  followAddress(thread.kit);
  history.replaceState(0, "", "?tab=2");
  await until(() => thread.located === thread.kit.locate());
  equal(thread.calls, []);
  known.delete(thread);
  history.replaceState(0, "", before);
});

test("address: an element with a page of its own stays", async () => {
  const before = location.href, thread = followed(), other = followed();
  thread.is = (name) => (name === "page" ? "rye" : null);
  followAddress(thread.kit);
  history.pushState(0, "", "/tests/third");
  await until(() => other.calls.includes("begin"));
  equal(thread.calls, []);
  known.delete(thread), known.delete(other);
  history.replaceState(0, "", before);
});
