// A message in a box, with a button.

import { icon } from "./icons.js";

// A block in the place of the news: its message and its button.
export function showBlock(ground, { section, kit: { make } }, said, label, act) {
  const place = section.querySelector(":scope > .notice-line"), words = make("p"), buttons = make("div", { className: "block-buttons" });
  const box = make("div", { className: `status-block buttons-beside ${ground}` });
  words.append(...said);
  buttons.append(make("button", { textContent: label, onclick: () => { place.replaceChildren(); act(); } }));
  box.append(icon(ground ? "alert" : "copy"), words, buttons);
  place.replaceChildren(box);
  return box;
}
