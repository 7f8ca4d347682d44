// When a page has come to rest after a load or a click, seen from inside: `bench.settle(charts, isLoading)` → milliseconds.
(() => {
  const bench = (window.bench = { clicked: 0, changed: 0 });
  const note = () => { bench.changed = performance.now(); };
  new MutationObserver(note).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  // Tables are drawn on canvases, which change no element.
  for (const name of ["fillRect", "fillText", "stroke"]) {
    const draw = CanvasRenderingContext2D.prototype[name];
    CanvasRenderingContext2D.prototype[name] = function (...args) { note(); return draw.apply(this, args); };
  }
  addEventListener("click", () => { bench.clicked = performance.now(); }, true);
  bench.settle = (chart, count, isLoading, since, quiet, limit) => new Promise((resolve, reject) => {
    const end = performance.now() + limit;
    const look = () => {
      const isThere = document.querySelectorAll(chart).length >= count;
      const isQuiet = performance.now() - bench.changed >= quiet && bench.changed > since;
      if (isThere && isQuiet && !eval(isLoading)) return resolve(bench.changed - since);
      if (performance.now() > end) return reject(new Error(`not at rest: ${document.querySelectorAll(chart).length} charts`));
      setTimeout(look, 30);
    };
    look();
  });
})();
