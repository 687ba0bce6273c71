import { updateStreams } from "../live/live.js";
import { know, known } from "../live/threads.js";
import { conversation, equal, ok, replacing, test, until } from "./harness.js";

know(new Set());
const SECTION = `<section data-key="rye" data-total="1"><div class="closed-note"><span></span></div><div class="notice-line"></div>
  <div class="composer-root"><form><textarea></textarea></form></div><ol class="conversation-list"></ol></section>`;

class Stream extends EventTarget {
  static all = [];
  readyState = 1;
  constructor(url) { super(); this.url = url; Stream.all.push(this); }
  close() { this.readyState = 2; }
  send(data) { this.dispatchEvent(Object.assign(new Event("cursor"), { data: JSON.stringify(data) })); }
}

// Opens a stream for these conversations, and closes it in the end.
async function listening(threads, act) {
  Stream.all = [];
  for (const thread of threads) known.add(thread), thread.kit.threads = known;
  await replacing(globalThis, { EventSource: Stream }, async () => {
    updateStreams(threads[0]);
    await until(() => Stream.all.length);
    await act(Stream.all[0]);
    for (const thread of threads) known.delete(thread);
    updateStreams(threads[0]);
    await until(() => Stream.all.every(({ readyState }) => readyState === 2));
  });
}
const answering = (thread, status, body, requests = []) => {
  thread.kit.bare = async (url) => { requests.push(new URL(url).searchParams); return new Response(JSON.stringify(body), { status }); };
  return requests;
};
const published = (id) => ({ kind: "published", comment: { id, posted_at: "2026-05-03T09:20:00Z" } });

test("live: the visible conversations of a tab share one stream", async () => {
  const hidden = conversation(SECTION, { looks: false }), silent = conversation(SECTION, { is: (name) => (name === "live" ? "off" : null) });
  await listening([conversation(SECTION), conversation(SECTION.replace("rye", "a b")), hidden, silent], (stream) => {
    equal(Stream.all.length, 1);
    equal(stream.url, "https://talk.test/v1/sites/bakery/live?page=rye&page=a%20b");
  });
});

test("live: a cursor asks for what changed since the last one", async () => {
  const thread = conversation(SECTION, { cursor: "c1" }), requests = answering(thread, 200, { cursor: "c2", changes: [published("5")] });
  await listening([thread], async (stream) => {
    stream.send({ page: 0, cursor: "c1" });
    stream.send({ page: 0, cursor: "c2" });
    await until(() => thread.root.querySelector(".new-comments"));
    equal(requests.map(String), ["page=rye&since=c1"]);
    equal([thread.cursor, thread.news.length, thread.root.querySelector(".new-comments").textContent], ["c2", 1, "1 new comment"]);
  });
});

test("live: the widget gets the changes where it is there", async () => {
  const changed = [], thread = conversation(SECTION, { cursor: "c1", widget: { changed: (news) => changed.push(news.cursor) } });
  answering(thread, 200, { cursor: "c2", changes: [] });
  await listening([thread], async (stream) => {
    stream.send({ page: 0, cursor: "c2" });
    await until(() => changed.length);
    equal([changed, thread.root.querySelector(".new-comments")], [["c2"], null]);
  });
});

test("live: a cursor that is too old offers the whole conversation anew", async () => {
  let refreshed = 0;
  const thread = conversation(SECTION, { cursor: "old", refresh: async () => { refreshed += 1; } });
  answering(thread, 410, {});
  await listening([thread], async (stream) => {
    stream.send({ page: 0, cursor: "c9" });
    await until(() => thread.root.querySelector(".new-comments"));
    thread.root.querySelector(".new-comments").click();
    equal([thread.cursor, refreshed], ["c9", 1]);
  });
});

test("live: a page that is closed while it is open says so, and what was typed can be copied", async () => {
  const thread = conversation(SECTION, { cursor: "c1" });
  thread.field.value = "not sent yet";
  await listening([thread], async (stream) => {
    stream.send({ page: 0, cursor: "c1", closed: true, closed_note: { by: "Marta", words: "Until Monday" } });
    await until(() => thread.state === "closed");
    equal(thread.root.querySelector(".closed-note span").textContent, "Marta: “Until Monday”");
    equal(thread.root.querySelector(".unsent-text textarea").value, "not sent yet");
    stream.send({ page: 0, cursor: "c1" });
    await until(() => thread.state === "ready");
    equal(thread.root.querySelector(".unsent-text"), null);
  });
});

test("live: a stream that the server refused is opened again after twenty to forty seconds", async () => {
  await listening([conversation(SECTION)], async (stream) => {
    const waits = [];
    await replacing(globalThis, { setTimeout: (act, after) => waits.push([act, after]) }, () => {
      stream.readyState = 0;
      stream.onerror();
      equal(waits.length, 0, "while the browser reconnects by itself, the number of timers");
      stream.readyState = 2;
      stream.onerror();
    });
    const [[again, after]] = waits;
    ok(after >= 2e4 && after <= 4e4, `${after} ms`);
    again();
    await until(() => Stream.all.length === 2);
    again();
    equal(Stream.all.length, 2);
  });
});
