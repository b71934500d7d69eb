"use strict";
/**
 * Which rows of a table are shown, in which order: found, sorted, cut into pages. Pure, and without Intl, so
 * that every reader gets the same order.
 *
 * A sort is stable on the order of ids: equals stand as they do everywhere else. None comes last, whichever
 * way the rest runs.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.listing = (() => {
  /** The id of the first column in a sort: what the rows are called. */
  const NAME = "name";

  /** @typedef {{folded: string[] | null, keys: Map<string, Keys>, last: {wanted: string, rows: number[]} | null}} Known */
  /** @typedef {{numbers: Float64Array} | {texts: string[]}} Keys  NaN and an empty text are none */

  /** What was worked out of a grid, kept as long as the grid. @type {WeakMap<Grid, Known>} */
  const known = new WeakMap();

  /** @param {Grid} grid @returns {Known} */
  function knownOf(grid) {
    let found = known.get(grid);
    if (!found) known.set(grid, (found = { folded: null, keys: new Map(), last: null }));
    return found;
  }

  /** Without case and without accents on letters that are the same letter; vowel signs of other scripts stay. @param {string} text */
  function fold(text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  /** So that a plain comparison puts 2 before 10. @param {string} text */
  function natural(text) {
    return fold(text).replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, "").padStart(15, "0"));
  }

  /** @param {Grid} grid @param {string} column @returns {Keys} */
  function keysOf(grid, column) {
    const { keys } = knownOf(grid);
    let made = keys.get(column);
    if (!made) keys.set(column, (made = makeKeys(grid, column)));
    return made;
  }

  /** @param {Grid} grid @param {string} column @returns {Keys} */
  function makeKeys(grid, column) {
    const values = Array.from({ length: grid.rows }, (_, row) => grid.key(row, column));
    if (values.some((value) => typeof value === "string")) return { texts: values.map((value) => natural(String(value ?? ""))) };
    return { numbers: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) };
  }

  /** @param {Keys} keys @returns {(a: number, b: number) => number}  smallest first, none last */
  function ascending(keys) {
    if ("texts" in keys) {
      const { texts } = keys;
      return (a, b) => (texts[a] === texts[b] ? 0 : texts[a] < texts[b] ? -1 : 1);
    }
    const { numbers } = keys;
    return (a, b) => numbers[a] - numbers[b];
  }

  /** @param {Keys} keys @returns {(row: number) => boolean} */
  function isNone(keys) {
    return "texts" in keys ? (row) => keys.texts[row] === "" : (row) => Number.isNaN(keys.numbers[row]);
  }

  /** Rows that hold every word looked for, in their name, id or other words. @param {Grid} grid @param {string} text @returns {number[]} */
  function find(grid, text) {
    const all = Array.from({ length: grid.rows }, (_, row) => row);
    const words = fold(text).split(/\s+/).filter(Boolean);
    if (words.length === 0) return all;
    const about = knownOf(grid);
    const folded = (about.folded ??= all.map((row) => fold(grid.words(row))));
    return all.filter((row) => words.every((word) => folded[row].includes(word)));
  }

  /** @param {Grid} grid @param {number[]} rows @param {Sort | null} order */
  function sort(grid, rows, order) {
    if (!order) return rows;
    const keys = keysOf(grid, order.by);
    const none = isNone(keys);
    const compare = ascending(keys);
    const direction = order.descending ? -1 : 1;
    const places = Float64Array.from({ length: grid.rows }, (_, row) => grid.place(row));
    const valued = rows.filter((row) => !none(row)).sort((a, b) => direction * compare(a, b) || places[a] - places[b]);
    return [...valued, ...rows.filter(none).sort((a, b) => places[a] - places[b])];
  }

  /** Every row that is found, in order. @param {Grid} grid @param {{find: string, sort: Sort | null}} wanted */
  function rows(grid, { find: text, sort: order }) {
    const about = knownOf(grid);
    const wanted = JSON.stringify([text, order]);
    // Turning a page asks for the same rows again.
    if (about.last?.wanted !== wanted) about.last = { wanted, rows: sort(grid, find(grid, text), order) };
    return about.last.rows;
  }

  /** Whether the first rows come in this order already. @param {Grid} grid @param {Sort} order @param {number} count */
  function isIn(grid, { by, descending }, count) {
    const rank = (/** @type {number} */ row) => grid.key(row, by);
    const isNone = (/** @type {string | number | null} */ value) => value === null || value === "";
    for (let row = 1; row < Math.min(count, grid.rows); row++) {
      const [before, after] = [rank(row - 1), rank(row)];
      if (isNone(after)) continue;
      if (isNone(before)) return false;
      const order = typeof after === "string"
        ? Number(natural(String(before)) > natural(after)) - Number(natural(String(before)) < natural(after))
        : Number(before) - after;
      const isEarlier = order === 0 ? grid.place(row - 1) < grid.place(row) : descending ? order > 0 : order < 0;
      if (!isEarlier) return false;
    }
    return true;
  }

  /** Chosen columns that there are, in the order they are offered; those shown at first keep theirs. @param {Grid} grid @param {string[] | undefined} chosen */
  function columns(grid, chosen) {
    const offered = [...grid.chosen, ...grid.columns.map(({ id }) => id).filter((id) => !grid.chosen.includes(id))];
    const kept = chosen ? offered.filter((id) => chosen.includes(id)) : [];
    return kept.length ? kept : grid.chosen;
  }

  return { NAME, fold, rows, isIn, columns };
})();
