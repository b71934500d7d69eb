"use strict";
/**
 * What a chart shows, taken from the page itself: the figures of a table, or the days in #rows.
 *
 * The table under a chart and the chart can then not disagree.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{first: string, [measure: string]: any}} Trend  minor units a day for each measure
 * @typedef {{
 *   grains?: Grain[], grain?: Grain, trend?: Trend, money?: Money,
 *   breakEven?: {roas: number, label: string} | null,
 *   names?: Record<string, string>,
 * }} PageData
 */

roasbook.rows = (() => {
  /** A chart of more bars than this is a table. */
  const MOST = 10;

  /** @returns {PageData} */
  function pageData() {
    const text = document.getElementById("rows")?.textContent;
    const data = text ? JSON.parse(text) : {};
    return { ...data, trend: trendOf(data) };
  }

  /** The days this page shows, out of those that all pages of its choices share. @param {any} data */
  function trendOf({ shown, previous }) {
    const revenue = roasbook.days?.revenue;
    if (!revenue || !shown) return undefined;
    const part = (/** @type {{at: number, days: number}} */ { at, days }) => revenue.slice(at, at + days);
    return { first: shown.first, revenue: part(shown), previous: previous && part(previous) };
  }

  /** The ids of the series a skeleton draws. @param {Option} skeleton @returns {string[]} */
  function measures(skeleton) {
    return skeleton.series.map((/** @type {Option} */ series) => series.id);
  }

  /** @param {HTMLTableElement} table @param {Option} skeleton @param {PageData} data @returns {Rows} */
  function ofTable(table, skeleton, data) {
    const { number } = roasbook.format;
    const rows = [...table.tBodies[0].rows].slice(0, MOST);
    const values = (/** @type {string} */ measure) =>
      rows.map((row) => number(row.querySelector(`data[data-measure="${measure}"]`)?.getAttribute("value") ?? null));
    return {
      categories: rows.map((row) => row.cells[0].textContent ?? ""),
      series: Object.fromEntries(measures(skeleton).map((measure) => [measure, values(measure)])),
      mark: data.breakEven && { value: data.breakEven.roas, label: data.breakEven.label },
    };
  }

  /** @param {Trend} trend @param {Grain} grain @param {Option} skeleton @param {number} minor @returns {Rows} */
  function ofTrend(trend, grain, skeleton, minor) {
    const drawn = measures(skeleton).filter((measure) => trend[measure]);
    const days = Math.max(...drawn.filter((measure) => measure !== "previous").map((measure) => trend[measure].length));
    const steps = roasbook.rollup.steps(trend.first, days, grain);
    const major = (/** @type {number | null} */ sum) => (sum === null ? null : sum / 10 ** minor);
    return {
      steps,
      series: Object.fromEntries(
        drawn.map((measure) => [measure, roasbook.rollup.sums(trend[measure], steps).map(major)]),
      ),
    };
  }

  /** The words for a measure where the page shows it: over a column, or on a tile. @param {string} measure */
  function name(measure) {
    const figure = document.querySelector(`dl.tiles data[data-measure="${measure}"]`);
    return figure?.closest("div")?.querySelector("dt")?.textContent ?? undefined;
  }

  return { pageData, ofTable, ofTrend, name, measures };
})();
