import { askPage, askPageOnce } from "../live/identity.js";
import { conversation, equal, ok, replacing, test } from "./harness.js";

// Asks the page for `reason`, which responds with `token`; what was sent, and which names were told.
async function responded(reason, token, answer = () => new Response('{"name":"Ada"}')) {
  const thread = conversation("<section></section>"), sent = [], told = [];
  ok(askPage(thread, reason, (name) => told.push(name)));
  const [[name, detail]] = thread.events;
  equal([name, detail.reason], ["identity-request", reason]);
  const fetch = async (url, { method = "GET", credentials, body }) => {
    sent.push([method, url.split("/bakery/")[1], credentials, body]);
    return answer(url);
  };
  let result;
  await replacing(window, { fetch }, async () => {
    result = detail.respond(token);
    detail.respond("x.y.z");
    await queuedTasksRan();
  });
  equal(result, undefined, "what the page is told");
  return { sent, told };
}

// The page is given nothing to await, and a test of what is not sent has no event: every task that is queued runs instead.
async function queuedTasksRan() {
  for (let turns = 0; turns < 20; turns++) await new Promise((go) => setTimeout(go));
}

const POSTED = ["POST", "me/sso", "include", '{"token":"a.b.c"}'];

test("identity: a token, or a promise of one, is sent once, and the name is told", async () => {
  for (const token of ["a.b.c", Promise.resolve("a.b.c"), async () => "a.b.c"]) {
    equal(await responded("sign-in", token), { sent: [POSTED], told: ["Ada"] });
  }
});

test("identity: a function is called only where somebody has to be signed in", async () => {
  let calls = 0;
  const token = async () => { calls += 1; return "a.b.c"; };
  const me = (answer) => (url) => new Response(url.endsWith("/me") ? answer : '{"name":"Ada"}');
  const asked = ["GET", "me", "include", undefined];
  equal(await responded("write", token, me('{"guest":true,"signed_in":true}')), { sent: [asked], told: [] });
  equal(calls, 0);
  equal(await responded("write", token, me('{"guest":false}')), { sent: [asked, POSTED], told: ["Ada"] });
  equal(calls, 1);
});

test("identity: a refused token, or none, leaves everything as it is", async () => {
  const refused = () => new Response('{"code":"sign-in-refused"}', { status: 403 });
  equal(await responded("write", "a.b.c", refused), { sent: [POSTED], told: [] });
  const offline = () => { throw new TypeError("offline"); };
  equal(await responded("write", "a.b.c", offline), { sent: [POSTED], told: [] });
  const fails = () => { throw new Error("the page's own"); };
  for (const nothing of [undefined, null, "", 7, {}]) {
    equal(await responded("write", nothing), { sent: [], told: [] }, `after ${nothing}`);
  }
  for (const broken of [fails, async () => fails()]) equal(await responded("sign-in", broken), { sent: [], told: [] });
});

test("identity: a page that shows its own sign-in says so, and is asked once while somebody writes", async () => {
  const thread = conversation("<section></section>", { emit: () => false });
  equal(askPage(thread, "sign-in"), false);
  const other = conversation("<section></section>");
  askPageOnce(other);
  askPageOnce(other);
  equal(other.events.length, 1);
  other.life = new AbortController();
  askPageOnce(other);
  equal(other.events.length, 2, "another page");
});

test("identity: what comes after the conversation has ended is not sent", async () => {
  const thread = conversation("<section></section>"), sent = [];
  let answer;
  askPage(thread, "sign-in", () => {});
  const [[, { respond }]] = thread.events;
  await replacing(window, { fetch: async (url) => { sent.push(url); return new Response("{}"); } }, async () => {
    respond(new Promise((go) => (answer = go)));
    thread.life.abort();
    answer("a.b.c");
    await queuedTasksRan();
  });
  equal(sent, []);
});
