"use strict";
/**
 * Hands files to the reader: a table as it is found, sorted and chosen, with all of its pages.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.download = (() => {
  /** Long enough for any browser to have taken the file. */
  const KEPT = 60_000;

  /** @param {string} name @param {Blob} content */
  function file(name, content) {
    const href = URL.createObjectURL(content);
    const link = roasbook.render.element("a", { href, download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(href), KEPT);
  }

  /** @param {ColumnView} column */
  function head({ label, unit }) {
    return unit ? `${label} (${unit})` : label;
  }

  /** @param {CellView} cell @returns {CsvCell} */
  function field({ measure, numeric, value, text }) {
    return measure || numeric ? { figure: value } : value || text;
  }

  /** @param {Grid} grid @param {Wanted} wanted */
  function lines(grid, { columns, ...wanted }) {
    const heads = columns.map((id) => head(/** @type {ColumnView} */ (grid.columns.find((column) => column.id === id))));
    const rows = roasbook.listing.rows(grid, wanted);
    return [
      [...grid.heads, ...heads],
      ...rows.map((row) => [...grid.names(row), ...grid.view(row, columns).cells.map(field)]),
    ];
  }

  /** @param {Catalog} catalog @param {Grid} grid @param {Wanted} wanted @param {Filter} filter */
  function table(catalog, grid, wanted, filter) {
    const content = new Blob([roasbook.csv(lines(grid, wanted))], { type: "text/csv;charset=utf-8" });
    file(roasbook.fileName(grid.id, filter, catalog.digest, "csv"), content);
  }

  return { file, lines, table };
})();
