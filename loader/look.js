// What the loader makes of the page's looks and of the server's marks. The build puts this in front of `embed.js`.

/* ---- colours: sampled from the page, unless its owner sets them ---- */

// `link` is a link among the page's own nodes, `probe` an element of ours.
function sample(element, link, probe) {
  // A computed colour as [r, g, b, alpha], whatever notation the page used.
  const rgba = (colour, scale = 255) => {
    if (!/^rgb/.test(colour)) {
      probe.style.color = `color-mix(in srgb,${colour},${colour})`;
      colour = getComputedStyle(probe).color;
      scale = 1;
    }
    const [r, g, b, alpha = 1] = colour.match(/[\d.e-]+/g);
    return [r / scale, g / scale, b / scale, +alpha];
  };
  const light = ([r, g, b]) => 0.2126 * r ** 2.2 + 0.7152 * g ** 2.2 + 0.0722 * b ** 2.2 + 0.05;
  const contrast = (a, b) => Math.max(light(a) / light(b), light(b) / light(a));
  const css = (c) => `rgb(${c.slice(0, 3).map((v) => Math.round(v * 255))})`;
  let at = element, surface;
  do surface = rgba(getComputedStyle(at).backgroundColor);
  while (surface[3] < 0.9 && (at = at.parentElement ?? at.getRootNode().host));
  if (surface[3] < 0.9) surface = rgba("Canvas");
  const text = rgba(getComputedStyle(element).color), dark = light(surface) < 0.23;
  let accent = rgba(getComputedStyle(link).color);
  // A link colour that is hard to read goes towards black or white until it is not.
  for (let i = 0; i < 12 && contrast(accent, surface) < 4.7; i++) accent = accent.map((v) => v + ((dark ? 1 : 0) - v) * 0.15);
  return `:host{color-scheme:${dark ? "dark" : "light"};--_sampled-surface:${css(surface)};--_sampled-link:${css(accent)}${
    contrast(text, surface) < 7.4 ? ";--_sampled-muted:var(--_text)" : ""}}`;
}

/* ---- times, links and signs of comments ---- */

// Making a formatter takes long, using it does not.
const format = (kind, lang, options) => (asked[kind + lang] ??= new Intl[kind](lang, options));
const ago = (lang) => format("RelativeTimeFormat", lang, { numeric: "auto" });
const day = (lang) => format("DateTimeFormat", lang, { dateStyle: "medium" });
function dress(article, lang) {
  const { dataset } = article, [time, ...more] = article.querySelectorAll("time");
  if (!time) return;
  const tell = (time) => {
    const date = new Date(time.dateTime), past = (Date.now() - date) / 1e3, far = Math.abs(past);
    const [unit, length] = far < 3600 ? ["minute", 60] : far < 86400 ? ["hour", 3600] : ["day", 86400];
    const said = past < 6e5
      ? ago(lang).format(-Math.trunc(past / length), unit)
      : past ? day(lang).format(date) : time.textContent; // No date is no number.
    if (time.textContent !== said) time.textContent = said;
    return said;
  };
  const said = tell(time), name = article.querySelector("bdi")?.textContent;
  more.map(tell);
  // A stub has no name; where a branch at rest begins with it, it has a time.
  if (dataset.m != null || name == null) return;
  time.parentNode.href = `#${article.id}`;
  article.ariaLabel = `${name}, ${said}`;
  // A letter may be two units of UTF-16.
  dataset.m = (name.match(/[\p{L}\p{N}]/u) ?? [...name])[0];
  dataset.h = [...name].reduce((sum, c) => (sum * 7 + c.codePointAt()) % 12, 0);
}

// Room is kept before the style arrives, so that nothing jumps; two grey blocks stand there when it takes long.
const BEFORE = `:host{display:block;min-block-size:var(--porch-min-height,12em)}:host(:state(loading)):before{content:"";display:block;
block-size:7em;opacity:0;animation:b 0s .3s forwards;background:linear-gradient(currentcolor 3em,#0000 0 4em,currentcolor 0)}
@keyframes b{to{opacity:.1}}a{color:inherit}button{font:inherit}`;
