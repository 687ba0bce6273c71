import { linkTo } from "../live/link.js";
import { conversation, equal, test } from "./harness.js";

function link(page, key, attribute) {
  const thread = conversation(`<section data-key="${key}"></section>`, { page, is: (name) => (name === "page-url" ? attribute : null) });
  return linkTo(thread, "porch-c-1");
}

test("link: only the parameters that the server kept are copied", () => {
  equal(link("https://bakery.test/rye?id=7&token=abc", "bakery.test/rye?id=7"), "https://bakery.test/rye?id=7#porch-c-1");
});

test("link: a folder's index file, www and a slash are the same page", () => {
  equal(link("https://www.bakery.test/rye/index.html", "bakery.test/rye"), "https://www.bakery.test/rye/index.html#porch-c-1");
  equal(link("https://bakery.test/other", "bakery.test/rye"), "https://bakery.test/rye#porch-c-1");
});

test("link: the page's own public address comes first, without a name and a password", () => {
  equal(link("rye", "rye", "https://me:secret@bakery.test/rye?a=1"), "https://bakery.test/rye?a=1#porch-c-1");
  equal(link("https://bakery.test/rye", "bakery.test/rye", "mailto:me@bakery.test"), "https://bakery.test/rye#porch-c-1");
});

test("link: where a page has a key of its own, parameters that may be personal are left out", () => {
  const before = location.href;
  history.replaceState(0, "", "/rye?lang=en&email=me%40bakery.test&x=0123456789012345678901234567");
  equal(link("rye", "rye"), `${location.origin}/rye?lang=en#porch-c-1`);
  history.replaceState(0, "", before);
});
