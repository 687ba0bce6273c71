import { complete, typed } from "../proof_of_work.js";
import { conversation, equal, ok, replacing, test } from "./harness.js";

const CHALLENGE = { parameters: { algorithm: "PBKDF2/SHA-256", cost: 1, keyLength: 32, keyPrefix: "0", nonce: "ab12", salt: "cd34" } };
const HTML = `<section><input name="website" value=""></section>`;
const answering = (answers, requests = []) => ({ fetch: async (url) => { requests.push(url); return answers[Math.min(requests.length, answers.length) - 1](); } });
const demanded = () => new Response(JSON.stringify(CHALLENGE)), nothing = () => new Response(null, { status: 204 });

test("proof_of_work: the counter's key begins as the challenge says", () => replacing(globalThis, answering([demanded]), async () => {
  const thread = conversation(HTML), comment = {};
  typed(thread);
  await complete(thread, comment);
  const { challenge, solution } = JSON.parse(atob(comment.proof));
  equal(challenge, CHALLENGE);
  ok(solution.derivedKey.startsWith("0") && solution.derivedKey.length === 64 && Number.isInteger(solution.counter));
  ok(comment.opened > 0 && comment.website === undefined);
}));

test("proof_of_work: where no work is demanded, the comment has none, and what a bot filled in is told", () =>
  replacing(globalThis, answering([nothing]), async () => {
    const thread = conversation(HTML), comment = {};
    thread.root.querySelector("input").value = "https://spam.test";
    await complete(thread, comment);
    equal([comment.proof, comment.website, comment.opened], [undefined, "https://spam.test", undefined]);
  }));

test("proof_of_work: typing asks once, and each comment needs a proof of its own", async () => {
  const requests = [];
  await replacing(globalThis, answering([demanded], requests), async () => {
    const thread = conversation(HTML), first = {}, second = {};
    typed(thread);
    typed(thread);
    equal(requests.length, 1);
    await complete(thread, first);
    await complete(thread, second);
    equal(requests.length, 2);
  });
});

test("proof_of_work: a request that fails is no error", () => replacing(globalThis, { fetch: async () => { throw new TypeError("offline"); } }, async () => {
  const comment = {};
  await complete(conversation(HTML), comment);
  equal(comment.proof, undefined);
}));
