// The tests' own tools: what a test is, what it may expect, and a conversation to test with.

const tests = [], { setTimeout } = globalThis;
// A test that waits for what never comes has failed after so many milliseconds.
const PATIENCE = 8e3;

// A test. Its name begins with the module that it tests.
export const test = (name, act) => tests.push({ name, act });

// Runs all tests of these files, one after the other. A file that does not load, or that has no test, is a test that
// failed.
export async function run(files) {
  const outcomes = [];
  let unheard;
  addEventListener("error", ({ error }) => (unheard = error));
  addEventListener("unhandledrejection", ({ reason }) => (unheard = reason));
  for (const file of files) {
    const before = tests.length;
    try {
      await import(file);
      if (tests.length === before) throw new Error("it has no test");
    } catch (problem) {
      outcomes.push({ name: file, failure: String(problem) });
    }
  }
  for (const { name, act } of tests) {
    try {
      unheard = undefined;
      await Promise.race([act(), new Promise((_, fail) => setTimeout(() => fail(new Error("it does not end")), PATIENCE))]);
      // A promise that nobody waits for is reported a task later.
      await new Promise((go) => setTimeout(go));
      if (unheard) throw unheard;
      outcomes.push({ name });
    } catch (problem) {
      outcomes.push({ name, failure: `${problem} ${(problem.stack ?? "").split("\n").slice(1, 3).join(" ")}` });
    }
    document.body.replaceChildren();
  }
  return outcomes;
}

const shown = (value) => JSON.stringify(value) ?? String(value);

// Fails unless both are the same, compared as JSON.
export function equal(is, expected, what = "it") {
  if (shown(is) !== shown(expected)) throw new Error(`${what} is ${shown(is)}, not ${shown(expected)}`);
}

export function ok(condition, what = "it") {
  if (!condition) throw new Error(`${what} does not hold`);
}

// Nodes made of HTML, in the page.
export function nodes(html) {
  const place = document.createElement("div");
  place.innerHTML = html;
  document.body.append(place);
  return place;
}

// Replaces properties of an object while `act` runs.
export async function replacing(object, properties, act) {
  const before = Object.entries(properties).map(([name]) => [name, Object.getOwnPropertyDescriptor(object, name)]);
  for (const [name, value] of Object.entries(properties)) Object.defineProperty(object, name, { value, configurable: true, writable: true });
  try {
    return await act();
  } finally {
    for (const [name, property] of before) {
      if (property) Object.defineProperty(object, name, property);
      else delete object[name];
    }
  }
}

// Resolves once `condition` holds after some change of the page's tasks.
export async function until(condition, what = "it") {
  for (let turn = 0; turn < 2000; turn++) {
    if (condition()) return;
    await new Promise((go) => setTimeout(go));
  }
  throw new Error(`${what} never happened`);
}

// A stand-in for the loader's Thread around a section of this HTML, with the functions that it passes on.
export function conversation(html, more = {}) {
  const place = nodes(html), root = place.attachShadow({ mode: "open" });
  root.append(...place.childNodes);
  root.adoptedStyleSheets = [new CSSStyleSheet()];
  const section = root.querySelector("section"), saved = new Map(), events = [];
  // The server names the language of its rendering.
  if (section) section.lang ||= "en";
  return {
    root, section, events, state: "ready", lang: "en", server: "https://talk.test", site: "bakery", page: "https://bakery.test/rye",
    ownPage: "https://talk.test/c/bakery", news: [], queue: [], taken: new WeakSet(), kept: new Map(), looks: true,
    life: new AbortController(), fetching: new AbortController(),
    kit: {
      ANCHOR: "porch-c-", BUILD: globalThis.__PORCH_BUILD__, threads: new Set(),
      make: (tag, props) => Object.assign(document.createElement(tag), props),
      turn: () => new Promise((go) => setTimeout(go)), dress() {}, here: () => location.href.split("#")[0], locate: () => location.href,
      once: (key, ask) => ask(), module: async () => ({}), bare: async () => new Response("{}"),
    },
    is: () => null, emit(name, detail) { events.push([name, detail]); return true; }, error(...problem) { events.push(["error", ...problem]); },
    become(state) { this.state = state; }, wake: async () => false, refresh: async () => {}, allowed: () => false,
    api: (call) => `https://talk.test/v1/sites/bakery/${call}`, query: (add) => new URLSearchParams({ page: "rye", ...add }),
    keep(name, value) { value == null ? saved.delete(name) : saved.set(name, value); }, recall: (name) => saved.get(name),
    keyOf: (name) => `porch:${name}`, draft: "draft:rye:",
    get field() { return section?.querySelector(".composer-root textarea"); },
    ...more,
  };
}
