// Measures how legible a conversation is where it stands. `given[0]`: the colours that the page may show below it, where no
// style says them. Answers what is too weak: letters below 4.5, edges of fields below 3.
const pixel = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const rgba = (css) => {
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = css;
  pixel.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
};
const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));
const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b) + 0.05;
const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));
const parent = (one) => one.assignedSlot ?? one.parentElement ?? one.getRootNode().host;
// What the browser itself paints below the page.
const sheet = document.body.appendChild(document.createElement("i"));
sheet.style.background = "Canvas";
const canvas = rgba(getComputedStyle(sheet).backgroundColor);
sheet.remove();
const grounds = given[0].length ? given[0].map(rgba) : [canvas];
const ground = (at, base) => {
  const layers = [];
  for (; at; at = parent(at)) {
    const { backgroundColor, backgroundImage } = getComputedStyle(at);
    // An image covers all that is below it.
    if (backgroundImage !== "none") break;
    layers.unshift(rgba(backgroundColor));
  }
  return layers.reduce((under, layer) => over(layer, under), base.slice(0, 3));
};
const wrong = [];
const check = (what, css, at, base, least) => {
  const under = ground(at, base), ratio = contrast(over(rgba(css), under), under);
  if (ratio < least) wrong.push(`${what}: ${ratio.toFixed(2)} (${css} on ${under.map(Math.round)})`);
};
// A field may have no border of its own: its edge is that of what it lies in.
const edge = (one) => (parseFloat(getComputedStyle(one).borderTopWidth) ? one : edge(parent(one)));
const field = composer().elements.body, name = composer().elements.name;
const letters = ["[part=body] p", "[part=body] a", "[part=author]", "time", ".a button", ".o > span", "nav a", "small",
  "blockquote p", "blockquote blockquote p", "textarea", "input[name=name]", "[part=button]", ".t button", ".n", ".up", ".s", "code", "label"];
for (const base of grounds) {
  for (const selector of letters) {
    for (const one of all(selector).filter(shown)) check(selector, getComputedStyle(one).color, one, base, 4.5);
  }
  for (const one of [field, name]) {
    check("a placeholder", getComputedStyle(one, "::placeholder").color, one, base, 4.5);
    check("an edge", getComputedStyle(edge(one)).borderTopColor, parent(edge(one)), base, 3);
  }
  for (const one of all("[data-m]")) {
    const { color, backgroundColor } = getComputedStyle(one, "::before"), disc = over(rgba(backgroundColor), ground(one, base));
    const ratio = contrast(over(rgba(color), disc), disc);
    if (ratio < 4.5) wrong.push(`a letter on its disc: ${ratio.toFixed(2)}`);
  }
}
return [...new Set(wrong)];
