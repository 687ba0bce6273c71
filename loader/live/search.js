// The search of the visitor: a sheet with the comments that it finds. Whoever opens one of them and comes back finds the same
// list at the same place: it is kept in the history entry that was left, and nowhere else.

import { openDialog } from "./sheets.js";
import { known } from "./threads.js";

const ENTRY = "porchSearch";

// Opens the sheet, with what was left of it in `kept`.
export function openSearch(thread, kept) {
  const { section, field } = thread, { closed, thread: id } = section.dataset;
  const opening = {
    kept, page: location.href.split("#")[0], thread: id, team: section.querySelector(".search-button")?.dataset.team,
    // Whether the words can become a comment here.
    asks: !!field && closed == null && thread.is("composer") !== "none" && thread.is("readonly") == null,
  };
  const told = { leave: (place) => keepHere({ ...place, of: listOf(thread) }), end: () => keepHere(), compose: (words) => composeWords(thread, words) };
  return openDialog(thread, ({ showSearch }, parts) => showSearch(thread, parts, opening, told), () => openSearch(thread, kept));
}

// A conversation was rendered, perhaps since the visitor has come back to it. Returns whether there is a list to go on with.
export function resumeSearch(thread) {
  const kept = keptHere(), isKept = !!thread.section && kept?.of === listOf(thread);
  if (isKept) openSearch(thread, kept);
  return isKept;
}

const listOf = ({ server, section: { dataset: { site, key } } }) => [server, site, key].join(" ");
const keptHere = () => history.state?.[ENTRY];

// What a router of the page keeps in the same entry stays.
function keepHere(place) {
  const { [ENTRY]: before, ...others } = history.state ?? {};
  if (!place && !before) return;
  try { history.replaceState(place ? { ...others, [ENTRY]: place } : Object.keys(others).length ? others : null, ""); } catch { /* too much to keep */ }
}

// The words become the beginning of a comment.
async function composeWords(thread, words) {
  const { section } = thread, there = await thread.wake();
  if (section !== thread.section) return;
  if (there && thread.widget) return void thread.widget.focus_composer(undefined, undefined, words);
  const { field } = thread;
  if (!field) return;
  field.value = [field.value, words].filter(Boolean).join("\n\n");
  field.focus();
}

// The visitor goes through the history: this entry has a list, or the one that is open belongs to another entry.
const followHistory = () => known?.forEach((thread) => resumeSearch(thread) || thread.root.getElementById("porch-search")?.close());
addEventListener("popstate", followHistory);
// The page was kept in memory while the visitor was elsewhere.
addEventListener("pageshow", ({ persisted }) => persisted && followHistory());
