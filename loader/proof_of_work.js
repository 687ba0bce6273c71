// What the server may ask for besides the words, done while somebody writes: nobody sees it, and nobody waits for it.
// `live.js` fetches this with the first letter that is typed. `thread` is the loader's Thread.

// A server that asked for nothing may ask a little later; work that was done is taken for ten minutes.
const AGAIN = 12e4, KEPT = 48e4;

const states = new WeakMap();

function stateOf(thread) {
  const { page } = thread, known = states.get(thread);
  if (known?.page === page) return known;
  const state = { page };
  states.set(thread, state);
  return state;
}

// Somebody types.
export function typed(thread) {
  const state = stateOf(thread);
  state.typed = true;
  if (!state.work || Date.now() > state.until) ask(thread, state);
}

// Puts beside the words what the server wants to know of how they came.
export async function complete(thread, comment) {
  const state = stateOf(thread), { work = ask(thread, state) } = state;
  // It counts once.
  state.work = undefined;
  comment.website = [...thread.root.querySelectorAll("[name=website]")].map(({ value }) => value).join("") || undefined;
  // Since the page was opened; of words that a page before this one left, nobody knows.
  if (state.typed) comment.opened = Math.round(performance.now());
  comment.proof = await work;
}

function ask(thread, state) {
  const { signal } = thread.life;
  state.until = Date.now() + AGAIN;
  return (state.work = (async () => {
    const answer = await fetch(`${thread.api("challenge")}?${thread.query()}`, { credentials: "include", signal });
    if (answer.status !== 200) return;
    state.until = Date.now() + KEPT;
    return solve(await answer.json(), signal);
  })().catch(() => {}));
}

const bytes = (hex) => hex.match(/../g).map((two) => parseInt(two, 16));

// ALTCHA v2: finds the counter whose key begins as the challenge says. The browser makes keys beside the page's own work;
// four at a time, so that it may use its cores and the page is never far from stopping it.
async function solve(challenge, signal) {
  const { algorithm, cost: iterations, keyLength, keyPrefix, nonce, salt } = challenge.parameters;
  const [name, hash] = algorithm.split("/"), { subtle } = crypto;
  const make = async (counter) => {
    const password = new Uint8Array([...bytes(nonce), 0, 0, 0, 0]);
    new DataView(password.buffer).setUint32(password.length - 4, counter);
    const key = await subtle.importKey("raw", password, name, false, ["deriveBits"]);
    const how = { name, hash, salt: new Uint8Array(bytes(salt)), iterations };
    const made = new Uint8Array(await subtle.deriveBits(how, key, keyLength * 8));
    return [...made].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };
  for (let counter = 0; !signal.aborted; counter += 4) {
    const keys = await Promise.all([0, 1, 2, 3].map((more) => make(counter + more)));
    const at = keys.findIndex((key) => key.startsWith(keyPrefix));
    if (at >= 0) return btoa(JSON.stringify({ challenge, solution: { counter: counter + at, derivedKey: keys[at] } }));
  }
}
