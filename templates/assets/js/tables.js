"use strict";
/**
 * What a reader makes of a table: sorted by a header, searched, turned page by page, with other columns, taken
 * away. All of it but the page is part of the address.
 *
 * The tables of the build stand as they are until a tool is used; only the rows of the page shown are ever
 * in the document.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.tables = (() => {
  const SIZES = [10, 50, 200];
  /** Fewer rows than this can be looked through without a search. */
  const FEW = 10;

  /** @typedef {{from: number | null, size: number}} Part  the first row shown, none for where the table begins */
  /** @typedef {{grid: Grid, view: TableView | null}} Shown  as the page's view has it, unless the grid has no other */

  /** @type {Map<string, Shown>} */
  const shown = new Map();
  /** @type {Map<string, Part>} */
  const parts = new Map();
  /** The rows of its grid that a table shows. @type {WeakMap<HTMLTableElement, number[]>} */
  const rowsIn = new WeakMap();
  /** Tables that show something else than their view. @type {WeakSet<HTMLTableElement>} */
  const altered = new WeakSet();

  /** @returns {Catalog} */
  function catalog() {
    return /** @type {Catalog} */ (roasbook.catalog);
  }

  /** @param {Element} within @returns {HTMLTableElement} */
  function tableOf(within) {
    return /** @type {HTMLTableElement} */ (within.closest(".listing")?.querySelector("table"));
  }

  /** @param {string} id */
  function tableNamed(id) {
    return /** @type {HTMLTableElement | null} */ (document.querySelector(`table[data-table="${CSS.escape(id)}"]`));
  }

  /** @param {HTMLTableElement} table */
  function idOf(table) {
    return table.dataset.table ?? "";
  }

  /** @param {Element} table @returns {HTMLElement} */
  function placeOf(table) {
    return /** @type {HTMLElement} */ (table.closest(".listing"));
  }

  // ---- What a table is of ---------------------------------------------------------------------------------------

  /** The dimension that rows are members of, by what the first column is called. @param {string} label */
  function dimensionOf(label) {
    return catalog().dimensions.find((dimension) => dimension.label === label && dimension.filters) ?? null;
  }

  // ---- What the reader wants --------------------------------------------------------------------------------------

  /** @param {Grid} grid @returns {Wanted} */
  function wantedOf(grid) {
    const { sort, find, columns } = roasbook.app.state;
    const order = sort[grid.id];
    const canSort = order && (order.by === roasbook.listing.NAME || grid.columns.some(({ id }) => id === order.by));
    return {
      find: find[grid.id] ?? "",
      sort: canSort ? order : null,
      columns: roasbook.listing.columns(grid, columns[grid.id]),
    };
  }

  /** @param {Grid} grid @returns {Part} */
  function partOf(grid) {
    return parts.get(grid.id) ?? { from: null, size: grid.limit };
  }

  /** The order the rows come in, where it is that of a column: losses, for one, are not. @param {Grid} grid @returns {Sort | null} */
  function ownOrder(grid) {
    return roasbook.listing.isIn(grid, grid.order, grid.limit) ? grid.order : null;
  }

  /** @param {Grid} grid @param {Wanted} wanted */
  function isAsItCame(grid, { find, sort, columns }) {
    const { from, size } = partOf(grid);
    return !find.trim() && !sort && columns === grid.chosen && from === null && size === grid.limit;
  }

  // ---- Rows -------------------------------------------------------------------------------------------------------

  /** The rows of the page shown. @param {Grid} grid @param {Wanted} wanted */
  function cut(grid, wanted) {
    const found = roasbook.listing.rows(grid, wanted);
    const { from, size } = partOf(grid);
    const atEnd = grid.endsFirst && !wanted.sort && !wanted.find.trim();
    const begin = atEnd ? Math.max(0, found.length - size) : 0;
    const first = Math.max(0, Math.min(from ?? begin, found.length - 1));
    return { found: found.length, first, rows: found.slice(first, first + size) };
  }

  /** @param {HTMLTableElement} table @param {Shown} one */
  function draw(table, { grid, view }) {
    const wanted = wantedOf(grid);
    const part = cut(grid, wanted);
    const asItCame = view !== null && isAsItCame(grid, wanted);
    if (!asItCame || altered.has(table)) {
      const rows = part.rows.map((row) => grid.view(row, wanted.columns));
      const columns = wanted.columns.map((id) => /** @type {ColumnView} */ (grid.columns.find((column) => column.id === id)));
      const { id, caption, label } = grid;
      const made = asItCame ? view : { id, caption, label, columns, rows, note: null };
      roasbook.render.keepingFocus(() => {
        roasbook.render.fill(table, made);
        enhance(table, grid, wanted);
      });
    } else {
      enhance(table, grid, wanted);
    }
    if (asItCame) altered.delete(table);
    else altered.add(table);
    rowsIn.set(table, part.rows);
    showTools(placeOf(table), grid, wanted);
    showPager(placeOf(table), grid, wanted, part, asItCame ? view.note : null);
  }

  // ---- Controls in the table --------------------------------------------------------------------------------------

  /** @param {HTMLTableElement} table @param {Grid | null} grid @returns {(string | undefined)[]} */
  function columnIds(table, grid) {
    const cells = [...(table.tBodies[0]?.rows[0]?.cells ?? [])].slice(1);
    const ids = grid ? wantedOf(grid).columns : cells.map((cell) => cell.querySelector("data")?.dataset.measure);
    return [roasbook.listing.NAME, ...ids];
  }

  /** @param {HTMLTableElement} table @param {Grid | null} grid @param {Sort | null} order */
  function enhanceHead(table, grid, order) {
    const ids = columnIds(table, grid);
    [...(table.tHead?.rows[0]?.cells ?? [])].forEach((header, place) => {
      const id = ids[place];
      if (id === undefined) return;
      const button = header.querySelector("button") ?? roasbook.render.element("button", { type: "button", class: "sort" }, ...header.childNodes);
      button.dataset.column = id;
      if (!button.parentElement) header.append(button);
      if (order?.by === id) header.setAttribute("aria-sort", order.descending ? "descending" : "ascending");
      else header.removeAttribute("aria-sort");
    });
  }

  /**
   * Makes names answer with a filter. Where a name leads to the page of its member, a button beside it does; any
   * other link keeps leading to its page when opened in another tab.
   * @param {HTMLTableElement} table
   */
  function enhanceNames(table) {
    const dimension = dimensionOf(table.tHead?.rows[0]?.cells[0]?.textContent?.trim() ?? "");
    if (!dimension) return;
    for (const row of table.tBodies[0]?.rows ?? []) {
      const header = row.cells[0];
      const name = dimension.id === "influencer" ? row.dataset.id : header.textContent;
      if (!name || header.querySelector("button") || !dimension.names.includes(name)) continue;
      const link = header.querySelector("a");
      const title = `Only this ${dimension.label.toLowerCase()}`;
      const only = { dimension: dimension.id, name };
      if (roasbook.query.profileOf(catalog(), { from: null, to: null, choices: { [dimension.id]: [name] } })) {
        header.replaceChildren(...roasbook.render.member(only, header.textContent ?? "", title, link?.getAttribute("href")));
        continue;
      }
      const control = link ?? roasbook.render.element("button", { type: "button", class: "only" }, ...header.childNodes);
      if (!link) header.append(control);
      Object.assign(control.dataset, only);
      control.title = title;
    }
  }

  /** @param {HTMLTableElement} table @param {Grid | null} grid @param {Wanted | null} wanted */
  function enhance(table, grid, wanted) {
    enhanceHead(table, grid, wanted?.sort ?? (grid ? ownOrder(grid) : orderOfBuild(table)));
    enhanceNames(table);
    roasbook.cells.settle(table);
  }

  /** The order of a table before its data is here. @param {HTMLTableElement} table @returns {Sort | null} */
  function orderOfBuild(table) {
    const first = [...(table.tBodies[0]?.rows ?? [])].map((row) => row.querySelector("data"));
    const values = first.map((data) => Number(data?.getAttribute("value") || NaN));
    const isDescending = values.length > 0 && values.every((value, place) => place === 0 || value <= values[place - 1]);
    const by = first[0]?.dataset.measure;
    return isDescending && by ? { by, descending: true } : null;
  }

  // ---- Tools and pages --------------------------------------------------------------------------------------------

  /** @param {HTMLElement} place */
  function addTools(place) {
    const table = tableOf(place);
    const id = idOf(table);
    const dimension = dimensionOf(table.tHead?.rows[0]?.cells[0]?.textContent?.trim() ?? "");
    roasbook.toolbar.add(place, {
      id,
      caption: captionOf(table),
      find: dimension && place.querySelector(".note") ? `Find in ${dimension.plural}` : null,
      offered: () => offered(id),
      choose: (columns, event) => setColumns(id, columns, event),
    });
  }

  /** @param {HTMLTableElement} table */
  function captionOf(table) {
    return table.caption?.textContent ?? "";
  }

  /** The columns to choose from: those of the table's data, before that is here all there are. @param {string} id @returns {{columns: ColumnView[], chosen: string[]}} */
  function offered(id) {
    const grid = shown.get(id)?.grid;
    if (grid) return { columns: grid.columns, chosen: wantedOf(grid).columns };
    const table = /** @type {HTMLTableElement} */ (tableNamed(id));
    const measures = catalog().measures.filter((measure) => measure.shown);
    return {
      columns: measures.map((measure) => roasbook.figures.column(catalog(), measure.id)),
      chosen: columnIds(table, null).slice(1).filter((column) => column !== undefined),
    };
  }

  /** @param {HTMLElement} place @param {Grid} grid @param {Wanted} wanted */
  function showTools(place, grid, wanted) {
    addTools(place);
    const isLong = grid.rows > FEW && !grid.endsFirst;
    roasbook.toolbar.show(place, isLong || wanted.find ? `Find in ${grid.plural}` : null, wanted.find);
  }

  /** @param {Grid} grid @param {Wanted} wanted @param {ReturnType<typeof cut>} part */
  function status(grid, { find }, { found, first, rows }) {
    const write = (/** @type {number} */ count) => roasbook.format.count(count, catalog().money.grouping);
    const all = `${write(grid.rows)} ${grid.plural}`;
    if (find.trim() && found === 0) return `None of ${all} found`;
    const range = `${write(first + 1)}–${write(first + rows.length)} of`;
    if (find.trim()) return `${range} ${write(found)} found in ${all}`;
    return found > rows.length ? `${range} ${all}` : "";
  }

  /** @param {Grid} grid */
  function sizesOf({ limit }) {
    return [limit, ...SIZES.filter((size) => size > limit)];
  }

  /** @param {HTMLElement} place @param {Grid} grid @param {Wanted} wanted @param {ReturnType<typeof cut>} part @param {string | null} asCame */
  function showPager(place, grid, wanted, part, asCame) {
    const { size } = partOf(grid);
    const text = asCame ?? status(grid, wanted, part);
    roasbook.render.note(place, text || null);
    roasbook.toolbar.showPager(place, {
      caption: grid.caption,
      isNeeded: part.found > part.rows.length || size !== grid.limit,
      text,
      sizes: sizesOf(grid),
      size,
      isFirst: part.first === 0,
      isLast: part.first + part.rows.length >= part.found,
    });
  }

  // ---- What the reader does ---------------------------------------------------------------------------------------

  /** Shows a table again; the first time, the data is loaded. @param {string} id @param {Event} event */
  function redraw(id, event) {
    const one = shown.get(id);
    const table = tableNamed(id);
    if (!one || !table) return roasbook.app.change({}, event, true);
    draw(table, one);
    performance.measure("roasbook:update", { start: event.timeStamp });
    return Promise.resolve();
  }

  /** @param {string} id */
  function fromTheStart(id) {
    const part = parts.get(id);
    if (part) parts.set(id, { ...part, from: null });
  }

  /** @template T @param {Record<string, T>} all @param {string} id @param {T | null} value */
  function withTable(all, id, value) {
    const { [id]: _, ...rest } = all;
    return value === null ? rest : { ...rest, [id]: value };
  }

  /** @param {HTMLElement} button @param {Event} event */
  function sortBy(button, event) {
    const table = tableOf(button);
    const id = idOf(table);
    const grid = shown.get(id)?.grid;
    const by = button.dataset.column ?? "";
    const now = button.closest("th")?.getAttribute("aria-sort");
    const isFigure = by !== roasbook.listing.NAME && !button.closest("th")?.classList.contains("t");
    const order = { by, descending: now ? now === "ascending" : isFigure };
    const own = grid && ownOrder(grid);
    const isOwn = own && own.by === order.by && own.descending === order.descending && roasbook.listing.isIn(grid, order, grid.rows);
    fromTheStart(id);
    void roasbook.app.change({ sort: withTable(roasbook.app.state.sort, id, isOwn ? null : order) }, event);
  }

  /** @param {string} id @param {string[]} columns @param {Event} event */
  function setColumns(id, columns, event) {
    const grid = shown.get(id)?.grid;
    const chosen = grid ? roasbook.listing.columns(grid, columns) : columns;
    const isOwn = grid && chosen.join() === grid.chosen.join();
    void roasbook.app.change({ columns: withTable(roasbook.app.state.columns, id, isOwn ? null : chosen) }, event, true);
  }

  /** @param {HTMLInputElement} input @param {Event} event */
  function find(input, event) {
    const id = idOf(tableOf(input));
    fromTheStart(id);
    void roasbook.app.change({ find: withTable(roasbook.app.state.find, id, input.value.trim() ? input.value : null) }, event, true);
  }

  /** @param {HTMLElement} button @param {Event} event */
  async function turn(button, event) {
    if (button.getAttribute("aria-disabled") === "true") return;
    const table = tableOf(button);
    const id = idOf(table);
    const grid = shown.get(id)?.grid;
    const [size, step] = [grid ? partOf(grid).size : FEW, Number(button.dataset.step)];
    const from = grid ? cut(grid, wantedOf(grid)).first : 0;
    parts.set(id, { from: Math.max(0, from + step * size), size });
    await redraw(id, event);
    say(placeOf(tableOf(button)).querySelector(".note")?.textContent ?? "");
  }

  /** @param {HTMLSelectElement} select @param {Event} event */
  function resize(select, event) {
    const id = idOf(tableOf(select));
    parts.set(id, { from: null, size: Number(select.value) });
    void redraw(id, event);
  }

  /** @param {HTMLElement} button @param {Event} event */
  async function download(button, event) {
    const id = idOf(tableOf(button));
    if (!shown.has(id)) await roasbook.app.change({}, event, true);
    const grid = shown.get(id)?.grid;
    if (grid) roasbook.download.table(catalog(), grid, wantedOf(grid), (roasbook.app.slice ?? roasbook.app.state).filter);
  }

  /** Tells those who listen what changed without a new view. @param {string} text */
  function say(text) {
    const place = document.getElementById("status");
    if (place) place.textContent = text;
  }

  /** A click that opens another tab or window is the browser's. @param {MouseEvent} event */
  function isPlain({ button, ctrlKey, metaKey, shiftKey, altKey }) {
    return button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const control = event.target instanceof Element ? /** @type {HTMLElement | null} */ (event.target.closest(".listing :is(a, button)")) : null;
    if (!control) return;
    if (control.matches("[data-column]")) return sortBy(control, event);
    if (control.matches("[data-step]")) return void turn(control, event);
    if (control.matches(".csv")) return void download(control, event);
    if (!control.matches("[data-dimension]") || !isPlain(event)) return;
    event.preventDefault();
    const { dimension, name } = control.dataset;
    void roasbook.app.only(/** @type {DimensionId} */ (dimension), name ?? "", event);
  }

  // ---- The page ---------------------------------------------------------------------------------------------------

  /** Puts the tools where the build left room for them. @param {() => Promise<unknown>} breath  lets the browser do what is more urgent */
  async function start(breath) {
    const main = document.getElementById("main");
    listen(main);
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".listing"))) {
      await breath();
      // What is of the page's own filter alone stands as it was written; another table may be shown anew already.
      if (place.closest("[data-own]") || shown.has(idOf(tableOf(place)))) continue;
      addTools(place);
      enhance(tableOf(place), null, null);
      if (!place.querySelector(".note")) continue;
      const pages = { caption: captionOf(tableOf(place)), isNeeded: true, text: "as it came", sizes: SIZES, size: SIZES[0], isFirst: true, isLast: false };
      roasbook.toolbar.showPager(place, pages);
    }
  }

  /** @param {HTMLElement | null} main */
  function listen(main) {
    roasbook.cells.start();
    main?.addEventListener("click", onClick);
    main?.addEventListener("input", (event) => {
      if (event.target instanceof HTMLInputElement && event.target.matches(".find")) find(event.target, event);
    });
    main?.addEventListener("change", (event) => {
      if (event.target instanceof HTMLSelectElement && event.target.matches(".pages select")) resize(event.target, event);
    });
  }

  /** The filter that pages were turned under: another one begins at the first again. @type {Filter | null} */
  let turnedUnder = null;

  /** @param {ReportView} view @param {Slice} slice */
  function show(view, slice) {
    if (turnedUnder && turnedUnder !== slice.filter) for (const id of parts.keys()) fromTheStart(id);
    turnedUnder = slice.filter;
    for (const [id, { view: one }] of shown) if (one) shown.delete(id);
    for (const { table } of view.sections) {
      const found = table && tableNamed(table.id);
      if (!table?.source || !found) continue;
      const one = { grid: roasbook.grids.ofFigures(catalog(), table, table.source, slice), view: table };
      shown.set(table.id, one);
      draw(found, one);
    }
    for (const [id, one] of shown) {
      const found = tableNamed(id);
      if (!one.view && found) draw(found, one);
    }
  }

  /** Shows a grid that no view has. @param {HTMLElement} place @param {Grid} grid */
  function put(place, grid) {
    const table = tableOf(place);
    const one = { grid, view: null };
    shown.set(grid.id, one);
    draw(table, one);
  }

  /** @param {HTMLTableRowElement} row */
  function figureOf(row) {
    const table = row.closest("table");
    const place = table ? rowsIn.get(table)?.[row.sectionRowIndex] : undefined;
    const grid = table ? shown.get(idOf(table))?.grid : undefined;
    return grid && place !== undefined ? grid.figure(place) : null;
  }

  return { start, show, put, figureOf };
})();
