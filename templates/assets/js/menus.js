"use strict";
/**
 * How menus behave: details elements of which one is open at a time. They work without this; with it they
 * close on Escape, on a click beside them and when the focus leaves them, and arrows move within their lists.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.menus = (() => {
  const MENU = "details[name=choice]";
  const OPEN = `${MENU}[open]`;
  /** A panel is no wider than this, in CSS pixels. */
  const WIDTH = 352;

  /** @param {Element} menu */
  function close(menu) {
    const within = menu.contains(document.activeElement);
    menu.removeAttribute("open");
    if (within) menu.querySelector("summary")?.focus();
  }

  /** @param {(menu: Element) => boolean} which */
  function closeThose(which) {
    for (const menu of document.querySelectorAll(OPEN)) if (which(menu)) close(menu);
  }

  /** Lets a panel hang from the right end of its summary where it would leave the window. @param {Element} menu */
  function place(menu) {
    const { left } = menu.getBoundingClientRect();
    menu.classList.toggle("end", left + WIDTH > document.documentElement.clientWidth);
  }

  /** From an open summary into what it has opened: down by arrow, and to its search by typing. @param {KeyboardEvent} event @param {Element} summary */
  function enter(event, summary) {
    const panel = summary.parentElement?.hasAttribute("open") ? summary.nextElementSibling : null;
    const { key, ctrlKey, metaKey, altKey } = event;
    if (!panel || ctrlKey || metaKey || altKey) return;
    const isText = key.length === 1 && key !== " ";
    const first = panel.querySelector(isText ? "input[type=search]" : "input, [tabindex='0'], a, button, summary");
    if (!(first instanceof HTMLElement) || (!isText && key !== "ArrowDown")) return;
    if (!isText) event.preventDefault();
    first.focus();
  }

  function start() {
    document.addEventListener("click", ({ target }) => {
      if (!(target instanceof Element)) return;
      closeThose((menu) => !menu.contains(target));
      const menu = target.closest("summary")?.parentElement;
      if (menu?.matches(MENU)) place(menu);
    });
    // Not when the focus comes: a press on another summary would move it away before the button is up.
    document.addEventListener("keyup", ({ key, target }) => {
      if (key === "Tab" && target instanceof Element) closeThose((menu) => !menu.contains(target));
    });
    document.addEventListener("keydown", (event) => {
      const summary = event.target instanceof Element && event.target.closest("summary");
      if (summary) enter(event, summary);
      if (event.key !== "Escape" || !document.querySelector(OPEN)) return;
      // A phone's sheet of menus stays for the next Escape.
      event.preventDefault();
      closeThose(() => true);
    });
    addEventListener("pagehide", () => closeThose(() => true));
  }

  // ---- Lists ------------------------------------------------------------------------------------------------------

  /** @param {Element} row @returns {HTMLElement[]} */
  function stops(row) {
    return [...row.querySelectorAll("input, button")].filter((stop) => stop instanceof HTMLElement);
  }

  /** The rows that have something to choose. @param {HTMLElement} list */
  function rowsOf(list) {
    return [...list.children].filter((row) => stops(row).length > 0);
  }

  /** @param {HTMLElement} list @param {HTMLElement | null} before */
  function rove(list, before) {
    /** @param {KeyboardEvent} event @param {Element} row @param {number} at */
    const target = ({ key }, row, at) => {
      const rows = rowsOf(list);
      const place = rows.indexOf(row);
      const near = (/** @type {number} */ to) => (rows[to] ? stops(rows[to])[Math.min(at, stops(rows[to]).length - 1)] : undefined);
      if (key === "ArrowDown") return near(place + 1);
      if (key === "ArrowUp") return place > 0 ? near(place - 1) : before;
      if (key === "Home") return near(0);
      if (key === "End") return near(rows.length - 1);
      if (key === "ArrowRight") return stops(row)[at + 1];
      return key === "ArrowLeft" ? stops(row)[at - 1] : null;
    };
    list.addEventListener("keydown", (event) => {
      const row = event.target instanceof Element ? event.target.closest("li") : null;
      if (!row) return;
      const next = target(event, row, stops(row).indexOf(/** @type {HTMLElement} */ (event.target)));
      if (next === null) return;
      event.preventDefault();
      next?.focus();
    });
    list.addEventListener("focusin", ({ target: focused }) => {
      const row = focused instanceof Element ? focused.closest("li") : null;
      for (const other of list.querySelectorAll("[tabindex='0']")) other.setAttribute("tabindex", "-1");
      if (row) for (const stop of stops(row)) stop.setAttribute("tabindex", "0");
    });
  }

  return { start, close, rove };
})();
