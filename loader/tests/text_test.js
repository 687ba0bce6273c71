import { TEXTS } from "../embed/text.js";
import { clock, counted, pauses, textsFor, unlisted } from "../live/text.js";
import { conversation, equal, nodes, ok, replacing, test } from "./harness.js";

test("text: the number of new comments has its own form for one", () => {
  const news = (count) => counted({ lang: "en-GB" }, "newComments", count);
  equal([news(1), news(2), news(1200)], ["1 new comment", "2 new comments", "1,200 new comments"]);
  equal(textsFor({ lang: "xx" }) === textsFor({ lang: "en" }), true, "a language without texts");
});

test("text: a moment of another day names its day", () => {
  const now = new Date(), today = clock(now, "en"), days = (count) => new Date(now.getTime() + count * 864e5);
  ok(/^\d{1,2}:\d\d/.test(today), today);
  ok(/day/i.test(clock(days(3), "en")), clock(days(3), "en"));
  ok(!/day/i.test(clock(days(40), "en")), clock(days(40), "en"));
});

test("text: pauses show until when", () => {
  const place = nodes(`<p class="reply-pause"><time datetime="${new Date().toISOString()}">later</time></p><time datetime="2026-05-03">3 May</time>`);
  pauses(place, "en");
  const [inPause, other] = place.querySelectorAll("time");
  ok(inPause.textContent !== "later" && other.textContent === "3 May");
});

test("text: the owner of a page that no site lists reads in the console what to do", async () => {
  const lines = [];
  await replacing(console, { warn: (line) => lines.push(line) }, () => {
    unlisted(conversation("<section></section>", { is: (name) => (name === "server" ? "https://other.test" : null) }), "origin-not-allowed");
  });
  ok(lines[0].includes("origin-not-allowed") && lines[0].includes(`porch site add NAME --origin ${location.origin}`));
  ok(lines[1].includes("https://other.test"), "the server that is not used");
});

test("text: the loader's first part has the few texts that need no response", () => {
  for (const name of ["comments", "notLoaded", "readElsewhere", "retry"]) ok(TEXTS[name], name);
});
