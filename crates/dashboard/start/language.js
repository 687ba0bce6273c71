// The language of the dashboard: the first that the browser asks for and that there is.

import { LANGUAGES } from "./build.js";

// The language that is nearest to a tag: itself, then the tag without its last parts, then the same language as it is
// written elsewhere.
function nearest(wanted) {
  const parts = wanted.toLowerCase().split("-");
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join("-");
    const found = LANGUAGES.find((one) => [one.tag, ...one.standsFor].some((other) => other.toLowerCase() === tag));
    if (found) return found;
  }
  return LANGUAGES.find((one) => one.tag.split("-")[0] === parts[0]);
}

// The language for these tags, the best one first; English where none of them is known.
export const languageFor = (tags) => tags.map(nearest).find(Boolean) ?? LANGUAGES[0];
