// The native dialog that a sheet or a card is drawn in, in the conversation's shadow root.

// Makes it. Its title has the id "porch-sheet-title".
export function makeDialog({ root, section, kit: { make } }, style, className) {
  if (!root.adoptedStyleSheets.includes(style)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, style];
  const dialog = make("dialog", { className, lang: section.lang, dir: section.dir });
  dialog.setAttribute("aria-labelledby", "porch-sheet-title");
  root.append(dialog);
  return dialog;
}

// Shows it until it is closed, or the conversation ends or is rendered anew; calls `closed` then.
export function showDialog({ fetching: { signal } }, dialog, closed) {
  const close = () => dialog.close();
  signal.addEventListener("abort", close);
  dialog.addEventListener("close", () => {
    signal.removeEventListener("abort", close);
    dialog.remove();
    closed();
  }, { once: true });
  dialog.showModal();
}

// Whether a press is beside the dialog, on what is behind it.
export function isOutside(dialog, { target, clientX, clientY }) {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom);
}
