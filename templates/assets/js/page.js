"use strict";
/**
 * Starts the page: first what works on the static figures, then, once they are painted, ECharts. Without
 * ECharts the tables stand alone; without the catalog the figures do.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

document.addEventListener("DOMContentLoaded", async () => {
  const root = document.documentElement;
  const { catalog, app } = roasbook;
  // Browsers that cannot unfold by style sheet.
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.fold")) fold.setAttribute("open", "");
  });
  roasbook.menus.start();
  roasbook.display.start(catalog);
  const isReport = root.dataset.page === "overview" || root.dataset.page === "slice";
  if (catalog && isReport) {
    roasbook.filters.start(catalog);
    roasbook.tables.start(catalog);
    roasbook.explain.start(catalog);
    roasbook.explorer.start(catalog);
    roasbook.compare.start(catalog);
    app.onRender(() => roasbook.compare.show(app.state, app.slice, app.other));
  }
  if (!catalog && root.dataset.pending) return roasbook.unavailable();
  app.charts = drawCharts();
  if (catalog && isReport) return app.start();
  await app.charts;
  root.dataset.ready = "true";

  /** Once the page is painted, or as long as a browser may take that does not say so. */
  function painted() {
    const PATIENCE = 1000;
    const isPaint = (/** @type {PerformanceEntry} */ { name }) => name === "first-contentful-paint";
    return new Promise((done) => {
      const observer = new PerformanceObserver((list) => {
        if (!list.getEntries().some(isPaint)) return;
        observer.disconnect();
        done(undefined);
      });
      observer.observe({ type: "paint", buffered: true });
      setTimeout(done, PATIENCE);
    });
  }

  /** ECharts is asked for once the page is painted, which needs none. */
  async function drawCharts() {
    const path = root.dataset.echarts;
    if (!path || !document.querySelector("figure[data-chart]")) return;
    await painted();
    try {
      await roasbook.store.script(path);
      roasbook.charts.start(/** @type {any} */ (globalThis).echarts, roasbook.rows.pageData());
    } catch {
      root.dataset.charts = "none";
    }
  }
});
