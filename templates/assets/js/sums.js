"use strict";
/**
 * Rows of a level, picked and added up: one column at a time, by one column of codes. Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.sums = (() => {
  /** The first row of a frame, in order of day, that is not before a day. @param {Frame} frame @param {number} day */
  function firstFrom({ rows, columns }, day) {
    const days = columns.day;
    let low = 0;
    for (let high = rows; low < high; ) {
      const middle = (low + high) >> 1;
      if (days[middle] < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * The rows of some days that masks let through.
   * @param {Frame} frame @param {DateRange} range @param {[string, Uint8Array | undefined][]} tests  columns of codes, and what they let through
   * @returns {Part}
   */
  function select(frame, range, tests) {
    const begin = firstFrom(frame, range.first);
    const end = firstFrom(frame, range.last + 1);
    const rows = new Int32Array(end - begin);
    const passing = tests.filter(([, mask]) => mask?.includes(0));
    let count = rows.length;
    for (let row = 0; row < count; row++) rows[row] = begin + row;
    for (const [column, mask] of passing) {
      const codes = frame.columns[column];
      let kept = 0;
      for (let place = 0; place < count; place++) {
        const row = rows[place];
        rows[kept] = row;
        kept += /** @type {Uint8Array} */ (mask)[codes[row]];
      }
      count = kept;
    }
    return { frame, rows: rows.subarray(0, count) };
  }

  /** The rows of influencers whose payout is known. @param {Part} part @param {People} people @returns {Part} */
  function knownOf({ frame, rows }, { payoutKnown }) {
    const codes = frame.columns.influencer;
    const kept = new Int32Array(rows.length);
    let count = 0;
    for (let place = 0; place < rows.length; place++) {
      kept[count] = rows[place];
      count += Number(payoutKnown[codes[rows[place]]]);
    }
    return { frame, rows: kept.subarray(0, count) };
  }

  /** Sums of a column by a column of codes. @param {Part[]} parts @param {string} column @param {string} key @param {number} size */
  function sumBy(parts, column, key, size) {
    const sums = new Float64Array(size);
    for (const { frame, rows } of parts) {
      const values = frame.columns[column];
      if (values === undefined) throw new Error(`a level has no column ${column}`);
      if (frame.zeros.has(column)) continue;
      const codes = frame.columns[key];
      for (let place = 0; place < rows.length; place++) {
        const row = rows[place];
        sums[codes[row]] += values[row];
      }
    }
    return sums;
  }

  /** @template T @param {(column: string, population: Population) => T} make */
  function remembered(make) {
    /** @type {Record<Population, Map<string, T>>} */
    const made = { all: new Map(), payout_known: new Map() };
    return (/** @type {string} */ column, /** @type {Population} */ population) => {
      let value = made[population].get(column);
      if (value === undefined) made[population].set(column, (value = make(column, population)));
      return value;
    };
  }

  /**
   * The columns that tell whether anything was counted, what nearly every row has first. A level leaves out only
   * what is zero wherever these are.
   * @param {Catalog} catalog @param {Part[]} parts
   */
  function columnsToLookAt({ columns }, parts) {
    const first = ["tracking_rows", "posts", "payout"];
    const all = [...first, ...columns.filter((column) => !first.includes(column))];
    return all.filter((column) => parts.every(({ frame }) => frame.columns[column] !== undefined));
  }

  /**
   * Totals of each member of something, from sums by member.
   * @param {string[]} columns  those that tell whether it is empty @param {(column: string, population: Population) => Float64Array} sums
   * @param {(member: number) => number | null} active @param {(member: number) => boolean} known @param {number} member
   * @returns {Totals}
   */
  function totalsOf(columns, sums, active, known, member) {
    return {
      sum: (column, population) => sums(column, population)[member],
      get active() {
        return active(member);
      },
      get payoutKnown() {
        return known(member);
      },
      isEmpty: () => columns.every((column) => sums(column, "all")[member] === 0),
    };
  }

  /** Codes that some row has. @param {Part[]} parts @param {string} key @param {number} size */
  function presence(parts, key, size) {
    const present = new Uint8Array(size);
    for (const { frame, rows } of parts) {
      const codes = frame.columns[key];
      for (let place = 0; place < rows.length; place++) present[codes[rows[place]]] = 1;
    }
    return present;
  }

  /** Distinct active influencers by a column of codes. @param {Part[]} parts @param {string} key @param {number} size @param {number} people */
  function activeBy(parts, key, size, people) {
    const counts = new Int32Array(size);
    const seen = new Set();
    for (const { frame, rows } of parts) {
      const { influencer, posts, tracking_rows: tracked, [key]: codes } = frame.columns;
      for (const row of rows) {
        const pair = codes[row] * people + influencer[row];
        if (influencer[row] === 0 || (posts[row] <= 0 && tracked[row] <= 0) || seen.has(pair)) continue;
        seen.add(pair);
        counts[codes[row]] += 1;
      }
    }
    return counts;
  }

  return { select, knownOf, sumBy, remembered, columnsToLookAt, totalsOf, presence, activeBy };
})();
