// What is pressed while somebody reads: the orders, "⋯", "Read more", the line that collapses a branch; and the menus. The
// build puts this in front of `live.js`.

const heardIn = new WeakSet();

// Called for each conversation that is drawn.
function attendTo(thread) {
  const { root, server, section, kit: { bare, once, turn } } = thread;
  section.querySelector(".sort > summary").ariaHasPopup = "menu";
  thread.fit = (within) => { cut(within); pauses(within, thread.lang); };
  thread.fit(section);
  // The styles that reading does not need.
  once(`${server}.late`, async () => {
    const answer = await bare(server + BUILD.css[0], { integrity: BUILD.css[1] }), sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    return sheet;
  }).then((late) => {
    if (!root.adoptedStyleSheets.includes(late)) root.adoptedStyleSheets = [root.adoptedStyleSheets[0], late, thread.own];
  }, () => {});
  // The rules stand beside the form, and come with it.
  const beside = section.querySelector(".b"), say = () => {
    const form = beside.querySelector("form"), now = form?.dataset.open ?? (form?.elements.body.value ? "" : null);
    if (now == null) beside.removeAttribute("data-open");
    else if (beside.dataset.open !== now) beside.dataset.open = now;
  };
  say();
  new MutationObserver(say).observe(beside, { subtree: true, attributeFilter: ["data-open"] });
  if (heardIn.has(root)) return;
  heardIn.add(root);
  // Pressed before this was here.
  const early = thread.pressed?.closest(".dots, .more");
  if (early?.isConnected) press(thread, { target: early, preventDefault() {} });
  root.addEventListener("click", (event) => press(thread, event), true);
  root.addEventListener("toggle", ({ target }) => collapsed(target), true);
  root.addEventListener("pointerover", ({ target }) => {
    // Said in full to whoever points there: making the formatter takes too long to do it for nobody.
    if (target.dateTime) target.title ||= new Date(target.dateTime).toLocaleString(thread.lang);
  });
  root.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (open?.menu.contains(target)) return keys(event);
    // The widget hears the keys of what it has taken over.
    const early = !thread.taken.has(target.closest(".c, .r, .f"));
    if (early && key === "Enter" && (event.ctrlKey || event.metaKey)) target.form?.requestSubmit();
  }, true);
}

function press(thread, event) {
  const { target } = event, at = (what) => target.closest(what);
  const order = at("[data-o]"), sort = at(".sort > summary"), dots = at(".dots"), more = at(".more");
  if (order && !event.ctrlKey && !event.metaKey) choose(thread, order.dataset.o);
  else if (sort) menu(thread, sort, orders(thread), true);
  else if (dots) menu(thread, dots, deeds(thread, dots));
  else if (more) whole(more);
  else return;
  event.preventDefault();
}

/* ---- the orders ---- */

function choose(thread, order) {
  thread.order = order;
  thread.keep("order", order);
  // What was pressed goes with the rest; the same one comes.
  thread.refresh().then(() => thread.root.activeElement ?? thread.root.querySelector(".sort > summary")?.focus());
}

const orders = (thread) => [...thread.section.querySelectorAll("[data-o]")].map((link) => ({
  words: link.textContent, checked: link.ariaCurrent === "true", act: () => choose(thread, link.dataset.o),
}));

/* ---- what can be done with a comment ---- */

function deeds(thread, dots) {
  const say = wordsFor(thread).deeds, article = dots.closest("article");
  const does = (what) => ({ words: say[what], name: what, act: async () => {
    const { section } = thread, there = await thread.wake();
    if (section !== thread.section) return;
    // Where nothing can be written here, the page of its own takes care.
    if (!there) location.assign(`${thread.ownPage}#${article.id}`);
    else thread.widget?.open(article.id.slice(thread.kit.ANCHOR.length), what);
  } });
  const copy = { words: say.copy, name: "copy", act: (item, said) => copied(linkTo(thread, article.id), item, said, say) };
  return [copy, ...(dots.dataset.own == null ? [does("report")] : [does("edit"), does("delete")])];
}

async function copied(href, item, said, { done, failed }) {
  const ok = await navigator.clipboard?.writeText(href).then(() => true, () => false);
  if (ok) item.className = "ok";
  said.textContent = ok ? done : failed(href);
  item.replaceChildren(drawing(ok ? "ok" : "copy"), said.textContent);
  const { menu } = open ?? {};
  setTimeout(() => open?.menu === menu && close(true), ok ? 2e3 : 2e4);
  return true;
}

/* ---- a menu, as the practices of ARIA have it ---- */

let open, begun = "", began = 0;

function close(back) {
  const { trigger, menu, said } = open ?? {};
  open = undefined;
  menu?.remove();
  said?.remove();
  trigger?.removeAttribute("aria-expanded");
  if (back) trigger?.focus({ preventScroll: true });
}

