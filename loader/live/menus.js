// Clicks while reading: the orders, "⋯", "Read more", names, the line that collapses a branch; and the menus.

import { prepareAuthors } from "./authors.js";
import { branchToggled, markCut, showWhole } from "./branches.js";
import { BUILD } from "./build.js";
import { icon } from "./icons.js";
import { linkTo } from "./link.js";
import { nameOnPress } from "./profile_card.js";
import { openSearch } from "./search.js";
import { openOnPress } from "./sheets.js";
import { pauses, textsFor } from "./text.js";

const rootsWithListeners = new WeakSet();

// Called for each conversation that is rendered.
export function setUp(thread) {
  const { root, server, section, kit: { bare, once, turn } } = thread;
  section.querySelector(".order-menu > summary").ariaHasPopup = "menu";
  thread.fit = (within) => { markCut(within); pauses(within, thread.lang); prepareAuthors(thread, within); };
  thread.fit(section);
  // The styles that reading does not need.
  once(`${server}.late`, async () => {
    const answer = await bare(server + BUILD.css[0], { integrity: BUILD.css[1] }), sheet = new CSSStyleSheet();
    sheet.replaceSync(await answer.text());
    return sheet;
  }).then((late) => {
    // Of another server or build, it would restyle what is shown by now.
    const [first, ...others] = root.adoptedStyleSheets;
    if (section === thread.section && !others.includes(late)) root.adoptedStyleSheets = [first, late, ...others];
    // A server of another build renders none.
    section.querySelector(".search-button")?.removeAttribute("hidden");
  }, () => {});
  // The rules are beside the form, and appear with it.
  const composerBox = section.querySelector(".composer-area"), say = () => {
    const form = composerBox.querySelector("form"), now = form?.dataset.open ?? (form?.elements.body.value ? "" : null);
    if (now == null) composerBox.removeAttribute("data-open");
    else if (composerBox.dataset.open !== now) composerBox.dataset.open = now;
  };
  say();
  new MutationObserver(say).observe(composerBox, { subtree: true, attributeFilter: ["data-open"] });
  if (rootsWithListeners.has(root)) return;
  rootsWithListeners.add(root);
  // A click before this was loaded.
  const earlyTarget = thread.pressed?.closest(".more-actions, .read-more, [part=author]");
  if (earlyTarget?.isConnected) handleClick(thread, { target: earlyTarget, preventDefault() {} });
  root.addEventListener("click", (event) => handleClick(thread, event), true);
  root.addEventListener("toggle", ({ target }) => branchToggled(target), true);
  root.addEventListener("pointerover", ({ target }) => {
    // The full time as a tooltip, made only when it is pointed at: making the formatter takes too long.
    if (target.dateTime) target.title ||= new Date(target.dateTime).toLocaleString(thread.lang);
  });
  root.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (open?.menu.contains(target)) return menuKeys(event);
    // Only inside of the conversation: the page's own keys are its own.
    if (key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !target.closest("input, textarea, dialog")) {
      event.preventDefault();
      return openSearch(thread);
    }
    // A name is a button.
    if ((key === "Enter" || key === " ") && target.matches("[part=author]")) return handleClick(thread, event);
    // The widget handles the keys of its own roots.
    const isEarly = !thread.taken.has(target.closest(".composer-root, .conversation-root, .list-end"));
    if (isEarly && key === "Enter" && (event.ctrlKey || event.metaKey)) target.form?.requestSubmit();
  }, true);
}

function handleClick(thread, event) {
  const { target } = event, at = (what) => target.closest(what);
  const order = at("[data-o]"), sort = at(".order-menu > summary"), dots = at(".more-actions"), more = at(".read-more");
  if (at(".search-button")) openSearch(thread);
  else if (order && !event.ctrlKey && !event.metaKey) setOrder(thread, order.dataset.o);
  else if (sort) menu(thread, sort, orders(thread), true);
  else if (dots) menu(thread, dots, commentActions(thread, dots));
  else if (more) showWhole(more);
  else if (!nameOnPress(thread, event) && !openOnPress(thread, event)) return;
  event.preventDefault();
}

/* ---- the orders ---- */

function setOrder(thread, order) {
  thread.order = order;
  thread.keep("order", order);
  // The pressed element is replaced by the new rendering; the focus goes to the same one there.
  thread.refresh().then(() => thread.root.activeElement ?? thread.root.querySelector(".order-menu > summary")?.focus());
}

const orders = (thread) => [...thread.section.querySelectorAll("[data-o]")].map((link) => ({
  words: link.textContent, checked: link.ariaCurrent === "true", act: () => setOrder(thread, link.dataset.o),
}));

/* ---- the actions of a comment ---- */

