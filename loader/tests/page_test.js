import { ANCHOR, here, locate, SCRIPT_SERVER, ThreadPlace } from "../embed/page.js";
import { equal, nodes, ok, test } from "./harness.js";

const place = (attributes = "") => new ThreadPlace(nodes(`<i ${attributes}></i>`).firstChild);

test("page: a canonical address counts until a router shows another page", () => {
  const before = location.href, link = Object.assign(document.createElement("link"), { rel: "canonical", href: "/rye" });
  document.head.append(link);
  equal(locate(), `${location.origin}/rye`);
  history.replaceState(0, "", "/tests/?tab=2");
  equal(locate(), `${location.origin}/rye`, "with another query of the same path, the address");
  history.replaceState(0, "", "/other#part");
  equal(locate(), `${location.origin}/other`, "on another page, the address");
  equal(here(), `${location.origin}/other`);
  link.remove();
  history.replaceState(0, "", before);
});

test("page: an attribute alone does not choose another server", () => {
  const one = place(`server="https://other.test/"`);
  equal(one.server, location.origin);
  one.element[SCRIPT_SERVER] = "https://other.test/";
  equal(one.server, "https://other.test");
  equal(place(`server="javascript:alert(1)"`).server, location.origin);
});

test("page: requests name site, page, and the origin where the page has another one", () => {
  const one = place(`site="two words" page="recipes/rye"`);
  ok(one.api("fragment").endsWith("/v1/sites/two%20words/fragment"));
  equal(one.query({ lang: "en" }).toString(), `page=recipes%2Frye&origin=${encodeURIComponent(location.origin)}&lang=en`);
  equal(place(`page="${location.origin}/rye"`).query().has("origin"), false);
});

test("page: the comment to go to is named by the address or by an attribute", () => {
  equal(place(`highlight="7"`).goal, "7");
  location.hash = `${ANCHOR}9`;
  equal(place(`highlight="7"`).goal, "9");
  history.replaceState(0, "", location.pathname);
});
