// What the loader makes of the server's marks, and what stands there before the style. The build puts this in front of
// `embed.js`.

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
      : day(lang).format(date);
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
