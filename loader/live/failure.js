// What is shown where comments could not be loaded.

import { followAddress } from "./address.js";
import { icon } from "./icons.js";
import { updateStreams } from "./live.js";
import { isLoaded, loadTexts, translateFailed, unlisted } from "./text.js";

// The comments could not be loaded: styles the error like a block of `status.css`, without its sheet.
const FAILED = `.failed{display:flex;flex-wrap:wrap;align-items:center;gap:.375em .625em;padding:.5em .75em;border-radius:.5em;font-size:.875em;line-height:1.5;` +
  `--d:round(down,l + .38,1);--care:oklch(from currentcolor calc(.47 + .33*var(--d)) calc(.165 - .06*var(--d)) 27);background:color-mix(in oklab,var(--care) 10%,#0000)}` +
  `.failed svg{align-self:start;flex:none;inline-size:20px;margin-block-start:.1em;fill:none;stroke:var(--care);stroke-width:1.6;stroke-linecap:round}` +
  `.failed span{flex:1;text-align:match-parent;min-inline-size:min(12em,100% - 20px - .625em)}.failed a{color:inherit}` +
  `.failed button{min-block-size:32px;padding:0 .75em;border:1px solid color-mix(in oklab,currentcolor 64%,#0000);border-radius:.4em;margin-block:-.3em;background:none;font-size:.9286em;cursor:pointer}` +
  `@media(pointer:coarse){.failed button{min-block-size:44px;margin-block:0}}@media(forced-colors:active){.failed{border:1px solid}}`;
let failedSheet;

export async function failed(thread, unlistedFor, said) {
  if (unlistedFor) {
    updateStreams(thread);
    followAddress(thread.kit);
    return unlisted(thread, unlistedFor);
  }
  const { root, kit: { make } } = thread, words = make("span"), button = said.querySelector("button");
  if (!isLoaded(thread)) await loadTexts(thread);
  translateFailed(thread, said);
  const focused = root.activeElement === button;
  if (!failedSheet) (failedSheet = new CSSStyleSheet()).replaceSync(FAILED);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets.filter((one) => one !== failedSheet), failedSheet];
  // The text has its own direction, and the block has the page's.
  said.removeAttribute("dir");
  words.dir = "auto";
  said.className = "failed";
  words.append(...[...said.childNodes].filter((one) => one !== button));
  said.append(icon("alert"), words, button);
  if (focused) button.focus();
}
