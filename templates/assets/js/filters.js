"use strict";
/**
 * The filter bar. The static menus of links become menus of every choice, where they stand: a menu is filled
 * when it is first opened, so a page that nobody filters pays nothing.
 *
 * A dimension without a menu of its own in the static bar is under More. Chips say what is chosen once the
 * reader has changed something; until then the menus do.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.filters = (() => {
  /** @typedef {{menu: HTMLDetailsElement, panel: Panel | null, make: () => Panel, text: (filter: Filter) => string, isMade: (filter: Filter) => boolean}} Menu */

  /** @type {Catalog} */
  let catalog;
  /** @type {Menu[]} */
  let menus = [];
  /** What the chips were last made from. */
  let chipsShown = "[]";

  const { element } = roasbook.render;

  const parts = {
    bar: () => document.getElementById("choices"),
    chips: () => /** @type {HTMLElement | null} */ (document.querySelector(".chips")),
    reset: () => /** @type {HTMLElement | null} */ (document.querySelector("#choices > .reset")),
    button: () => /** @type {HTMLElement | null} */ (document.querySelector("button.filters")),
  };

  /** @param {Catalog} given @param {Filter} filter @param {DimensionId} id */
  async function counts(given, filter, id) {
    await roasbook.store.load(roasbook.choices.levels(given, filter, id));
    return roasbook.choices.counts(given, roasbook.store.frames, filter, id);
  }

  // ---- Menus ------------------------------------------------------------------------------------------------------

  /** What one of the bar's menus becomes; nothing where it stays as it is. @param {HTMLDetailsElement} menu @param {Dimension[]} offered @returns {Menu | null} */
  function menuOf(menu, offered) {
    const { ofDays, ofDimension } = roasbook.choices;
    const { choice } = menu.dataset;
    if (choice === "period") {
      return { menu, panel: null, make: () => roasbook.dates.panel(catalog), text: (filter) => ofDays(catalog, filter), isMade: roasbook.slices.isDated };
    }
    if (choice === "more") return moreOf(menu, offered);
    const dimension = offered.find(({ id }) => id === choice);
    if (!dimension) return null;
    return {
      menu,
      panel: null,
      make: () => roasbook.members.panel(catalog, dimension),
      text: (filter) => ofDimension(catalog, dimension, filter),
      isMade: ({ choices }) => choices[dimension.id] !== undefined,
    };
  }

  /** The dimensions that have no menu. @param {HTMLDetailsElement} menu @param {Dimension[]} offered @returns {Menu | null} */
  function moreOf(menu, offered) {
    const bar = parts.bar();
    const inside = offered.filter(({ id }) => !bar?.querySelector(`:scope > details[data-choice="${id}"]`));
    menu.hidden = inside.length === 0;
    if (menu.hidden) return null;
    const made = (/** @type {Filter} */ { choices }) => inside.filter(({ id }) => choices[id]).length;
    return {
      menu,
      panel: null,
      make: () => morePanel(inside),
      text: (filter) => (made(filter) ? `More (${made(filter)})` : "More"),
      isMade: (filter) => made(filter) > 0,
    };
  }

  /** A fold for each dimension, one open at a time. @param {Dimension[]} inside @returns {Panel} */
  function morePanel(inside) {
    const folds = inside.map((dimension) => {
      const panel = roasbook.members.panel(catalog, dimension);
      const value = element("span", {});
      const fold = element("details", { name: "more" }, element("summary", {}, dimension.label, " ", value), panel.element);
      fold.querySelector("summary")?.addEventListener("click", () => {
        if (!fold.open) panel.open();
      });
      return { dimension, panel, value, fold };
    });
    const isMade = (/** @type {Dimension} */ { id }) => roasbook.app.state.filter.choices[id] !== undefined;
    const sync = () => {
      for (const { dimension, panel, value, fold } of folds) {
        value.textContent = roasbook.choices.ofDimension(catalog, dimension, roasbook.app.state.filter);
        fold.classList.toggle("made", isMade(dimension));
        if (fold.open) panel.sync();
      }
    };
    return {
      element: element("div", { class: "more" }, ...folds.map(({ fold }) => fold)),
      open() {
        const open = folds.find(({ dimension }) => isMade(dimension)) ?? (folds.length === 1 ? folds[0] : null);
        for (const { fold } of folds) fold.open = false;
        if (open) {
          open.panel.open();
          open.fold.open = true;
        }
        sync();
      },
      sync,
    };
  }

  /** @param {Menu} one */
  function fill(one) {
    if (!one.panel) {
      one.panel = one.make();
      one.panel.element.classList.add("panel");
      one.menu.querySelector(":scope > ul")?.remove();
      one.menu.append(one.panel.element);
    }
    one.panel.open();
  }

  /** @param {Menu} one */
  function attach(one) {
    const { menu } = one;
    menu.querySelector("summary")?.addEventListener("click", () => {
      if (!menu.open) fill(one);
    });
    menu.addEventListener("toggle", () => {
      if (!menu.open) return;
      // A search in the page opens menus too.
      if (!one.panel) fill(one);
      if (menu.closest(":popover-open")) menu.scrollIntoView({ block: "nearest" });
    });
  }

  // ---- What is chosen ---------------------------------------------------------------------------------------------

  /** @param {Menu} one @param {Filter} filter */
  function showMenu({ menu, panel, text, isMade }, filter) {
    const place = menu.querySelector("summary")?.lastChild;
    const words = ` ${text(filter)}`;
    if (place && place.nodeValue !== words) place.nodeValue = words;
    menu.classList.toggle("made", isMade(filter));
    if (menu.open) panel?.sync();
  }

  /** @param {Chip} chip */
  function chipOf({ id, name, kind, text }) {
    const remove = element("button", { type: "button", "aria-label": name === null && id !== null ? `Remove ${text}` : `Remove ${kind}: ${text}` }, "×");
    remove.addEventListener("click", (event) => {
      const { filter } = roasbook.app.state;
      if (id === null) roasbook.app.change({ filter: { ...filter, from: null, to: null } }, event);
      else if (name === null) roasbook.app.change({ filter: roasbook.choices.without(filter, id) }, event);
      else roasbook.app.toggle(id, name, event);
    });
    const words = name === null && id !== null ? [text] : [element("span", {}, kind), ` ${text}`];
    return element("li", {}, ...words, remove);
  }

  /** @param {Filter} filter */
  function showChips(filter) {
    const list = parts.chips();
    const chips = roasbook.query.same(filter, roasbook.app.own) ? [] : roasbook.choices.chips(catalog, filter);
    const json = JSON.stringify(chips);
    if (!list || json === chipsShown) return;
    chipsShown = json;
    const focused = [...list.children].findIndex((chip) => chip.contains(document.activeElement));
    list.replaceChildren(...chips.map(chipOf));
    if (focused < 0) return;
    const next = list.children[Math.min(focused, chips.length - 1)]?.querySelector("button");
    if (next) next.focus();
    else [parts.button(), menus[0]?.menu.querySelector("summary")].find((place) => place?.checkVisibility())?.focus();
  }

  /** @param {State} state */
  function show({ filter }) {
    for (const one of menus) showMenu(one, filter);
    showChips(filter);
    const dimensions = roasbook.slices.narrowed(filter).length;
    const made = dimensions + Number(roasbook.slices.isDated(filter));
    parts.reset()?.classList.toggle("idle", made === 0);
    const button = parts.button();
    if (button) button.textContent = made ? `Filters (${made})` : "Filters";
  }

  // ---- Start ------------------------------------------------------------------------------------------------------

  /** What the first change will need is on its way before it is made. */
  function prefetch() {
    const { first } = roasbook.slices.needs(catalog, roasbook.app.state.filter);
    // Whoever needs it for good says when it fails.
    roasbook.store.load(first).catch(() => {});
  }

  /** @param {Catalog} given */
  function start(given) {
    catalog = given;
    const bar = parts.bar();
    if (!bar) return;
    const offered = roasbook.choices.dimensions(catalog);
    const all = [...bar.querySelectorAll(":scope > details")].map((menu) => menuOf(/** @type {HTMLDetailsElement} */ (menu), offered));
    menus = all.filter((menu) => menu !== null);
    menus.forEach(attach);
    for (const place of [bar, parts.button()]) {
      for (const type of ["pointerenter", "focusin", "touchstart"]) place?.addEventListener(type, prefetch, { once: true, passive: true });
    }
    parts.reset()?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      roasbook.app.change({ filter: { from: null, to: null, choices: {} } }, event);
    });
  }

  return { start, show, counts };
})();
