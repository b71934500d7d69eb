"use strict";
/**
 * The list of a dimension's members in a menu: search, a box to tick, "only", and how many there are.
 *
 * Of thousands only the first are in the document; the search reaches the rest.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.members = (() => {
  /** So many rows are in the document. */
  const SHOWN = 200;
  /** More members than this have a search, and those chosen come first. */
  const FEW = 8;

  /** @typedef {{member: Choosable, line: HTMLLIElement, box: HTMLInputElement, count: HTMLElement}} Row */

  const { element } = roasbook.render;

  /** @param {Choosable} member @returns {Row} */
  function makeRow(member) {
    const box = element("input", { type: "checkbox", tabindex: "-1" });
    const count = element("span", { class: "count" });
    const label = element("label", {}, box, element("span", {}, member.label), count);
    const only = element("button", { type: "button", class: "only", tabindex: "-1", "aria-label": `Only ${member.label}` }, "only");
    return { member, box, count, line: element("li", {}, label, only) };
  }

  /** `a brand`, `an influencer` @param {string} label */
  function oneOf(label) {
    const noun = label.toLowerCase();
    return `${/^[aeiou]/.test(noun) ? "an" : "a"} ${noun}`;
  }

  /** @param {Catalog} catalog @param {Dimension} dimension @returns {Panel} */
  function panel(catalog, dimension) {
    const { id, label, plural, names } = dimension;
    const all = roasbook.choices.members(catalog, dimension);
    const isLong = names.length - 1 > FEW;
    const find = element("input", { type: "search", placeholder: `Find ${oneOf(label)}`, "aria-label": `Find ${oneOf(label)}`, autocomplete: "off", spellcheck: "false" });
    const everything = element("button", { type: "button", class: "all" }, `All ${plural}`);
    const found = element("button", { type: "button", class: "found" });
    const head = element("p", { class: "head" }, everything, found, element("span", { class: "unit" }, roasbook.choices.counted(catalog, id)));
    const above = element("div", {}, isLong ? find : null, head);
    const list = element("ul", { class: "members", "aria-label": label });
    const rest = element("p", { class: "rest" });

    /** In the order of this opening. @type {Choosable[]} */
    let order = all;
    /** @type {Row[]} */
    let rows = [];
    /** @type {Map<number, number | null> | null} */
    let counts = null;
    /** The filter that was counted under. */
    let countedUnder = "";

    /** @returns {string[]} */
    const chosen = () => roasbook.app.state.filter.choices[id] ?? [];
    const isListed = (/** @type {Choosable} */ { code, name }) => code !== 0 || counts?.has(code) || chosen().includes(name);
    const matching = () => roasbook.choices.find(order, find.value).filter(isListed);

    /** @param {string[]} wanted @param {Event} event */
    function choose(wanted, event) {
      const { filter } = roasbook.app.state;
      const bare = roasbook.choices.without(filter, id);
      const choices = wanted.length ? { ...filter.choices, [id]: wanted } : bare.choices;
      roasbook.app.change({ filter: { ...filter, choices } }, event);
    }

    /** In a long list those chosen first, also such as the data does not have, and those without anything last. */
    function arrange() {
      const wanted = new Set(chosen());
      const unknown = [...wanted].filter((name) => !names.includes(name)).map((name) => ({ code: -1, name, label: name, words: roasbook.listing.fold(name) }));
      const rank = (/** @type {Choosable} */ { code, name }) => (wanted.has(name) ? 0 : code === 0 ? 3 : counts && !counts.has(code) ? 2 : 1);
      const ranked = isLong ? [0, 1, 2, 3].flatMap((one) => all.filter((member) => rank(member) === one)) : all;
      order = [...unknown, ...ranked];
    }

    function count() {
      const { filter } = roasbook.app.state;
      const under = JSON.stringify(roasbook.choices.without(filter, id));
      if (counts && under === countedUnder) return;
      countedUnder = under;
      if (roasbook.store.has(roasbook.choices.levels(catalog, filter, id))) {
        counts = roasbook.choices.counts(catalog, roasbook.store.frames, filter, id);
        return;
      }
      counts = null;
      roasbook.filters.counts(catalog, filter, id).then((made) => {
        if (under !== countedUnder) return;
        counts = made;
        arrange();
        draw();
      }, () => {
        // A list without counts is a list; the change of the filter says what is wrong.
        countedUnder = "";
      });
    }

    /** @param {Row} row @param {string[]} wanted */
    function settle({ member, line, box, count: place }, wanted) {
      const amount = counts?.get(member.code);
      box.checked = wanted.includes(member.name);
      line.classList.toggle("none", counts !== null && amount === undefined);
      const text = counts && amount !== null ? roasbook.format.count(amount ?? 0, catalog.money.grouping) : "";
      if (place.textContent !== text) place.textContent = text;
    }

    /** What is chosen, in the rows and above them. */
    function settleAll() {
      const wanted = chosen();
      for (const row of rows) settle(row, wanted);
      everything.setAttribute("aria-pressed", String(wanted.length === 0));
    }

    /** @param {number} matches @param {number} more */
    function restOf(matches, more) {
      if (matches === 0) return `No ${label.toLowerCase()} has this in its name.`;
      return more > 0 ? `${roasbook.format.count(more, catalog.money.grouping)} more. Search to find them.` : "";
    }

    /** Rows that stay the same are left alone: a key or a button may be down on one of them. @param {Choosable[]} shown */
    function fill(shown) {
      if (shown.length === rows.length && shown.every((member, index) => member === rows[index].member)) return;
      const focused = rows.findIndex(({ line }) => line.contains(document.activeElement));
      rows = shown.map(makeRow);
      list.replaceChildren(...rows.map(({ line }) => line));
      for (const stop of rows[0]?.line.querySelectorAll("input, button") ?? []) stop.setAttribute("tabindex", "0");
      if (focused >= 0) rows[Math.min(focused, rows.length - 1)]?.box.focus();
    }

    function draw() {
      const matches = matching();
      fill(matches.slice(0, SHOWN));
      const more = matches.length - rows.length;
      rest.textContent = restOf(matches.length, more);
      found.hidden = !find.value.trim() || matches.length < 2 || more > 0;
      everything.hidden = !found.hidden;
      found.textContent = `Choose these ${matches.length}`;
      settleAll();
    }

    list.addEventListener("change", (event) => {
      const row = rows.find(({ box }) => box === event.target);
      if (row) roasbook.app.toggle(id, row.member.name, event);
    });
    list.addEventListener("click", (event) => {
      const row = event.target instanceof Element && event.target.matches(".only") && rows.find(({ line }) => line.contains(/** @type {Node} */ (event.target)));
      if (row) roasbook.app.only(id, row.member.name, event);
    });
    everything.addEventListener("click", (event) => choose([], event));
    found.addEventListener("click", (event) => choose([...new Set([...chosen(), ...matching().map(({ name }) => name)])], event));
    find.addEventListener("input", () => {
      list.scrollTop = 0;
      draw();
    });
    above.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown") return;
      event.preventDefault();
      rows[0]?.box.focus();
    });
    roasbook.menus.rove(list, isLong ? find : everything);

    return {
      element: element("div", {}, above, list, rest),
      open() {
        find.value = "";
        count();
        arrange();
        draw();
        list.scrollTop = 0;
      },
      sync() {
        count();
        settleAll();
      },
    };
  }

  return { panel };
})();
