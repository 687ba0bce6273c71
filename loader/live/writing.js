// Whether visitors can write here.

// The address that the page's policy blocked last, if the policy is enforced.
export let blockedUrl = "";
document.addEventListener("securitypolicyviolation", ({ blockedURI, disposition }) => {
  if (disposition === "enforce") blockedUrl = blockedURI;
});

// The team sees in its dashboard whether the page's policy lets the widget run. Nothing about the visitor is sent.
export const reportWriting = (thread, is) =>
  thread.kit.bare(`${thread.api("writing")}?${thread.query({ is })}`, { method: "POST" }).catch(() => {});

// Reports once that it runs, and only where the server asks.
export function works(thread) {
  if (!thread.tells || !thread.widget) return;
  thread.tells = false;
  reportWriting(thread, "works");
}
