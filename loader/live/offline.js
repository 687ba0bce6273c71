// The browser has lost its connection.

import { icon } from "./icons.js";
import { pointerReleased } from "./pointer.js";
import { textsFor } from "./text.js";
import { known } from "./threads.js";

// Shown above the composer, and only there.
export async function offline() {
  await pointerReleased();
  for (const thread of known ?? []) {
    const { section, state, kit: { make } } = thread;
    if (!section || state === "offline") continue;
    const banner = make("div", { className: "status-block", role: "status" }), said = make("p");
    keepInPlace(thread, () => {
      section.querySelector(".composer-root").before(banner);
      banner.append(icon("offline"), said);
      // A text is read aloud only if its live region is there already.
      said.textContent = textsFor(thread).offline;
    });
    thread.become("offline");
    addEventListener("online", () => {
      keepInPlace(thread, () => banner.remove());
      if (thread.section !== section) return;
      thread.become(state);
      thread.widget?.online();
    }, { once: true, signal: thread.life.signal });
  }
}
addEventListener("offline", offline);

// Changes something above the focused element without moving that on the screen.
function keepInPlace({ root: { activeElement: focused } }, change) {
  const from = focused?.getBoundingClientRect().top;
  change();
  if (focused?.isConnected) scrollBy({ top: focused.getBoundingClientRect().top - from, behavior: "instant" });
}
