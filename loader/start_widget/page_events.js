// The events that the page receives, and the address of a comment on it.

// The page may veto, with a message of its own.
export function fireSubmit(thread, detail) {
  let veto;
  detail.reject = (why) => (veto = String(why ?? ""));
  const ok = thread.emit("submit", detail, true);
  return ok && veto == null ? undefined : veto ?? "";
}

export const urlOf = (thread, id) => `${pageUrl(thread).split("#")[0]}#${thread.kit.ANCHOR}${id}`;

// The page's public address: the attribute's, or the document's own.
function pageUrl(thread) {
  try {
    const { protocol, href } = new URL(thread.is("page-url"), location);
    if (thread.is("page-url") && /^https?:$/.test(protocol)) return href;
  } catch { /* no address */ }
  return location.href;
}
