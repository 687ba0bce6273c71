// Requests, each once, and modules that are checked before they run.

import { doc, make } from "./dom.js";

export const bare = (url, more) => fetch(url, { credentials: "omit", redirect: "error", ...more });

// Calls `ask` once for each key, and again only after a failure.
const started = {};
export const once = (key, ask) => (started[key] ??= ask().catch((problem) => { delete started[key]; throw problem; }));

// Imports a module after checking it against its hash.
export const module = (href, integrity) => once(href, async () => {
  await new Promise((onload, onerror) => doc.head.append(make("link",
    { rel: "modulepreload", crossOrigin: "", integrity, href, onload, onerror })));
  return import(href);
});