// An item is { words, name, checked, act }. What `act` answers with true leaves the menu open.
function menu(thread, trigger, items, atEnd) {
  const same = open?.trigger === trigger;
  close(same);
  if (same) return;
  const { root, kit: { make } } = thread;
  const list = make("div", { className: "menu", role: "menu", popover: "manual", ariaLabel: trigger.ariaLabel ?? trigger.innerText });
  const said = make("div", { role: "status" });
  for (const { words, name = "", checked, act } of items) {
    const item = make("button", { type: "button", className: name, tabIndex: -1, role: checked == null ? "menuitem" : "menuitemradio" });
    item.append(drawing(name || "ok"), words);
    if (checked != null) item.ariaChecked = checked;
    item.onclick = async () => {
      item.ariaBusy = true;
      const stays = await act(item, said);
      item.ariaBusy = null;
      if (!stays && open?.menu === list) close(true);
    };
    list.append(item);
  }
  [open, began] = [{ trigger, menu: list, said }, 0];
  // A summary says by itself what it is.
  if (trigger.localName === "button") trigger.ariaExpanded = "true";
  list.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !list.contains(relatedTarget) && close());
  root.append(list, said);
  list.showPopover?.();
  place(list, trigger, atEnd);
  (list.querySelector("[aria-checked=true]") ?? list.firstChild).focus({ preventScroll: true });
}

// Pictures are nodes: those of a style sheet need a word in the embedding page's policy (`img-src`). Each is the path of a pen
// in a square of 20.
const PATHS = {
  ok: "m4 10.5 4 4 8-9",
  copy: "M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5l-1 1m1.5 3.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1-1",
  report: "M5 17V3.5h9.5L12.5 7l2 3.5H5",
  edit: "m4 16 .7-3.2L13 4.5a1.8 1.8 0 0 1 2.5 2.5l-8.3 8.3z",
  offline: "M6 15.5h8.5a3.2 3.2 0 0 0 .5-6.4 5 5 0 0 0-8-2.6M5.2 8.4A3.6 3.6 0 0 0 6 15.5M3.5 3.5l13 13",
  up: "M10 16V4.5M5 9.3l5-5 5 5",
  alert: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6.4v4.2M10 13.6h.01",
  delete: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6",
  lock: "M5 9h10v7.5H5zM7 9V6.8a3 3 0 0 1 6 0V9",
};

function drawing(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.ariaHidden = "true";
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}

// Below what opens it, or above where there is no room; within the window in any case. What stands at the end of its line
// has 8 px of its own beyond that line.
function place(list, trigger, atEnd) {
  const at = trigger.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = list, { documentElement: page } = document;
  const below = at.bottom + high + 8 < innerHeight || at.top < high + 8;
  const right = (getComputedStyle(trigger).direction === "rtl") !== !!atEnd, side = atEnd ? 8 : 0;
  const left = right ? at.right - wide - side : at.left + side;
  const x = Math.max(8, Math.min(left, page.clientWidth - wide - 8)), y = below ? at.bottom + 2 : at.top - high - 2;
  list.style.inset = `${y + scrollY}px auto auto ${x + scrollX}px`;
}

function keys(event) {
  const { key } = event, items = [...open.menu.children], at = items.indexOf(event.target), last = items.length - 1;
  const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[key];
  if (key === "Escape" || key === "Tab") close(true);
  else if (to != null) items[to].focus();
  else if (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    begun = event.timeStamp - began < 700 ? begun + key.toLowerCase() : key.toLowerCase();
    began = event.timeStamp;
    const from = begun.length > 1 ? at : at + 1, round = [...items.slice(from), ...items.slice(0, from)];
    round.find((one) => one.textContent.trim().toLowerCase().startsWith(begun))?.focus();
  } else return;
  event.stopPropagation();
  // Tab goes on from what opened the menu.
  if (key !== "Tab") event.preventDefault();
}

addEventListener("pointerdown", (event) => {
  const way = event.composedPath();
  if (open && !way.includes(open.menu) && !way.includes(open.trigger)) close();
}, true);

/* ---- branches and long comments ---- */

// A branch may go on in further roots. Collapsed, it shows up to three of those who speak in it.
function collapsed(branch) {
  if (!branch.matches?.("article + details")) return;
  const faces = new Map([...branch.querySelectorAll("article[data-m]")].map((one) => [one.querySelector("bdi")?.textContent, one.dataset]));
  const shown = [...faces.values()];
  branch.querySelectorAll(":scope > summary > i").forEach((one, place) => {
    const { m, h } = shown[place] ?? {};
    if (m) Object.assign(one.dataset, { m, h });
    else delete one.dataset.m;
  });
  if (branch.closest("li")?.nextElementSibling || !branch.closest(".t1")) return;
  for (let root = branch.closest(".r").nextElementSibling; root; root = root.nextElementSibling) {
    const on = root.querySelector(":scope > .t1 > .q");
    if (on) on.hidden = !branch.open;
    if (!on || on.nextElementSibling) break;
  }
}

// What goes on from a collapsed branch of a root before is seen again.
function reopen(article) {
  if (!article.closest(".q")) return;
  for (let root = article.closest(".r"); root; root = root.previousElementSibling) {
    const branch = root.querySelector(".t1 > li:last-child > details");
    if (!branch) continue;
    branch.open = true;
    return collapsed(branch);
  }
}

// Which of the comments that may be long are longer than their eight lines.
function cut(within) {
  for (const body of within.querySelectorAll(".long:not([data-cut])")) {
    body.dataset.cut = body.scrollHeight > body.clientHeight + 2 ? "" : "no";
  }
}

function whole(more) {
  const body = more.previousElementSibling, article = more.closest("article");
  body.dataset.cut = "no";
  article.tabIndex = -1;
  article.focus({ preventScroll: true });
}
