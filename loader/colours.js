// What no style sheet can take from the page: the colours of its links and of its ground, and how strong words and edges
// have to be there. The build puts this in front of `live.js`. Without it, the defaults of the style sheet are legible on
// the weakest pages.

// As WCAG has it. A plain power is too dark for dark grounds, and words on them came out too weak.
const linear = (v) => (v > 0.04 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92);
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
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

const WHITE = [1, 1, 1], BLACK = [0, 0, 0];
// Moved towards black or white until it has this contrast.
function legible(colour, ground, least, dark) {
  for (let i = 0; i < 16 && contrast(colour, ground) < least; i++) colour = mix(colour, dark ? WHITE : BLACK, 0.85);
  return colour;
}

// The least strength of the text that keeps this contrast, between two percentages.
function least(text, ground, wanted, from, to) {
  while (from < to && contrast(mix(text, ground, from / 100), ground) < wanted) from += 2;
  return `${Math.min(from, to)}%`;
}

// The signals, as in `base.css`: on a light ground, on a dark one; and how much of one is behind its words.
const SIGNALS = {
  warm: [".46 .095 70", ".84 .095 70", 0.14],
  care: [".47 .165 27", ".8 .105 27", 0.1],
  calm: [".45 .1 155", ".83 .1 155", 0.12],
};

// `link` is a link among the page's own nodes.
function sample(element, link, probe) {
  const raw = rgba(getComputedStyle(element).color, probe), known = ground(element, probe);
  // Where it is not sure, it follows from the text: who writes light letters has a dark page. As in the style sheet.
  const guess = light(raw) > 0.28 ? [0.08, 0.08, 0.08] : WHITE;
  const fits = known && contrast(mix(raw, known, raw[3]), known) >= 4.5, surface = fits ? known : guess;
  const text = mix(raw, surface, raw[3]), dark = light(surface) < light(text);
  const set = { text: css(text), link: css(legible(rgba(getComputedStyle(link).color, probe), surface, 4.7, dark)) };
  if (fits) {
    set.surface = css(surface);
    set.soft = least(text, surface, 4.6, 66, 100);
    set.edge = least(text, surface, 3.1, 45, 100);
    for (const [name, [day, night, part]] of Object.entries(SIGNALS)) {
      let colour = rgba(`oklch(${dark ? night : day})`, probe);
      // The words stand on a tint of themselves, which moves with them.
      for (let i = 0; i < 4; i++) colour = legible(colour, mix(colour, surface, part), 4.6, dark);
      set[name] = css(colour);
    }
  } else {
    // What an image shows nobody knows, but the text can be read on it: half way there, they can be as well.
    for (const [name, [day, night]] of Object.entries(SIGNALS)) set[name] = css(mix(text, rgba(`oklch(${dark ? night : day})`, probe), 0.5));
  }
  // Not on the whole: the text's own colour may follow a colour scheme, and has to stay the page's.
  return `textarea,input{color-scheme:${dark ? "dark" : "light"}}:host{${
    Object.entries(set).map(([name, value]) => `--_sampled-${name}:${value}`).join(";")}}`;
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
