// The proof of work that the server may demand, computed while the visitor types, invisibly. `live/widget.js` fetches this
// with the first typed letter. `thread` is the loader's Thread.

// In milliseconds: a server that demanded no work may demand it two minutes later; a proof is accepted for ten minutes.
const RETRY_AFTER = 12e4, VALID_FOR = 48e4;

const states = new WeakMap();

function stateOf(thread) {
  const { page } = thread, known = states.get(thread);
  if (known?.page === page) return known;
  const state = { page };
  states.set(thread, state);
  return state;
}

// The visitor types.
export function typed(thread) {
  const state = stateOf(thread);
  state.typed = true;
  if (!state.work || Date.now() > state.until) requestWork(thread, state);
}

// Adds to a comment what the server checks about how it was written.
export async function complete(thread, comment) {
  const state = stateOf(thread), { work = requestWork(thread, state) } = state;
  // A proof counts once.
  state.work = undefined;
  comment.website = [...thread.root.querySelectorAll("[name=website]")].map(({ value }) => value).join("") || undefined;
  // Since the page was opened; not known for a comment that an earlier page left in the outbox.
  if (state.typed) comment.opened = Math.round(performance.now());
  comment.proof = await work;
}

function requestWork(thread, state) {
  const { signal } = thread.life;
  state.until = Date.now() + RETRY_AFTER;
  return (state.work = (async () => {
    const answer = await fetch(`${thread.api("challenge")}?${thread.query()}`, { credentials: "include", signal });
    if (answer.status !== 200) return;
    state.until = Date.now() + VALID_FOR;
    return solve(await answer.json(), signal);
  })().catch(() => {}));
}

const bytes = (hex) => hex.match(/../g).map((two) => parseInt(two, 16));

// ALTCHA v2: finds the counter whose key begins as the challenge says. The browser computes keys off the main thread;
// four at a time, so that it can use its cores and can be stopped soon.
async function solve(challenge, signal) {
  const { algorithm, cost: iterations, keyLength, keyPrefix, nonce, salt } = challenge.parameters;
  const [name, hash] = algorithm.split("/"), { subtle } = crypto;
  const make = async (counter) => {
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await subtle.importKey("raw", password, name, false, ["deriveBits"]);
    const parameters = { name, hash, salt: new Uint8Array(bytes(salt)), iterations };
    const made = new Uint8Array(await subtle.deriveBits(parameters, key, keyLength * 8));
    return [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  for (let counter = 0; !signal.aborted; counter += 4) {
    const keys = await Promise.all([0, 1, 2, 3].map((more) => make(counter + more)));
    const at = keys.findIndex((key) => key.startsWith(keyPrefix));
    if (at >= 0) return btoa(JSON.stringify({ challenge, solution: { counter: counter + at, derivedKey: keys[at] } }));
  }
}
