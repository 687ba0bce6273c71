// The texts of the loader's second part.

// Another language is another entry, as in `embed.js`.
const TEXTS = {
  en: {
    offline: "You’re offline. Keep writing; it goes out when you’re back.",
    news: (n) => n ? `${n} new comment${n > 1 ? "s" : ""}` : "These comments have changed",
    readable: "You can still read everything.",
    sending: "Sending…",
    lost: "That didn’t reach us. Your words are safe here. ",
    menu: { copy: "Copy link", done: "Copied", failed: (href) => href, report: "Report", edit: "Edit", delete: "Delete" },
    yours: { kept: "Your comment was not sent. Here it is, to copy.", copy: "Copy", done: "Copied" },
    gone: ["The comment of this link is not here any more. ", "Read the comments"],
  },
};
export const textsFor = (thread) => TEXTS[thread.lang.split("-")[0]] ?? TEXTS.en;

// A moment, as the visitor's clock shows it, in the page's language; on another day, with that day.
export function clock(moment, lang) {
  const { hourCycle } = new Intl.DateTimeFormat([], { hour: "numeric" }).resolvedOptions(), date = new Date(moment), now = new Date();
  const day = date.toDateString() === now.toDateString() ? {}
    : Math.abs(date - now) < 5184e5 ? { weekday: "long" } : { day: "numeric", month: "long" };
  return date.toLocaleString(lang, { ...day, hour: "numeric", minute: "2-digit", hourCycle });
}

// Until when replies are paused.
export function pauses(within, lang) {
  for (const time of within.querySelectorAll(".reply-pause time")) time.textContent = clock(time.dateTime, lang);
}

// The page is not on any site's list. Its owner finds in the console what to do; visitors see nothing.
export function unlisted(thread, code) {
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
