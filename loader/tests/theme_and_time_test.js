import { ago, BEFORE, dress } from "../embed/theme_and_time.js";
import { equal, nodes, ok, test } from "./harness.js";

function article(dateTime, text = "3 May") {
  const place = nodes(`<article id="porch-c-1"><p class="comment-head"><bdi>Ben</bdi> <a><time datetime="${dateTime}">${text}</time></a></p></article>`);
  return place.firstChild;
}
const ENGLISH = { lang: "en", section: { dataset: { now: "just now" } } };
const before = (seconds) => new Date(Date.now() - seconds * 1e3).toISOString();
const shown = (dateTime) => { const one = article(dateTime); dress(one, ENGLISH); return one.querySelector("time").textContent; };

test("theme_and_time: a time is relative at first and a date later", () => {
  equal(shown(before(10)), "just now");
  equal(shown(before(130)), "2 minutes ago");
  equal(shown(before(7300)), "2 hours ago");
  equal(shown(before(86400 * 3.5)), "3 days ago");
  ok(/20\d\d/.test(shown(before(86400 * 800))), "another year in the date");
});

test("theme_and_time: a time that is none keeps the server's text", () => equal(shown("nonsense"), "3 May"));

test("theme_and_time: a comment gets its link and its label once", () => {
  const one = article(before(130));
  dress(one, ENGLISH);
  equal(one.querySelector("a").hash, "#porch-c-1");
  equal(one.ariaLabel, "Ben, 2 minutes ago");
  one.ariaLabel = "unchanged";
  dress(one, ENGLISH);
  equal(one.ariaLabel, "unchanged");
});

test("theme_and_time: a stub stays as it is", () => {
  const stub = nodes(`<article><p class="comment-stub">Deleted</p></article>`).firstChild;
  dress(stub, ENGLISH);
  equal(stub.outerHTML, `<article><p class="comment-stub">Deleted</p></article>`);
});

test("theme_and_time: formatters are made once a language", () => {
  ok(ago("en") === ago("en") && ago("en") !== ago("de"));
});

test("theme_and_time: the style before the style sheet parses", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(BEFORE);
  ok(sheet.cssRules.length > 5);
});

test("theme_and_time: there are no grey blocks where the page shows the comments itself", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(BEFORE);
  // A selector that the browser does not know would drop the rule.
  ok([...sheet.cssRules].some((rule) => rule.selectorText?.includes(":not(:has(ol))")));
});
