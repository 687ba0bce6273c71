// Runs in every page before the page's own scripts, and remembers what a journey asks about afterwards.
(() => {
  // The house offers its way back for ten seconds. A journey presses it as soon as it can, on whatever machine.
  const later = globalThis.setTimeout;
  globalThis.setTimeout = (act, after, ...more) => later(act, after === 10_000 ? 300_000 : after, ...more);
  const witness = { errors: [], dialogs: [], streams: [], shift: 0, shifts: [] };
  Object.defineProperty(globalThis, "witness", { value: witness });
  addEventListener("error", (event) => { if (event instanceof ErrorEvent) witness.errors.push(String(event.message)); });
  addEventListener("unhandledrejection", (event) => witness.errors.push(`unhandled: ${event.reason}`));
  for (const name of ["alert", "confirm", "prompt", "print"]) {
    globalThis[name] = (...words) => { witness.dialogs.push([name, ...words].map(String)); };
  }
  // Streams that are not closed yet are open connections, whether or not somebody still holds them.
  const Native = globalThis.EventSource;
  globalThis.EventSource = class extends Native {
    constructor(...args) {
      super(...args);
      witness.streams.push(this);
    }
  };
  witness.open = () => (witness.streams = witness.streams.filter((one) => one.readyState !== 2));
  // Memory of WebAssembly only grows, and no heap's size counts it.
  const memories = new Set(), start = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...asked) => {
    const made = await start(...asked);
    memories.add((made.instance ?? made).exports.memory);
    return made;
  };
  witness.memory = () => [...memories].reduce((sum, one) => sum + one.buffer.byteLength, 0);
  new PerformanceObserver((list) => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue;
      witness.shift += shift.value;
      const rect = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
      const moves = shift.sources.map((one) => `${one.node?.nodeName ?? "inside"} ${rect(one.previousRect)} → ${rect(one.currentRect)}`);
      witness.shifts.push(`${shift.value.toFixed(4)}: ${moves.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
})();
