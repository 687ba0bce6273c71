// Starts the dashboard: loads the texts of its language and the WebAssembly at once, and shows it.

import { __wbg_init, show } from "dashboard-bindings";
import { CODE } from "./build.js";
import { languageFor } from "./language.js";

async function fetchTexts(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`no texts: ${response.status}`);
  return response.text();
}

// The server has put the sentence that the dashboard was not loaded into the page. The style shows it for this state;
// and where this module itself does not load, after a while. The dashboard replaces it.
function showFailure(root, reload) {
  root.dataset.start = "failed";
  root.querySelector("a")?.addEventListener("click", (event) => {
    // The link leads to an address without what is behind `#`: a link to sign in has its secret there.
    event.preventDefault();
    reload();
  });
}

// Shows the dashboard in `root`, for a browser that asks for these languages.
export async function start(root, tags, reload) {
  const { tag, direction, texts } = languageFor(tags), page = root.ownerDocument.documentElement;
  page.lang = tag;
  page.dir = direction;
  root.dataset.start = "loading";
  try {
    const [table] = await Promise.all([fetchTexts(texts), __wbg_init({ module_or_path: CODE })]);
    show(table);
  } catch (problem) {
    console.error(problem);
    showFailure(root, reload);
  }
}
