// Nodes, sheets and turns of the browser.

export const doc = document;
export const make = (tag, props) => Object.assign(doc.createElement(tag), props);
export const sheetOf = (css) => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); return sheet; };
export const turn = (priority = "user-visible") => new Promise((go) => {
  if (globalThis.scheduler?.postTask) scheduler.postTask(go, { priority });
  else setTimeout(go);
});
// An invalid language tag would make a formatter throw.
export const langOf = (element) => {
  try { return Intl.getCanonicalLocales(element.closest("[lang]")?.lang)[0] ?? "en"; } catch { return "en"; }
};
