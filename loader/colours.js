// The two colours that no style sheet can take from the page: its links' and its ground's. The build puts this in front of
// `later.js`. Text, lines and fields need nothing from here: they are made of the text's own colour, live.

const light = ([r, g, b]) => 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 + 0.05;
const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));
const mix = (over, under, part) => over.map((v, i) => v * part + under[i] * (1 - part));
const css = (c) => `rgb(${c.slice(0, 3).map((v) => Math.round(v * 255))})`;

// A computed colour as [r, g, b, alpha], 0 to 1, whatever notation the page used. `probe` is an element of ours.
function rgba(colour, probe) {
  const plain = /^rgb/.test(colour);
  if (!plain) {
    probe.style.color = `color-mix(in srgb,${colour},${colour})`;
    colour = getComputedStyle(probe).color;
  }
  const [r, g, b, alpha = 1] = colour.match(/[\d.e-]+/g).map(Number);
  return [...[r, g, b].map((v) => (plain ? v / 255 : v)), alpha];
}

// What the element stands on, or nothing where nobody can tell: an image, a gradient, the browser's own canvas.
function ground(at, probe) {
  for (; at; at = at.parentElement ?? at.getRootNode().host) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at), colour = rgba(backgroundColor, probe);
    if (backgroundImage !== "none") return;
    if (colour[3] > 0.9) return colour;
  }
}

// `link` is a link among the page's own nodes.
function sample(element, link, probe) {
  const raw = rgba(getComputedStyle(element).color, probe), known = ground(element, probe);
  // Where it is not sure, it follows from the text: who writes light letters has a dark page. As in the style sheet.
  const guess = light(raw) > 0.28 ? [0.08, 0.08, 0.08] : [1, 1, 1];
  const fits = known && contrast(mix(raw, known, raw[3]), known) >= 4.5, surface = fits ? known : guess;
  const text = mix(raw, surface, raw[3]), dark = light(surface) < light(text);
  let accent = rgba(getComputedStyle(link).color, probe);
  // A link colour that is hard to read goes towards black or white until it is not.
  for (let i = 0; i < 12 && contrast(accent, surface) < 4.7; i++) accent = mix(accent, dark ? [1, 1, 1] : [0, 0, 0], 0.85);
  // Not on the whole: the text's own colour may follow a colour scheme, and has to stay the page's.
  return `textarea,input{color-scheme:${dark ? "dark" : "light"}}:host{--_sampled-link:${css(accent)}${
    fits ? `;--_sampled-surface:${css(surface)}` : ""}${contrast(text, surface) < 7.4 ? ";--_sampled-soft:100%;--_sampled-edge:82%" : ""}}`;
}

// Takes them anew.
export function colour(thread) {
  const { element, root, own, section, kit: { make } } = thread;
  if (!section) return;
  // What has no slot has no style.
  const link = make("a", { href: "#" }), slot = make("slot", { hidden: true });
  element.append(link);
  root.append(slot);
  try {
    own.replaceSync(/light|dark/.test(thread.is("color-scheme")) ? "" : sample(element, link, slot));
  } catch { /* the defaults are legible, too */ }
  link.remove();
  slot.remove();
  // The page's theme may change in any way: by whatever attribute, by a checked box, slowly, or by the system. In the end
  // the text has another colour, and a transition of what the style sheet keeps for it says so.
  section.querySelector("#porch-e").ontransitionend = themed;
}

// Once all has come to rest: some pages write to their root's style with each step of a scroll.
let theming;
function themed() {
  clearTimeout(theming);
  theming = setTimeout(() => known?.forEach(colour), 100);
}
// The ground may come to its end later than the text, and links may change alone, with an attribute.
document.addEventListener("transitionend", ({ target, propertyName }) => {
  const holds = [...(known ?? [])].some(({ element }) => target.contains?.(element));
  if (holds && /color/.test(propertyName)) themed();
});
for (const at of [document.documentElement, document.body]) new MutationObserver(themed).observe(at, { attributes: true });
