// The few texts that are needed before, or without, a response of the server. Another language is another line.
const TEXTS = {
  en: ["Comments", "just now", "The comments didn’t load. ", "Try again", "Read them on their own page"],
};
export const textsOf = (lang) => TEXTS[lang.split("-")[0]] ?? TEXTS.en;
