import { branchToggled, markCut, openBranches, showWhole } from "../live/branches.js";
import { equal, nodes, ok, test } from "./harness.js";

const TREE = `<li><div class="conversation-root"><ol class="replies-indented"><li><article id="a"></article><details><summary><i></i><i></i></summary>
  <ol><li><article data-m="B" data-h="3"><bdi>Ben</bdi></article></li></ol></details></li></ol></div>
  <div class="conversation-root"><ol class="replies-indented"><li class="branch-continuation"><article id="b"></article></li></ol></div></li>`;

test("branches: a collapsed branch shows its authors, and hides where it continues", () => {
  const place = nodes(TREE), branch = place.querySelector("details"), continuation = place.querySelector(".branch-continuation");
  branchToggled(branch);
  equal([...place.querySelectorAll("i")].map(({ dataset }) => ({ ...dataset })), [{ m: "B", h: "3" }, {}]);
  equal(continuation.hidden, true);
  branch.open = true;
  branchToggled(branch);
  equal(continuation.hidden, false);
});

test("branches: going to a comment of the continuation opens the branch where it begins", () => {
  const place = nodes(TREE);
  openBranches(place.querySelector("#a"));
  equal(place.querySelector("details").open, false);
  openBranches(place.querySelector("#b"));
  equal(place.querySelector("details").open, true);
});

test("branches: a comment that is longer than its lines is marked and can be shown whole", () => {
  const body = (height) => `<article><div class="long-body" style="height:20px;overflow:hidden"><div style="height:${height}px"></div></div><button>Read more</button></article>`;
  const place = nodes(body(200) + body(5)), [long, short] = place.querySelectorAll(".long-body");
  markCut(place);
  equal([long.dataset.cut, short.dataset.cut], ["", "no"]);
  showWhole(long.nextElementSibling);
  equal(long.dataset.cut, "no");
  ok(document.activeElement === long.closest("article"));
});
