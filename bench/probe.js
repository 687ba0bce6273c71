// Runs in a page before anything of it. Notes on `__probe` when the first comment and the composer were on screen
// (milliseconds since the navigation began, at the first frame after), every long task, and how much the page shifted.
// FIRST and COMPOSER are selectors; `>>>` steps into a shadow root.
(() => {
  const probe = (globalThis.__probe = { tasks: [], shift: 0, paint: 0, first: 0, composer: 0 });
  const observe = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  observe("longtask", ({ startTime, duration }) => probe.tasks.push([startTime, duration]));
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) probe.shift += entry.value; });
  observe("largest-contentful-paint", ({ startTime }) => { probe.paint = startTime; });
  const find = (path) => path.split(">>>").reduce((root, part, i) => (i ? root?.shadowRoot : root)?.querySelector(part.trim()), document);
  const onScreen = (element) => {
    const box = element?.getBoundingClientRect();
    return box && box.width > 0 && box.height > 0 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  };
  const look = () => {
    for (const [name, path] of [["first", FIRST], ["composer", COMPOSER]]) {
      if (probe[name] || !onScreen(find(path)) || find(path).disabled) continue;
      probe[name] = -1;
      requestAnimationFrame(() => { probe[name] = performance.now(); });
    }
    if (!(probe.first && probe.composer)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
