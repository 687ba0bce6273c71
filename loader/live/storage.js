// Whether this browser may save anything for the site.

// The site's owner decides again: what was saved for this page only is saved for good, or all of it is deleted.
export function setStorage(thread, mode) {
  thread.storage = mode;
  try {
    if (thread.allowed()) for (const [key, value] of thread.kept) localStorage[key] = value;
    if (mode === "none") {
      for (const key of Object.keys(localStorage)) if (key.startsWith(thread.keyOf(""))) delete localStorage[key];
    }
  } catch { /* no storage here */ }
}
