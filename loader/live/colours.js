// The colours that a style sheet cannot take from the page: those of its links and of its background, and how strong
// text and edges have to be there. Without it, the style sheet's defaults are legible on pages with the least contrast.

import { known } from "./threads.js";

// Relative luminance as WCAG defines it. A plain power function is too dark for dark backgrounds, and text on them came
// out too weak.
const linear = (v) => (v > 0.04 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92);
const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
const contrast = (a, b) => Math.max(luminance(a) / luminance(b), luminance(b) / luminance(a));
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

// The background colour behind the element; none where it cannot be computed: an image, a gradient, the browser's own
// canvas.
function backgroundOf(at, probe) {
  for (; at; at = at.parentElement ?? at.getRootNode().host) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at), colour = rgba(backgroundColor, probe);
    if (backgroundImage !== "none") return;
    if (colour[3] > 0.9) return colour;
  }
}

const WHITE = [1, 1, 1], BLACK = [0, 0, 0];
// The colour, moved towards black or white until it has this contrast.
function legible(colour, background, contrastWanted, dark) {
  for (let i = 0; i < 16 && contrast(colour, background) < contrastWanted; i++) colour = mix(colour, dark ? WHITE : BLACK, 0.85);
  return colour;
}

// The least strength of the text that has this contrast, between two percentages.
function strengthFor(text, background, contrastWanted, from, to) {
  while (from < to && contrast(mix(text, background, from / 100), background) < contrastWanted) from += 2;
  return `${Math.min(from, to)}%`;
}

// The signal colours, as in `base.css`: on a light background, on a dark one; and the share of the tint behind their
// text.
const SIGNALS = {
  warm: [".46 .095 70", ".84 .095 70", 0.14],
  care: [".47 .165 27", ".8 .105 27", 0.1],
  calm: [".45 .1 155", ".83 .1 155", 0.12],
};

// The sampled values as a style sheet. `link` is a link among the page's own nodes.
function sample(element, link, probe) {
  const raw = rgba(getComputedStyle(element).color, probe), known = backgroundOf(element, probe);
  // Where the background is unknown, it follows from the text: light text means a dark page. As in the style sheet.
  const assumed = luminance(raw) > 0.28 ? [0.08, 0.08, 0.08] : WHITE;
  const isLegible = known && contrast(mix(raw, known, raw[3]), known) >= 4.5, surface = isLegible ? known : assumed;
  const text = mix(raw, surface, raw[3]), dark = luminance(surface) < luminance(text);
  const set = { text: css(text), link: css(legible(rgba(getComputedStyle(link).color, probe), surface, 4.7, dark)) };
  if (isLegible) {
    set.surface = css(surface);
    set.soft = strengthFor(text, surface, 4.6, 66, 100);
    set.edge = strengthFor(text, surface, 3.1, 45, 100);
    for (const [name, [day, night, part]] of Object.entries(SIGNALS)) {
      let colour = rgba(`oklch(${dark ? night : day})`, probe);
      // The text is on a tint of its own colour, which changes with it.
      for (let i = 0; i < 4; i++) colour = legible(colour, mix(colour, surface, part), 4.6, dark);
      set[name] = css(colour);
    }
  } else {
    // Over an image the contrast is unknown, but the text can be read there: half way to the text's colour, the signals
    // can be, too.
    for (const [name, [day, night]] of Object.entries(SIGNALS)) set[name] = css(mix(text, rgba(`oklch(${dark ? night : day})`, probe), 0.5));
  }
  // Not on the host: the text's own colour may depend on the colour scheme, and has to stay the page's.
  return `textarea,input{color-scheme:${dark ? "dark" : "light"}}:host{${
    Object.entries(set).map(([name, value]) => `--_sampled-${name}:${value}`).join(";")}}`;
}

// Samples the colours again.
export function colour(thread) {
  const { element, root, own, section, kit: { make } } = thread;
  if (!section) return;
  // An element without a slot has no computed style.
  const link = make("a", { href: "#" }), slot = make("slot", { hidden: true });
  element.append(link);
  root.append(slot);
  try {
    own.replaceSync(/light|dark/.test(thread.is("color-scheme")) ? "" : sample(element, link, slot));
  } catch { /* the defaults are legible, too */ }
  link.remove();
  slot.remove();
  // The page's theme may change in any way: by any attribute, by a checkbox, slowly, or by the system. In the end the
  // text has another colour, and a transition on an element of ours reports that.
  section.querySelector("#porch-e").ontransitionend = themeChanged;
}

// Samples after all changes are over: some pages write to their root's style with each scroll step.
let themeTimer;
function themeChanged() {
  clearTimeout(themeTimer);
  themeTimer = setTimeout(() => known?.forEach(colour), 100);
}
// The background may finish its transition later than the text, and links may change alone, with an attribute.
document.addEventListener("transitionend", ({ target, propertyName }) => {
  const isAncestor = [...(known ?? [])].some(({ element }) => target.contains?.(element));
  if (isAncestor && /color/.test(propertyName)) themeChanged();
});
for (const at of [document.documentElement, document.body]) new MutationObserver(themeChanged).observe(at, { attributes: true });
