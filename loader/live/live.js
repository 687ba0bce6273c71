// The live stream: one for all elements of a tab, open only while they are visible.

import { offerUnsentText, showClosed } from "./forms.js";
import { showNewComments } from "./news.js";
import { pointerReleased } from "./pointer.js";
import { know, known } from "./threads.js";
import { works } from "./writing.js";

const streams = new Map();
let pendingUpdate;

// A conversation was added, removed, shown or hidden: opens and closes streams.
export function updateStreams(thread) {
  if (thread) know(thread.kit.threads);
  pendingUpdate ??= Promise.resolve().then(() => {
    pendingUpdate = undefined;
    const wanted = new Map();
    for (const one of known ?? []) {
      const url = isListening(one) && one.api("live");
      if (url) wanted.set(url, [...(wanted.get(url) ?? []), one]);
    }
    for (const [url, stream] of streams) {
      if (stream.pages !== pagesOf(wanted.get(url))) {
        stream.close();
        streams.delete(url);
      }
    }
    for (const [url, all] of wanted) if (!streams.has(url)) streams.set(url, openStream(url, all));
  });
}

const isListening = (thread) => thread.looks && thread.section && !document.hidden && thread.is("live") !== "off";
const pagesOf = (all = []) => all.map(({ section }) => `page=${encodeURIComponent(section.dataset.key)}`).join("&");

function openStream(url, all) {
  const pages = pagesOf(all), stream = Object.assign(new EventSource(`${url}?${pages}`), { pages });
  stream.addEventListener("cursor", async ({ data }) => {
    const { page, cursor, closed, closed_note, hold = "off", tell } = JSON.parse(data), thread = all[page], section = thread?.section;
    await pointerReleased();
    // After a click on a link it may be another page by now.
    if (!section || section !== thread.section) return;
    if (tell) thread.tells = true;
    works(thread);
    setClosed(thread, !!closed, closed_note);
    fetchChanges(thread, cursor, hold);
  });
  // The browser reconnects by itself unless the server refused; then we connect again, later.
  stream.onerror = () => stream.readyState === 2 && setTimeout(() => {
    if (streams.get(url) !== stream) return;
    streams.delete(url);
    updateStreams();
  }, 2e4 * (1 + Math.random()));
  return stream;
}

// The page was closed or opened: what is typed stays in its field meanwhile.
function setClosed(thread, closed, note) {
  const { section } = thread;
  if (section && closed) showClosed(thread, note);
  if (!section || "closed" in section.dataset === closed) return;
  section.toggleAttribute("data-closed", closed);
  thread.become(closed ? "closed" : +section.dataset.total ? "ready" : "empty");
  offerUnsentText(thread);
  // A page that was closed when it was rendered has no field yet.
  if (!closed && !section.querySelector(".composer-root form")) thread.wake();
}

async function fetchChanges(thread, cursor, hold) {
  const { section } = thread;
  // The first value of the rule is no change of it.
  thread.hold ??= hold;
  if (!section || (cursor === thread.cursor && hold === thread.hold)) return;
  try {
    const query = new URLSearchParams({ page: section.dataset.key, since: thread.cursor });
    const answer = await thread.kit.bare(`${thread.api("changes")}?${query}`, { signal: thread.life.signal });
    if (section !== thread.section) return;
    if (answer.status === 410) {
      // The cursor is too old: the whole conversation has to be loaded again.
      thread.cursor = cursor;
      return showNewComments(thread, 0, true);
    }
    if (!answer.ok) return;
    const news = await answer.json();
    await pointerReleased();
    if (section !== thread.section) return;
    thread.cursor = news.cursor;
    thread.hold = news.hold ?? "off";
    thread.news.push(news);
    // Replies were paused in a branch, or the pause ended: the widget shows it.
    const pausedIds = [...section.querySelectorAll(".reply-pause")].map((one) => one.closest("article").id.slice(thread.kit.ANCHOR.length));
    if (`${pausedIds.sort()}` !== `${(news.cooling ?? []).map(({ comment }) => comment).sort()}`) thread.wake();
    if (thread.widget) return thread.widget.changed(news);
    const ids = thread.news.flatMap(({ changes }) => changes.map((c) => c.kind === "published" && c.comment.id));
    showNewComments(thread, new Set(ids.filter(Boolean)).size);
  } catch { /* the next event asks again */ }
}

document.addEventListener("visibilitychange", () => updateStreams());
