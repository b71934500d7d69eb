"use strict";
/**
 * What a chart shows: the figures of a table, on the page or in a view, or the days in #rows.
 *
 * The table under a chart and the chart can then not disagree. All but what is taken from the page is pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{first: string, [measure: string]: any}} Trend  minor units a day for each measure
 * @typedef {{
 *   grains?: Grain[], grain?: Grain, weekStarts?: WeekStart, trend?: Trend, money?: Money,
 *   breakEven?: {roas: number, label: string} | null,
 *   names?: Record<string, string>,
 *   rows?: Record<string, ChartRows>,
 * }} PageData
 */

roasbook.rows = (() => {
  /** A chart of more bars than this is a table. */
  const MOST = 10;
  /** More days than this are compared by sevens. */
  const MANY_DAYS = 45;
  const WEEK = 7;
  /** What the second slice puts behind the id of a measure. */
  const OTHER = ":other";

  /** @returns {PageData} */
  function pageData() {
    const text = document.getElementById("rows")?.textContent;
    const data = text ? JSON.parse(text) : {};
    return { ...data, trend: data.trend ?? trendOf(data) };
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

  /** @param {PageData} data */
  function markOf({ breakEven }) {
    return breakEven ? { value: breakEven.roas, label: breakEven.label } : null;
  }

  /** A value for each row and measure. @param {Option} skeleton @param {(measure: string) => (number | null)[]} values */
  function seriesOf(skeleton, values) {
    return Object.fromEntries(measures(skeleton).map((measure) => [measure, values(measure)]));
  }

  /** The colours of members, where they have any. @param {(number | null)[]} tints */
  function tintsOf(tints) {
    return tints.some((tint) => tint !== null) ? { tints } : {};
  }

  /** The rows of a table as the build wrote it. @param {HTMLTableElement} table @param {Option} skeleton @param {PageData} data @returns {Rows} */
  function ofTable(table, skeleton, data) {
    const { number } = roasbook.format;
    const rows = [...table.tBodies[0].rows].slice(0, MOST);
    const value = (/** @type {HTMLTableRowElement} */ row, /** @type {string} */ measure) =>
      number(row.querySelector(`data[data-measure="${measure}"]`)?.getAttribute("value") ?? null);
    return {
      categories: rows.map((row) => row.cells[0].textContent ?? ""),
      members: rows.map((row) => memberIn(row.cells[0])),
      ...tintsOf(rows.map((row) => tintIn(row.cells[0]))),
      series: seriesOf(skeleton, (measure) => rows.map((row) => value(row, measure))),
      mark: markOf(data),
    };
  }

  /** The colours of rows, where any has one. @param {(number | null)[]} tints */
  function tintsOf(tints) {
    return tints.some((tint) => tint !== null) ? { tints } : {};
  }

  /** @param {HTMLTableCellElement} cell */
  function tintIn(cell) {
    const [, tint] = /^c([1-8])$/.exec(cell.className) ?? [];
    return tint ? Number(tint) : null;
  }

  /** What the name of a row filters by when clicked. @param {HTMLTableCellElement} cell @returns {Member | null} */
  function memberIn(cell) {
    const control = /** @type {HTMLElement | null} */ (cell.querySelector("[data-dimension]"));
    if (!control) return null;
    const { dimension, name } = control.dataset;
    return { dimension: /** @type {DimensionId} */ (dimension), name: name ?? "" };
  }

  /** The first rows of a view's table, whatever order and page a reader looks at it in. @param {TableView} table @param {Option} skeleton @param {PageData} data @returns {Rows} */
  function ofView({ rows: all, source }, skeleton, data) {
    const { number } = roasbook.format;
    const rows = all.slice(0, MOST);
    const value = (/** @type {RowView} */ { cells }, /** @type {string} */ measure) =>
      number(cells.find((cell) => cell.measure === measure)?.value ?? null);
    return {
      categories: rows.map((row) => row.label),
      members: rows.map((_, index) => memberOf(source, source?.rows[index]?.member)),
      ...tintsOf(rows.map(({ tint }) => tint ?? null)),
      series: seriesOf(skeleton, (measure) => rows.map((row) => value(row, measure))),
      mark: markOf(data),
    };
  }

  /** @param {TableSource | undefined} source @param {number | null | undefined} member @returns {Member | null} */
  function memberOf(source, member) {
    if (!roasbook.catalog || !source?.dimension || typeof member !== "number") return null;
    const { id, names, filters } = roasbook.slices.dimension(roasbook.catalog, source.dimension);
    return filters ? { dimension: id, name: names[member] } : null;
  }

  /** @param {number} minor */
  function inMajor(minor) {
    return (/** @type {number | null} */ sum) => (sum === null ? null : sum / 10 ** minor);
  }

  /** @param {Trend} trend @param {Grain} grain @param {Option} skeleton @param {{minor: number, weekStarts?: WeekStart}} page @returns {Rows} */
  function ofTrend(trend, grain, skeleton, { minor, weekStarts = "monday" }) {
    const drawn = measures(skeleton).filter((measure) => trend[measure]);
    const days = Math.max(...drawn.filter((measure) => measure !== "previous").map((measure) => trend[measure].length));
    const steps = roasbook.rollup.steps(trend.first, days, grain, weekStarts);
    const sums = (/** @type {string} */ measure) => roasbook.rollup.sums(trend[measure], steps).map(inMajor(minor));
    return { steps, series: Object.fromEntries(drawn.map((measure) => [measure, sums(measure)])) };
  }

  /** The days of each step: those that the trend has. @param {string} first @param {Step[]} steps @returns {DateRange[]} */
  function ranges(first, steps) {
    let next = roasbook.calendar.number(first);
    return steps.map(({ days }) => {
      const range = { first: next, last: next + days - 1 };
      next += days;
      return range;
    });
  }

  /**
   * Two slices day by day, each counted from its own first day; many days by sevens, whole ones of both.
   * @param {string} measure @param {(number | null)[]} mine  minor units a day, null where the data has none @param {(number | null)[]} other @param {number} minor @returns {Rows}
   */
  function ofDays(measure, mine, other, minor) {
    const most = Math.max(mine.length, other.length);
    const size = most > MANY_DAYS ? WEEK : 1;
    const steps = Array.from({ length: Math.ceil(most / size) }, (_, index) => index * size);
    const known = (/** @type {(number | null)[]} */ days, /** @type {number} */ from) => days.slice(from, from + size).filter((amount) => amount !== null);
    const sums = (/** @type {(number | null)[]} */ days) =>
      steps.map((from) => (known(days, from).length ? known(days, from).reduce((sum, amount) => sum + amount, 0) : null));
    const part = (/** @type {(number | null)[]} */ days) =>
      steps.map((from) => known(days, from).length > 0 && known(days, from).length < size);
    return {
      categories: steps.map((from) => (size === 1 ? `Day ${from + 1}` : `Days ${from + 1}–${Math.min(from + size, most)}`)),
      series: { [measure]: sums(mine).map(inMajor(minor)), [measure + OTHER]: sums(other).map(inMajor(minor)) },
      part: { [measure]: part(mine), [measure + OTHER]: part(other) },
    };
  }

  /**
   * The members of a dimension in two slices, the largest of either first.
   * @param {Catalog} catalog @param {string} measure @param {DimensionId} dimension @param {Slice} mine @param {Slice} other @returns {Rows}
   */
  function ofMembers(catalog, measure, dimension, mine, other) {
    const { number, value } = roasbook.measures;
    const { names, filters } = roasbook.slices.dimension(catalog, dimension);
    const isPeople = dimension === "influencer";
    const byMember = (/** @type {Slice} */ slice) => {
      const scope = roasbook.insight.scopeBy(slice, dimension);
      // What no influencer brought is nobody's.
      const rows = isPeople ? slice.influencers.filter(({ member }) => member !== 0) : slice.by(dimension);
      return new Map(rows.map(({ member, totals }) => [member, number(catalog, measure, value(catalog, measure, totals, scope))]));
    };
    const [left, right] = [byMember(mine), byMember(other)];
    const least = -Number.MAX_SAFE_INTEGER;
    const size = (/** @type {number} */ member) => Math.max(left.get(member) ?? least, right.get(member) ?? least);
    const all = [...new Set([...left.keys(), ...right.keys()])].filter((member) => left.get(member) || right.get(member));
    const members = all.sort((a, b) => size(b) - size(a) || a - b).slice(0, MOST);
    return {
      categories: members.map((member) => (isPeople ? catalog.people.labels[member] : names[member])),
      members: members.map((member) => (filters ? { dimension, name: names[member] } : null)),
      series: {
        [measure]: members.map((member) => left.get(member) ?? null),
        [measure + OTHER]: members.map((member) => right.get(member) ?? null),
      },
    };
  }

  /** Whether there is nothing to draw. @param {Rows} rows */
  function isEmpty({ series, points, cells, calendar }) {
    if (points) return points.length === 0;
    if (cells) return cells.every(({ value }) => value === null);
    if (calendar) return calendar.days.every(({ step, posts }) => step === 0 && posts === 0);
    return !Object.values(series).some((values) => values.some((value) => value !== null));
  }

  /** The rows that a chart brings itself. @param {ChartRows} rows @returns {Rows} */
  function given(rows) {
    return { series: {}, ...rows };
  }

  return { pageData, given, isEmpty, ofTable, ofView, ofTrend, ofDays, ofMembers, ranges, measures };
})();
