// Starts the dashboard in the browser's language. The build puts this behind the bindings of the WebAssembly, in the
// same module: `__wbg_init` and `show` are theirs.

// The languages, English first, and the WebAssembly, put in by the build: { tag, direction, standsFor, texts }.
const LANGUAGES = __PORCH_LANGUAGES__, CODE = __PORCH_CODE__;

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

async function fetchTexts(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`no texts: ${answer.status}`);
  return answer.text();
}

const language = navigator.languages.map(nearest).find(Boolean) ?? LANGUAGES[0];
document.documentElement.lang = language.tag;
document.documentElement.dir = language.direction;
const [texts] = await Promise.all([fetchTexts(language.texts), __wbg_init({ module_or_path: CODE })]);
show(texts);
