"use strict";
/**
 * Starts the page: all of it works on the static figures and pictures. Without ECharts the pictures and tables
 * stand; without the catalog the figures do.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

document.addEventListener("DOMContentLoaded", async () => {
  /** Lets what the reader does come first: on a phone all of this takes a while. */
  const breath = () => new Promise((done) => setTimeout(done));
  const root = document.documentElement;
  const { catalog, app } = roasbook;
  // Browsers that cannot unfold by style sheet.
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.fold")) fold.setAttribute("open", "");
  });
  roasbook.menus.start();
  roasbook.display.start(catalog);
  roasbook.finder.start();
  const isLive = root.dataset.live !== undefined;
  if (catalog && isLive) {
    // All that a first click needs is there at once.
    app.read();
    roasbook.filters.start(catalog);
    roasbook.explain.start(catalog);
    roasbook.explorer.start(catalog);
    roasbook.compare.start(catalog);
    app.onRender(() => roasbook.compare.show(app.state, app.slice, app.other));
    await roasbook.tables.start(breath);
    await breath();
    return app.start();
  }
  if (root.dataset.pending) return roasbook.unavailable();
  roasbook.charts.start(roasbook.rows.pageData());
  await roasbook.charts.settled();
  root.dataset.ready = "true";
});
