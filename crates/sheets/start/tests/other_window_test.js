import { equal, ok, replacing, test, until } from "harness";
import { makeSecret, otherWindow } from "../other_window.js";

const SERVER = "https://talk.test/below", URL_THERE = `${SERVER}/sign-in/x`;

// A window that was opened for a server; what was done with it, and what was told.
async function opened({ popup = {}, isStopped } = {}) {
  const done = [], told = [];
  Object.assign(popup, {
    closed: false, close: () => done.push("close"), postMessage: (...all) => done.push(all),
    location: { replace: (url) => done.push(url) },
  });
  const other = otherWindow(SERVER, (isDone) => told.push(isDone));
  await replacing(window, { open: (...all) => { done.push(["open", all[0]]); return isStopped ? null : popup; } }, () => other.open());
  return { other, popup, done, told };
}

// A message as browsers deliver it.
const says = (source, data, origin = "https://talk.test") => dispatchEvent(Object.assign(new Event("message"), { source, origin, data }));

test("other window: it is opened empty, and sent on later", async () => {
  const { other, done } = await opened();
  equal(done, [["open", ""]]);
  ok(other.goOn(URL_THERE));
  equal(done.at(-1), URL_THERE);
  other.close();
  equal(done.at(-1), "close");
});

test("other window: one that the browser stops is none", async () => {
  const { other, told } = await opened({ isStopped: true });
  equal([other.goOn(URL_THERE), told], [false, []]);
  const shut = await opened();
  shut.popup.closed = true;
  equal(shut.other.goOn(URL_THERE), false, "a window that was closed meanwhile");
});

test("other window: only a page of the server, in the window that was opened here, is answered", async () => {
  const { other, popup, done, told } = await opened(), question = { porch: "sign-in-question", question: "q" };
  other.goOn(URL_THERE);
  const before = done.length;
  says({}, question);
  says(window, question);
  says(null, question);
  for (const origin of ["https://talk.test.evil.test", "http://talk.test", "null", location.origin]) says(popup, question, origin);
  for (const data of [null, "sign-in-question", {}, { porch: "sign-in-question" }, { porch: "sign-in-question", question: {} }, { question: "q" }]) says(popup, data);
  says({}, { porch: "sign-in-done" });
  equal([done.length, told], [before, []]);
  says(popup, question);
  equal(done.at(-1), [{ porch: "sign-in-answer", answer: "q" }, "https://talk.test"]);
  other.close();
});

test("other window: once it is done, or given up, nothing of it is heard", async () => {
  const { other, popup, done, told } = await opened();
  other.goOn(URL_THERE);
  says(popup, { porch: "sign-in-done" });
  says(popup, { porch: "sign-in-done" });
  says(popup, { porch: "sign-in-question", question: "q" });
  equal([told, done.length], [[true], 2]);
  const second = await opened();
  second.other.goOn(URL_THERE);
  second.other.close();
  says(second.popup, { porch: "sign-in-done" });
  equal(second.told, []);
});

test("other window: that it was closed is told once", async () => {
  const { other, popup, told } = await opened();
  other.goOn(URL_THERE);
  popup.closed = true;
  await until(() => told.length, "the end");
  equal(told, [false]);
});

test("other window: the secret is random, and its hash is that of its letters", async () => {
  const [one, two] = [await makeSecret(), await makeSecret()];
  ok(/^[\w-]{43}$/.test(one.verifier) && /^[\w-]{43}$/.test(one.challenge) && one.verifier !== two.verifier);
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(one.verifier));
  const letters = one.challenge.replace(/-/g, "+").replace(/_/g, "/");
  equal([...atob(letters)].map((c) => c.charCodeAt(0)), [...new Uint8Array(hash)]);
});
