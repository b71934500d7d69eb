"use strict";
/**
 * Figures as a page writes them: in tiles and sentences, to the last digit, in the columns of a table. Pure,
 * and letter for letter what the build writes.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.figures = (() => {
  /** @typedef {(amount: number, money: Money) => string} Writer */
  /** @typedef {{whole: Record<Format, Writer>, ratio: Record<Format, Writer>}} Style  sums and differences are whole, ratios are not */

  /** A ratio of money in major units as minor units, for showing only. @param {number} ratio @param {Money} money */
  function toMinor(ratio, { minor }) {
    return Math.sign(ratio) * Math.round(Math.abs(ratio) * 10 ** minor);
  }

  /** Money without symbol, in whole major units: for columns that state the unit once. @type {Writer} */
  function majorUnits(amount, { minor, grouping }) {
    const unit = 10 ** minor;
    const size = Math.abs(amount);
    const rest = size % unit;
    const rounded = (size - rest) / unit + (2 * rest >= unit ? 1 : 0);
    return roasbook.format.count(amount < 0 ? -rounded : rounded, grouping);
  }

  /** Four decimals, a tie going to the even digit: of all doubles only odd multiples of 1/32 are ties. @param {number} ratio */
  function fourDecimals(ratio) {
    const text = ratio.toFixed(4);
    const last = Number(text.slice(-1));
    const roundedUp = Math.abs((ratio * 32) % 2) === 1 && last % 2 === 1;
    return roundedUp ? text.slice(0, -1) + (last - 1) : text;
  }

  /** @type {Writer} */
  const count = (amount, { grouping }) => roasbook.format.count(amount, grouping);
  /** @type {Writer} */
  const times = (amount, { grouping }) => roasbook.format.times(amount, grouping);
  /** @type {Writer} */
  const percent = (amount, { grouping }) => roasbook.format.percent(amount * 100, grouping);

  /** @type {Style} */
  const SHORT = {
    whole: { money: (amount, money) => roasbook.format.short(amount, money), count, percent: count, times: count },
    ratio: { money: (amount, money) => roasbook.format.short(toMinor(amount, money), money), count: times, percent, times },
  };
  /** @type {Style} */
  const FULL = {
    whole: { ...SHORT.whole, money: (amount, money) => roasbook.format.full(amount, money) },
    ratio: {
      ...SHORT.ratio,
      money: (amount, money) => roasbook.format.full(toMinor(amount, money), money),
      times: (amount) => `${fourDecimals(amount)}x`,
    },
  };
  /** @type {Style} */
  const COLUMN = {
    whole: { ...SHORT.whole, money: majorUnits },
    ratio: { ...SHORT.ratio, money: (amount, money) => majorUnits(toMinor(amount, money), money) },
  };

  /** @param {Style} style */
  const writer = (style) => (/** @type {Catalog} */ catalog, /** @type {string} */ id, /** @type {Value} */ { amount }) => {
    if (amount === null) return roasbook.format.NONE;
    const { kind, format } = roasbook.measures.named(catalog, id);
    return style[kind.type === "ratio" ? "ratio" : "whole"][format](amount, catalog.money);
  };
  const inColumn = writer(COLUMN);

  /** A column of a measure, its unit stated once. @param {Catalog} catalog @param {string} id @returns {ColumnView} */
  function column(catalog, id) {
    const { label, format } = roasbook.measures.named(catalog, id);
    return { id, label, unit: format === "money" ? catalog.money.symbol : null, numeric: true };
  }

  /**
   * A cell of a measure, with the reason where it has no value; a multiple below the row's own break-even is marked.
   * @param {Catalog} catalog @param {string} id @param {Totals} totals @param {Scope} scope
   */
  function cell(catalog, id, totals, scope) {
    const { measures } = roasbook;
    const value = measures.value(catalog, id, totals, scope);
    /** @type {CellView} */
    const cell = { measure: id, value: measures.machineText(catalog, id, value), text: inColumn(catalog, id, value) };
    if (value.amount === null) cell.title = value.why;
    else if (measures.named(catalog, id).format === "times" && value.amount < measures.breakEven(totals).roas) cell.tone = "bad";
    return cell;
  }

  /** The colours of members, by code; 7 is grey, for Unassigned. */
  const TINTS = [1, 2, 3, 4, 5, 6, 8];
  const GREY = 7;

  /** The colour of a member on every page and chart; only brands have one. @param {DimensionId | null} dimension @param {number | null} member */
  function tint(dimension, member) {
    if (dimension !== "brand" || member === null) return null;
    return member === 0 ? GREY : TINTS[(member - 1) % TINTS.length];
  }

  /** One row of a source under some columns: its counts, then measures. @param {Catalog} catalog @param {TableSource} source @param {number} place @param {string[]} columns @returns {RowView} */
  function row(catalog, { rows, counts, scope, isPlain, dimension }, place, columns) {
    const { id, label, totals, member } = rows[place];
    const cells = columns.map((column) => {
      const counted = counts?.find((one) => one.column.id === column)?.values[place];
      if (counted === undefined) return { ...cell(catalog, column, totals, scope), ...(isPlain ? { plain: true } : {}) };
      return { measure: column, value: String(counted), text: roasbook.format.count(counted, catalog.money.grouping), plain: true };
    });
    const colour = tint(dimension, member);
    return { ...(id === null ? {} : { id }), label, ...(colour === null ? {} : { tint: colour }), cells };
  }

  /** The columns a source shows at first. @param {TableSource} source */
  function chosen({ counts = [], measures }) {
    return [...counts.map(({ column }) => column.id), ...measures];
  }

  /**
   * The first rows of a source as a table, under the measures it shows at first.
   * @param {Catalog} catalog @param {{id: string, caption: string, label: string}} head @param {TableSource} source @returns {TableView}
   */
  function table(catalog, head, source) {
    const { rows, counts = [], measures, limit, plural } = source;
    const columns = chosen(source);
    const shown = rows.slice(0, limit).map((_, place) => row(catalog, source, place, columns));
    const total = roasbook.format.count(rows.length, catalog.money.grouping);
    const note = rows.length > shown.length ? `The first ${shown.length} of ${total} ${plural}.` : null;
    const heads = [...counts.map((one) => one.column), ...measures.map((measure) => column(catalog, measure))];
    return { ...head, columns: heads, rows: shown, note, source };
  }

  return { short: writer(SHORT), full: writer(FULL), inColumn, column, cell, row, chosen, table };
})();
