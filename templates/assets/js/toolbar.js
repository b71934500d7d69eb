"use strict";
/**
 * The tools above a table and the pages below it, as elements. What they do is for the tables to say.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.toolbar = (() => {
  /** The gap between a button and its menu, and between a menu and the edge of the window. */
  const GAP = 4;

  /** @type {Roasbook["render"]["element"]} */
  const element = (tag, attributes, ...children) => roasbook.render.element(tag, attributes, ...children);

  /** @param {HTMLElement} place @param {Tools} about */
  function add(place, { id, caption, find, offered, choose }) {
    const tools = place.querySelector(".tools");
    if (!tools || tools.childElementCount > 0) return;
    const search = element("input", { type: "search", class: "find", "aria-label": `Find in: ${caption}`, autocomplete: "off", spellcheck: "false" });
    const menu = element("div", { popover: "", id: `columns-of-${id}`, class: "columns" });
    const columns = element("button", { type: "button", popovertarget: menu.id, "aria-label": `Columns: ${caption}` }, "Columns");
    const csv = element("button", { type: "button", class: "csv", "aria-label": `CSV, download: ${caption}`, title: "Download these rows as CSV, all pages" }, "CSV");
    menu.addEventListener("beforetoggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState === "open") menu.replaceChildren(choices(caption, offered(), choose));
    });
    menu.addEventListener("toggle", () => beside(menu, columns));
    // The words of the caption, where there is room for them; whoever listens has the table's own.
    tools.append(element("p", { "aria-hidden": "true" }, caption), search, columns, menu, csv);
    show(place, find, "");
  }

  /** Puts a menu under its button, or above it where there is more room. @param {HTMLElement} menu @param {HTMLElement} button */
  function beside(menu, button) {
    const { left, top, bottom } = button.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const isAbove = bottom + menu.offsetHeight > clientHeight && top > menu.offsetHeight;
    const most = clientWidth - menu.offsetWidth - GAP;
    menu.style.left = `${Math.max(GAP, Math.min(left, most)) + scrollX}px`;
    menu.style.top = `${(isAbove ? top - menu.offsetHeight - GAP : bottom + GAP) + scrollY}px`;
  }

  /** A box for each column; the last that is ticked stays. @param {string} caption @param {{columns: ColumnView[], chosen: string[]}} offered @param {Tools["choose"]} choose */
  function choices(caption, { columns, chosen }, choose) {
    const boxes = columns.map(({ id }) => {
      const box = element("input", { type: "checkbox", value: id });
      box.checked = chosen.includes(id);
      return box;
    });
    const ticked = () => {
      const found = boxes.filter((box) => box.checked);
      for (const box of boxes) box.disabled = box.checked && found.length === 1;
      return found.map((box) => box.value);
    };
    ticked();
    const lines = boxes.map((box, place) => element("label", {}, box, columns[place].label));
    const list = element("fieldset", {}, element("legend", {}, `Columns: ${caption}`), ...lines);
    list.addEventListener("change", (event) => choose(ticked(), event));
    return list;
  }

  /** @param {HTMLElement} place @param {string | null} find  what the search says, if there is one @param {string} text */
  function show(place, find, text) {
    const search = /** @type {HTMLInputElement | null} */ (place.querySelector(".find"));
    if (!search) return;
    search.hidden = find === null;
    search.placeholder = find ?? "";
    // What is being typed is ahead of what is shown.
    if (document.activeElement !== search) search.value = text;
  }

  // ---- Pages ------------------------------------------------------------------------------------------------------

  /** @param {number[]} sizes */
  function options(sizes) {
    return sizes.map((size) => element("option", { value: String(size) }, `${size} rows`));
  }

  /** @param {Pages} about */
  function controls({ caption, sizes }) {
    const button = (/** @type {string} */ step, /** @type {string} */ name, /** @type {string} */ sign) =>
      element("button", { type: "button", "data-step": step, "aria-label": `${name}: ${caption}`, title: name }, sign);
    const select = element("select", { "aria-label": `Rows a page: ${caption}` }, ...options(sizes));
    return element("div", { class: "pages" }, button("-1", "Previous page", "‹"), button("1", "Next page", "›"), select);
  }

  /** @param {HTMLElement} place @param {Pages} about */
  function showPager(place, about) {
    const pager = /** @type {HTMLElement | null} */ (place.querySelector(".pager"))
      ?? (about.isNeeded ? place.appendChild(element("div", { class: "pager" })) : null);
    if (!pager) return;
    pager.hidden = !about.text && !about.isNeeded;
    const pages = /** @type {HTMLElement} */ (pager.querySelector(".pages") ?? pager.appendChild(controls(about)));
    pages.hidden = !about.isNeeded;
    const [previous, next] = pages.querySelectorAll("button");
    // A button that has done its work keeps the focus, so it is not disabled but says so.
    previous.setAttribute("aria-disabled", String(about.isFirst));
    next.setAttribute("aria-disabled", String(about.isLast));
    const select = /** @type {HTMLSelectElement} */ (pages.querySelector("select"));
    const now = [...select.options].map(({ value }) => Number(value));
    if (now.join() !== about.sizes.join()) select.replaceChildren(...options(about.sizes));
    select.value = String(about.size);
  }

  return { add, show, showPager };
})();
