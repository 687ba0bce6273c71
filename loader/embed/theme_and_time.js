// Decorates the server's rendering, and styles the element before the style sheet is there.

/* ---- times and links of comments ---- */

// Making a formatter takes long, using it does not.
const formats = {};
const format = (kind, lang, options) => (formats[kind + lang + options.year] ??= new Intl[kind](lang, options));
export const ago = (lang) => format("RelativeTimeFormat", lang, { numeric: "auto" });
// Days of this year are written without it.
const day = (lang, date) => format("DateTimeFormat", lang,
  { day: "numeric", month: "short", year: date.getFullYear() === new Date().getFullYear() ? undefined : "numeric" }).format(date);
export function dress(article, { lang, section }) {
  const time = article.querySelector(".comment-head time");
  // A stub has no time.
  if (!time) return;
  const date = new Date(time.dateTime), past = (Date.now() - date) / 1e3, far = Math.abs(past);
  const [unit, length] = far < 3600 ? ["minute", 60] : far < 86400 ? ["hour", 3600] : ["day", 86400];
  const text = far < 60 ? section.dataset.now : past < 6e5
    ? ago(lang).format(-Math.trunc(past / length), unit)
    : past ? day(lang, date) : time.textContent; // No date: `past` is not a number.
  if (time.textContent !== text) time.textContent = text;
  if (article.ariaLabel) return;
  time.parentNode.href = `#${article.id}`;
  article.ariaLabel = `${article.querySelector("bdi").textContent}, ${text}`;
}

// Reserves room before the style sheet arrives, so that nothing moves; two grey shapes appear when it takes long, unless the
// page itself shows the comments until then.
export const BEFORE = `:host{display:block;min-block-size:var(--porch-min-height,12em)}:host(:state(loading)) slot a{display:none}:host(:state(loading)):not(:has(ol)):before{content:"";display:block;` +
  `block-size:9em;opacity:0;animation:b 1.6s .3s 99 alternate forwards;background:radial-gradient(circle at 50% 1.2em,currentcolor 1.12em,#0000 0) 0 0/2.25em 5em repeat-y,` +
  `linear-gradient(#0000 .3em,currentcolor 0 1em,#0000 0 1.6em,currentcolor 0 2.3em,#0000 0) 3em 0/80% 5em repeat-y}` +
  `@keyframes b{from{opacity:.1}to{opacity:.06}}@media(prefers-reduced-motion){:host:before{animation-duration:0s!important}}` +
  `a,button{color:inherit;font:inherit}p{margin:0}`;
