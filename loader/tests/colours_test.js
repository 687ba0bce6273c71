import { colour } from "../live/colours.js";
import { know } from "../live/threads.js";
import { conversation, equal, nodes, ok, test } from "./harness.js";

know(new Set());

// What the loader finds out about an element on a page of this style.
function sampled(style, scheme) {
  const element = nodes(`<div style="${style}"><div></div></div>`).querySelector("div > div");
  const thread = conversation(`<section><i id="porch-e"></i></section>`, { element, own: new CSSStyleSheet(), is: (name) => (name === "color-scheme" ? scheme ?? null : null) });
  colour(thread);
  ok(!element.querySelector("a") && !thread.root.querySelector("slot"), "the nodes that measure are gone");
  const rules = [...thread.own.cssRules], host = rules.find(({ selectorText }) => selectorText === ":host")?.style;
  return { rules: rules.map((rule) => rule.cssText).join(), of: (name) => host?.getPropertyValue(`--_sampled-${name}`) };
}

const luminance = (css) => {
  const [r, g, b] = css.match(/\d+/g).map((v) => v / 255).map((v) => (v > 0.04 ? ((v + 0.055) / 1.055) ** 2.4 : v / 12.92));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
};
const contrast = (a, b) => { const [x, y] = [luminance(a), luminance(b)]; return Math.max(x / y, y / x); };

test("colours: a dark page has dark fields, and every signal can be read on it", () => {
  const { rules, of } = sampled("color:#eee;background:#111");
  ok(rules.includes("color-scheme: dark"), rules);
  equal([of("text"), of("surface")], ["rgb(238,238,238)", "rgb(17,17,17)"]);
  for (const name of ["link", "warm", "care", "calm"]) ok(contrast(of(name), of("surface")) >= 4.5, `${name} ${of(name)}`);
});

test("colours: text that is weak already is not weakened further", () => {
  equal(sampled("color:#757575;background:#fff").of("soft"), "100%");
  equal(sampled("color:#000;background:#fff").of("soft"), "66%");
});

test("colours: over an image the background is not known, and follows from the text", () => {
  const { rules, of } = sampled("color:#fff;background:linear-gradient(#000,#333)");
  equal([of("surface"), of("soft"), of("text")], ["", "", "rgb(255,255,255)"]);
  ok(rules.includes("color-scheme: dark"));
});

test("colours: a colour may be in any notation", () => {
  equal(sampled("color:oklch(0 0 0);background:color(srgb 1 1 1)").of("surface"), "rgb(255,255,255)");
});

test("colours: where the page sets the scheme, nothing is sampled", () => equal(sampled("color:#eee;background:#111", "light").rules, ""));
