"use strict";
/**
 * Starts the page once every script is there, or has failed: without ECharts the tables stand alone.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

document.addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const { echarts } = /** @type {any} */ (globalThis);
  roasbook.menus.start();
  // Browsers that cannot unfold by style sheet.
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.fold")) fold.setAttribute("open", "");
  });
  try {
    if (echarts && roasbook.skeletons) roasbook.charts.start(echarts, roasbook.rows.pageData());
    else root.dataset.charts = "none";
  } finally {
    root.dataset.ready = "true";
  }
});
