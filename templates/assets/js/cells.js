"use strict";
/**
 * One tab stop for the rows of a table: arrow keys go from cell to cell, Enter answers. Without this a table
 * of ten rows would be forty stops on the way to what follows.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.cells = (() => {
  /** What a click answers: what is plain has no explanation. */
  const CONTROL = "data[data-measure]:not(.plain), a[href], button";

  /** @param {Element | undefined} cell @returns {HTMLElement | null} */
  function controlOf(cell) {
    return cell?.querySelector(CONTROL) ?? null;
  }

  /** What cannot be focused of itself says that it answers. @param {HTMLElement} control @param {boolean} isStop */
  function mark(control, isStop) {
    control.tabIndex = isStop ? 0 : -1;
    if (!control.matches("data")) return;
    if (isStop) control.setAttribute("role", "button");
    else for (const name of ["role", "tabindex"]) control.removeAttribute(name);
  }

  /** Leaves one stop in the body of a table: the first, or this. @param {HTMLTableElement} table @param {HTMLElement | null} [stop] */
  function settle(table, stop) {
    const body = table.tBodies[0];
    if (!body) return;
    const current = stop ?? /** @type {HTMLElement | null} */ (body.querySelector(CONTROL));
    for (const other of /** @type {NodeListOf<HTMLElement>} */ (body.querySelectorAll("[tabindex], a[href], button"))) {
      if (other !== current) mark(other, false);
    }
    if (current) mark(current, true);
  }

  /** @param {HTMLElement} control */
  function go(control) {
    const table = control.closest("table");
    if (table) settle(table, control);
    control.focus({ preventScroll: true });
    control.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The nearest cell with a control, this many rows and columns on. @param {HTMLTableCellElement} cell @param {number} down @param {number} right */
  function next(cell, down, right) {
    const row = /** @type {HTMLTableRowElement} */ (cell.parentElement);
    const rows = [...(/** @type {HTMLTableSectionElement} */ (row.parentElement).rows)];
    let [at, column] = [rows.indexOf(row) + down, cell.cellIndex + right];
    while (rows[at]?.cells[column]) {
      const found = controlOf(rows[at].cells[column]);
      if (found) return found;
      [at, column] = [at + down, column + right];
    }
    return null;
  }

  /** @param {HTMLTableCellElement} cell @param {boolean} last */
  function end(cell, last) {
    const cells = [...(/** @type {HTMLTableRowElement} */ (cell.parentElement).cells)];
    const found = (last ? cells.reverse() : cells).find(controlOf);
    return found ? controlOf(found) : null;
  }

  /** What else answers in the same cell, before or after this. @param {HTMLElement} control @param {number} step */
  function beside(control, step) {
    const all = /** @type {HTMLElement[]} */ ([...(control.closest("th, td")?.querySelectorAll(CONTROL) ?? [])]);
    const found = all[all.indexOf(control) + step];
    return found?.checkVisibility() ? found : null;
  }

  /** @type {Record<string, (cell: HTMLTableCellElement, control: HTMLElement) => HTMLElement | null>} */
  const KEYS = {
    ArrowDown: (cell) => next(cell, 1, 0),
    ArrowUp: (cell) => next(cell, -1, 0),
    ArrowRight: (cell, control) => beside(control, 1) ?? next(cell, 0, 1),
    ArrowLeft: (cell, control) => beside(control, -1) ?? next(cell, 0, -1),
    Home: (cell) => end(cell, false),
    End: (cell) => end(cell, true),
  };

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const { target, key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (!(target instanceof HTMLElement) || ctrlKey || altKey || metaKey || shiftKey) return;
    const cell = /** @type {HTMLTableCellElement | null} */ (target.closest("tbody :is(th, td)"));
    if (!cell || !target.matches(CONTROL)) return;
    if (target.matches("data") && (key === "Enter" || key === " ")) {
      event.preventDefault();
      target.click();
      return;
    }
    const control = KEYS[key]?.(cell, target);
    if (KEYS[key]) event.preventDefault();
    if (control) go(control);
  }

  function start() {
    const main = document.getElementById("main");
    main?.addEventListener("keydown", onKey);
    // A click moves the stop, so that the keyboard goes on from there.
    main?.addEventListener("focusin", ({ target }) => {
      const table = target instanceof HTMLElement && target.matches(CONTROL) && target.closest("tbody") ? target.closest("table") : null;
      if (table) settle(table, /** @type {HTMLElement} */ (target));
    });
  }

  return { start, settle };
})();