function commentActions(thread, dots) {
  const say = textsFor(thread), article = dots.closest("article");
  const openForm = (what) => ({ words: say[what], name: what, act: async () => {
    const { section } = thread, there = await thread.wake();
    if (section !== thread.section) return;
    // Where the widget cannot run, the conversation's own page opens.
    if (!there) location.assign(`${thread.ownPage}#${article.id}`);
    else thread.widget?.open(article.id.slice(thread.kit.ANCHOR.length), what);
  } });
  const copy = { words: say.copyLink, name: "copy", act: (item, said) => copyLink(linkTo(thread, article.id), item, said, say) };
  return [copy, ...(dots.dataset.own == null ? [openForm("report")] : [openForm("edit"), openForm("delete")])];
}

async function copyLink(href, item, said, { linkCopied }) {
  const ok = await navigator.clipboard?.writeText(href).then(() => true, () => false);
  if (ok) item.className = "is-done";
  said.textContent = ok ? linkCopied : href;
  item.replaceChildren(icon(ok ? "ok" : "copy"), said.textContent);
  const { menu } = open ?? {};
  setTimeout(() => open?.menu === menu && close(true), ok ? 2e3 : 2e4);
  return true;
}

/* ---- a menu, as in the ARIA Authoring Practices ---- */

let open, typedPrefix = "", typedAt = 0;

function close(back) {
  const { trigger, menu, said } = open ?? {};
  open = undefined;
  menu?.remove();
  said?.remove();
  trigger?.removeAttribute("aria-expanded");
  if (back) trigger?.focus({ preventScroll: true });
}

// An item is { words, name, checked, act }. If `act` resolves to true, the menu stays open.
function menu(thread, trigger, items, atEnd) {
  const same = open?.trigger === trigger;
  close(same);
  if (same) return;
  const { root, kit: { make } } = thread;
  const list = make("div", { className: "action-menu", role: "menu", popover: "manual", ariaLabel: trigger.ariaLabel ?? trigger.innerText });
  const said = make("div", { role: "status" });
  for (const { words, name = "", checked, act } of items) {
    const item = make("button", { type: "button", className: name === "delete" ? "delete-item" : "", tabIndex: -1, role: checked == null ? "menuitem" : "menuitemradio" });
    item.append(icon(name || "ok"), words);
    if (checked != null) item.ariaChecked = checked;
    item.onclick = async () => {
      item.ariaBusy = true;
      const stays = await act(item, said);
      item.ariaBusy = null;
      if (!stays && open?.menu === list) close(true);
    };
    list.append(item);
  }
  [open, typedAt] = [{ trigger, menu: list, said }, 0];
  // A summary has its own expanded state.
  if (trigger.localName === "button") trigger.ariaExpanded = "true";
  list.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !list.contains(relatedTarget) && close());
  root.append(list, said);
  list.showPopover?.();
  positionMenu(list, trigger, atEnd);
  (list.querySelector("[aria-checked=true]") ?? list.firstChild).focus({ preventScroll: true });
}

// Below the button that opens it, or above where there is no room; within the window in any case. A menu at the end of
// its line extends 8 px beyond that line.
function positionMenu(list, trigger, atEnd) {
  const at = trigger.getBoundingClientRect(), { offsetWidth: wide, offsetHeight: high } = list, { documentElement: page } = document;
  const below = at.bottom + high + 8 < innerHeight || at.top < high + 8;
  const right = (getComputedStyle(trigger).direction === "rtl") !== !!atEnd, side = atEnd ? 8 : 0;
  const left = right ? at.right - wide - side : at.left + side;
  const x = Math.max(8, Math.min(left, page.clientWidth - wide - 8)), y = below ? at.bottom + 2 : at.top - high - 2;
  list.style.inset = `${y + scrollY}px auto auto ${x + scrollX}px`;
}

function menuKeys(event) {
  const { key } = event, items = [...open.menu.children], at = items.indexOf(event.target), last = items.length - 1;
  const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, Home: 0, End: last }[key];
  if (key === "Escape" || key === "Tab") close(true);
  else if (to != null) items[to].focus();
  else if (key.length === 1 && key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
    typedPrefix = event.timeStamp - typedAt < 700 ? typedPrefix + key.toLowerCase() : key.toLowerCase();
    typedAt = event.timeStamp;
    const from = typedPrefix.length > 1 ? at : at + 1, round = [...items.slice(from), ...items.slice(0, from)];
    round.find((one) => one.textContent.trim().toLowerCase().startsWith(typedPrefix))?.focus();
  } else return;
  event.stopPropagation();
  // Tab goes on from the button that opened the menu.
  if (key !== "Tab") event.preventDefault();
}

addEventListener("pointerdown", (event) => {
  const path = event.composedPath();
  if (open && !path.includes(open.menu) && !path.includes(open.trigger)) close();
}, true);
