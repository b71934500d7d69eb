"use strict";
/**
 * Tables as CSV, and the names of the files that hold them. Pure.
 *
 * The first line is the header: what the table is of stands in the file's name. Spreadsheets run a text that
 * begins like a formula, so such a text gets an apostrophe in front; a figure is digits, and stays as it is.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.csv = (() => {
  /** Tells spreadsheets that this is UTF-8. */
  const MARK = "\ufeff";
  /** What makes a text a formula, in full width as well, behind whatever a spreadsheet trims away. */
  const FORMULA = /^[\s\u0000-\u001f\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
  /** A tab or a line break in front shifts a cell, and what follows may be one. */
  const SHIFTED = /^\s*[\t\r\n]/u;
  const QUOTED = /[",\r\n]|^\s|\s$/u;

  /** @param {string} text */
  function harmless(text) {
    return FORMULA.test(text) || SHIFTED.test(text) ? `'${text}` : text;
  }

  /** @param {CsvCell} cell */
  function field(cell) {
    const text = typeof cell === "string" ? harmless(cell) : cell.figure;
    return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  /** @param {CsvCell[][]} rows  the header first; a figure is plain digits, empty for none */
  return function csv(rows) {
    return MARK + rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
  };
})();

roasbook.fileName = (() => {
  /** Characters, so that a folder in front of it still fits a path; bytes, which file systems count. */
  const LONGEST = 120;
  const MOST_BYTES = 200;
  /** How much of the data's digest tells two versions apart. */
  const DIGEST = 8;

  /** Letters and digits of any script; all else may mean something to a file system or a shell. @param {string} text */
  function safe(text) {
    return text.normalize("NFC").replace(/[^\p{L}\p{N}\p{M}.]+/gu, "-").replace(/^[-.]+|[-.]+$/g, "");
  }

  /** @param {string} text */
  function bytes(text) {
    return encodeURIComponent(text).replace(/%../g, "x").length;
  }

  /** @param {Filter} filter @returns {string[]} */
  function days({ from, to }) {
    if (from !== null && to !== null) return [from, to];
    if (from !== null) return ["from", from];
    return to !== null ? ["to", to] : [];
  }

  /**
   * What a download is called: what it shows, of which filter, of which data.
   * @param {string} what @param {Filter} filter @param {string} digest @param {string} extension
   */
  return function fileName(what, filter, digest, extension) {
    const names = Object.values(filter.choices).flatMap((chosen) => chosen ?? []).map(safe).filter(Boolean);
    const write = (/** @type {number} */ kept) => {
      const left = names.length - kept;
      const rest = left > 0 ? [kept > 0 ? `and-${left}-more` : `${left}-chosen`] : [];
      const parts = [safe(what).slice(0, LONGEST / 2), ...days(filter), ...names.slice(0, kept), ...rest, `v${digest.slice(0, DIGEST)}`];
      return `${parts.join("_")}.${extension}`;
    };
    let kept = names.length;
    while (kept > 0 && (write(kept).length > LONGEST || bytes(write(kept)) > MOST_BYTES)) kept -= 1;
    return write(kept);
  };
})();
