// Branches that are collapsed, and long comments that are cut.

// A branch may continue in further roots. Collapsed, it shows up to three of its authors.
export function branchToggled(branch) {
  if (!branch.matches?.("article + details")) return;
  const faces = new Map([...branch.querySelectorAll("article[data-m]")].map((one) => [one.querySelector("bdi")?.textContent, one.dataset]));
  const shown = [...faces.values()];
  branch.querySelectorAll(":scope > summary > i").forEach((one, index) => {
    const { m, h } = shown[index] ?? {};
    if (m) Object.assign(one.dataset, { m, h });
    else delete one.dataset.m;
  });
  if (branch.closest("li")?.nextElementSibling || !branch.closest(".replies-indented")) return;
  for (let root = branch.closest(".conversation-root").nextElementSibling; root; root = root.nextElementSibling) {
    const continuation = root.querySelector(":scope > .replies-indented > .branch-continuation");
    if (continuation) continuation.hidden = !branch.open;
    if (!continuation || continuation.nextElementSibling) break;
  }
}

// Opens the collapsed branch of an earlier root that continues here.
export function openBranches(article) {
  if (!article.closest(".branch-continuation")) return;
  for (let root = article.closest(".conversation-root"); root; root = root.previousElementSibling) {
    const branch = root.querySelector(".replies-indented > li:last-child > details");
    if (!branch) continue;
    branch.open = true;
    return branchToggled(branch);
  }
}

// Which of the comments that may be long are longer than their eight lines.
export function markCut(within) {
  for (const body of within.querySelectorAll(".long-body:not([data-cut])")) {
    body.dataset.cut = body.scrollHeight > body.clientHeight + 2 ? "" : "no";
  }
}

export function showWhole(more) {
  const body = more.previousElementSibling, article = more.closest("article");
  body.dataset.cut = "no";
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}
