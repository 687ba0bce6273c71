import { askPage, askPageOnce } from "../live/identity.js";
import { conversation, equal, ok, replacing, test } from "./harness.js";

// Asks the page for `reason`, which responds with `token`; what was sent, and which names were told.
async function responded(reason, token, answer = known) {
  const thread = conversation("<section></section>"), sent = [], told = [];
  ok(askPage(thread, reason, (...all) => told.push(all.filter(Boolean))));
  const [[name, detail]] = thread.events;
  equal([name, detail.reason], ["identity-request", reason]);
  const fetch = async (url, { method, credentials, headers, body }) => {
    const call = url.split("/bakery/")[1];
    ok(credentials === "include");
    sent.push([method, call, headers.Authorization, body].filter(Boolean));
    return answer(`${method} ${call}`);
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

// A server's answers: by the request, in their order.
const answers = (all) => (request) => {
  const [status, body] = all[request].shift();
  return new Response(status === 204 ? null : JSON.stringify(body), { status });
};
const known = (request) => new Response(request === "GET me" ? '{"guest":true,"kept":true}' : '{"name":"Ada"}');
const ASKED = ["GET", "me"], POSTED = ["POST", "me/sso", '{"token":"a.b.c"}'];

test("identity: a token, or a promise of one, is sent once, and the name is told", async () => {
  for (const token of ["a.b.c", Promise.resolve("a.b.c"), async () => "a.b.c"]) {
    equal(await responded("sign-in", token), { sent: [ASKED, POSTED], told: [["Ada"]] });
  }
});

test("identity: a function is called only where somebody has to be signed in", async () => {
  let calls = 0;
  const token = async () => { calls += 1; return "a.b.c"; };
  const signedIn = () => new Response('{"guest":true,"kept":true,"signed_in":true}');
  equal(await responded("write", token, signedIn), { sent: [ASKED], told: [] });
  equal(calls, 0);
  equal(await responded("write", token), { sent: [ASKED, POSTED], told: [["Ada"]] });
  equal(calls, 1);
});

test("identity: a browser that has no cookie yet gets one, and one that keeps none a token in its place", async () => {
  const gets = answers({ "GET me": [[200, {}], [200, { kept: true }]], "POST me": [[204]], "POST me/sso": [[200, { name: "Ada" }]] });
  equal(await responded("write", "a.b.c", gets), { sent: [ASKED, ["POST", "me"], ASKED, POSTED], told: [["Ada"]] });
  const refuses = answers({ "GET me": [[200, {}], [200, {}]], "POST me": [[204]], "POST me/token": [[200, { token: "t" }]],
    "POST me/sso": [[200, { name: "Ada", token: "u" }]] });
  const withToken = ["POST", "me/sso", "Bearer t", POSTED[2]];
  equal(await responded("write", "a.b.c", refuses),
    { sent: [ASKED, ["POST", "me"], ASKED, ["POST", "me/token"], withToken], told: [["Ada", "Bearer u"]] });
});

test("identity: a refused token, or none, leaves everything as it is", async () => {
  const refused = (request) => request === "GET me" ? known(request) : new Response('{"code":"sign-in-refused"}', { status: 403 });
  equal(await responded("write", "a.b.c", refused), { sent: [ASKED, POSTED], told: [] });
  const offline = () => { throw new TypeError("offline"); };
  equal(await responded("write", "a.b.c", offline), { sent: [ASKED], told: [] });
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
