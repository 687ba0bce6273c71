// The texts of `live.js`. The build puts this behind it.

// The texts in English, put in by the build; and those of other languages, once they are loaded.
const ENGLISH = __PORCH_TEXTS__, loaded = { en: ENGLISH };

// The language of a conversation: that of the server's rendering; before there is one, the nearest that there is.
const tagOf = ({ section, lang }) =>
  section?.lang ?? [lang, lang.split("-")[0]].find((tag) => BUILD.languages.includes(tag)) ?? "en";
const textsFor = (thread) => loaded[tagOf(thread)] ?? ENGLISH;
const isLoaded = (thread) => tagOf(thread) in loaded;

// The texts of a language: those of the loader (`json`), or the table that the widget reads (`txt`). They are shown as
// text, so they are not checked against a hash: a server that lies could lie in its rendering, too.
function fetchText(thread, kind) {
  const { server, kit: { bare, once } } = thread, url = `${server}${BUILD.texts}${tagOf(thread)}.${kind}`;
  return once(url, async () => {
    const answer = await bare(url);
    if (!answer.ok) throw new Error(`no texts: ${answer.status}`);
    return answer.text();
  });
}

// Without them, the texts are English.
async function loadTexts(thread) {
  const tag = tagOf(thread);
  try { loaded[tag] = JSON.parse(await fetchText(thread, "json")); } catch { /* offline, or a language of another build */ }
}

// The link in the place of comments that are loaded by a click.
export async function idle(thread, link) {
  await loadTexts(thread);
  link.textContent = textsFor(thread).comments;
}

// The error that the comments could not be loaded, which the loader wrote in English.
function translateFailed(thread, said) {
  const { notLoaded, readElsewhere, retry } = textsFor(thread);
  said.firstChild.data = `${notLoaded} `;
  said.querySelector("a").textContent = readElsewhere;
  said.querySelector("button").textContent = retry;
}

// A text with a number, in the plural form that the language has for it.
function counted(thread, name, count) {
  const forms = textsFor(thread)[name], tag = forms === ENGLISH[name] ? "en" : tagOf(thread);
  const form = forms[new Intl.PluralRules(tag).select(count)] ?? forms.other;
  return form.replace("{count}", count.toLocaleString(tag));
}

// A moment, as the visitor's clock shows it, in the page's language; on another day, with that day.
export function clock(moment, lang) {
  const { hourCycle } = new Intl.DateTimeFormat([], { hour: "numeric" }).resolvedOptions(), date = new Date(moment), now = new Date();
  const day = date.toDateString() === now.toDateString() ? {}
    : Math.abs(date - now) < 5184e5 ? { weekday: "long" } : { day: "numeric", month: "long" };
  return date.toLocaleString(lang, { ...day, hour: "numeric", minute: "2-digit", hourCycle });
}

// Until when replies are paused.
function pauses(within, lang) {
  for (const time of within.querySelectorAll(".j time")) time.textContent = clock(time.dateTime, lang);
}

// The page is not on any site's list. Its owner finds in the console what to do; visitors see nothing.
function unlisted(thread, code) {
  tune(thread);
  const { server, page, strange } = thread, { origin } = location, site = thread.is("site");
  const names = `“${page}”${strange ? ` (and its canonical address, “${strange}”)` : ""}`;
  console.warn([
    `Porch shows no comments on this page: the server ${server} answers “${code}” for ${names}.`,
    code === "page-not-allowed" && page.startsWith(origin)
      ? `${origin} is not on the list of the site “${site ?? "of this page"}”.`
      : `No site of that server has ${origin} on its list.`,
    `If this is your site: open ${server}/host/, Settings, Install, and press “Add this address”; or on the server, for a new site:`,
    `  porch site add NAME --origin ${origin}`,
    "or for one that is there, after all addresses that it has, as this replaces the list (`porch site list` names them):",
    `  porch site set NAME origin=ITS-ADDRESS origin=${origin}`,
  ].join("\n"));
  // An attribute alone cannot choose another server: see `get server` in `page.js`.
  const said = thread.is("server");
  if (said && !said.startsWith(server)) console.warn(`Porch: the attribute server="${said}" is not used. Another server is set by a script: element.server = …`);
}
