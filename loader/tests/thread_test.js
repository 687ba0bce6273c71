import "../embed/element.js";
import { BUILD } from "../embed/build.js";
import { threads } from "../embed/thread.js";
import { calls } from "./later.js";
import { equal, nodes, ok, replacing, test, until } from "./harness.js";

BUILD.later = ["/tests/later.js", ""];
const FRAGMENT = `<section class="comment-section" data-total="1" data-conversations="1" data-cursor="c1" data-key="rye" data-version="7">
  <div class="composer-area"><div class="page-prompt"></div><div class="composer-root"><form><input name="name"><textarea></textarea><button>Send</button></form></div></div>
  <ol class="conversation-list"><li class="conversation-item"><div class="conversation-root"><article id="porch-c-1"><p class="comment-head"><bdi>Ben</bdi><a><time datetime="2026-05-03T09:20:00Z"></time></a></p>
  <p class="comment-actions"><button>Reply</button></p></article></div></li></ol><div class="list-end"></div></section>`;
const server = (fragment) => async (url) => (/\.css/.test(url) ? new Response("p{margin:0}") : fragment(String(url)));
const thread = () => [...threads].at(-1);

test("element: attributes are properties, and a boolean one is there or not", () => {
  const element = document.createElement("porch-thread");
  element.colorScheme = "dark";
  element.readonly = true;
  equal([element.getAttribute("color-scheme"), element.hasAttribute("readonly"), element.readonly], ["dark", true, true]);
  element.readonly = false;
  element.colorScheme = null;
  equal([element.attributes.length, element.colorScheme, element.readonly], [0, "", false]);
});

test("element: a click loads where the page wants that, and taking it out ends everything", async () => {
  const element = nodes(`<porch-thread loading="click" page="rye"></porch-thread>`).firstChild;
  equal(element.state, "idle");
  ok(element.shadowRoot.querySelector("a").href.includes("/c/-?page=rye"));
  equal(threads.size, 1);
  element.parentNode.append(element);
  await Promise.resolve();
  equal(threads.size, 1, "after a move, the number of conversations");
  element.remove();
  await until(() => threads.size === 0);
});

test("element: the server's rendering is shown, and the second part is told", async () => {
  const states = [];
  await replacing(globalThis, { fetch: server(async () => new Response(FRAGMENT)) }, async () => {
    const element = document.createElement("porch-thread");
    element.addEventListener("porch-state", ({ detail }) => states.push(detail.state));
    Object.assign(element, { page: "rye", loading: "eager", prompt: "What do you think?" });
    nodes("").append(element);
    await element.whenReady;
    equal(states, ["loading", "ready"]);
    equal(element.summary, { conversations: 1, comments: 1, lastAt: "2026-05-03T09:20:00Z" });
    equal(element.version, "7");
    equal(element.shadowRoot.querySelector(".page-prompt").textContent, "What do you think?");
    equal(element.shadowRoot.querySelector("article").ariaLabel.startsWith("Ben, "), true, "the label of a comment");
    await until(() => calls.some(([name]) => name === "drawn"));
    element.remove();
  });
});

test("thread: what is pressed before the widget is there waits for it", async () => {
  await replacing(globalThis, { fetch: server(async () => new Response(FRAGMENT)) }, async () => {
    const element = nodes(`<porch-thread page="rye" loading="eager"></porch-thread>`).firstChild;
    await element.whenReady;
    const button = element.shadowRoot.querySelector(".conversation-root button");
    button.click();
    equal(thread().queue.map(({ type, target }) => [type, target === button]), [["click", true]]);
    equal(button.ariaBusy, "true");
    await until(() => calls.some(([name]) => name === "heard"));
    equal(await thread().wake(), true);
    element.remove();
  });
});

test("thread: a failure shows a link and a button, and another try succeeds", async () => {
  let answer = () => new Response(`{"code":"internal"}`, { status: 500 });
  await replacing(globalThis, { fetch: server(async () => answer()) }, async () => {
    const element = nodes(`<porch-thread page="rye" loading="eager"></porch-thread>`).firstChild;
    await until(() => element.state === "error");
    equal(element.shadowRoot.querySelectorAll("p > a, p > button").length, 2);
    answer = () => new Response(FRAGMENT);
    element.shadowRoot.querySelector("button").click();
    await until(() => element.state === "ready");
    element.remove();
  });
});

test("thread: a canonical address that no site has is told with the page's own", async () => {
  const requests = [], link = Object.assign(document.createElement("link"), { rel: "canonical", href: "https://elsewhere.test/rye" });
  document.head.append(link);
  const answer = async (url) => {
    requests.push(new URL(url).searchParams);
    return requests.length === 1 ? new Response("{}", { status: 404 }) : new Response(FRAGMENT);
  };
  await replacing(globalThis, { fetch: server(answer) }, async () => {
    const element = nodes(`<porch-thread loading="eager"></porch-thread>`).firstChild;
    await element.whenReady;
    equal(requests.map((query) => query.get("page")), ["https://elsewhere.test/rye", location.href]);
    equal(requests[1].get("canonical"), "https://elsewhere.test/rye");
    element.remove();
  });
  link.remove();
});
