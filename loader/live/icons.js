// Icons are nodes: images in a style sheet would require the embedding page's policy to allow them (`img-src`). Each is
// a stroked path in a square of 20.
const PATHS = {
  ok: "m4 10.5 4 4 8-9",
  copy: "M8.5 11.5a3.5 3.5 0 0 0 5 0l2.5-2.5a3.5 3.5 0 0 0-5-5l-1 1m1.5 3.5a3.5 3.5 0 0 0-5 0L4 11a3.5 3.5 0 0 0 5 5l1-1",
  report: "M5 17V3.5h9.5L12.5 7l2 3.5H5",
  edit: "m4 16 .7-3.2L13 4.5a1.8 1.8 0 0 1 2.5 2.5l-8.3 8.3z",
  offline: "M6 15.5h8.5a3.2 3.2 0 0 0 .5-6.4 5 5 0 0 0-8-2.6M5.2 8.4A3.6 3.6 0 0 0 6 15.5M3.5 3.5l13 13",
  up: "M10 16V4.5M5 9.3l5-5 5 5",
  alert: "M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14M10 6.4v4.2M10 13.6h.01",
  delete: "M4 6h12M8 6V4h4v2M5.5 6l.7 10.5h7.6L14.5 6",
  lock: "M5 9h10v7.5H5zM7 9V6.8a3 3 0 0 1 6 0V9",
};

export function icon(name) {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 20 20");
  svg.ariaHidden = "true";
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
