"use strict";
/**
 * The other side of a comparison: what the page is compared with, chosen in a few controls, and both sides in
 * one table and in charts laid over each other. Any filter can be the other side: swapping the two brings it
 * into the filter bar.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.compare = (() => {
  /** The dimensions whose members are shown side by side. @type {DimensionId[]} */
  const CHARTED = ["brand", "category", "platform", "influencer"];
  /** @type {Filter} */
  const EVERYTHING = { from: null, to: null, choices: {} };
  /** @type {Catalog} */
  let catalog;

  /** @param {Filter} filter @param {DateRange | null} range @returns {Filter} */
  function within(filter, range) {
    const { iso } = roasbook.calendar;
    return { ...filter, from: range && iso(range.first), to: range && iso(range.last) };
  }

  /** The same days of the year before. @param {string} day */
  function yearBefore(day) {
    const [year, rest] = [Number(day.slice(0, 4)) - 1, day.slice(4)];
    const text = `${String(year).padStart(4, "0")}${rest}`;
    // 29 February falls on the day before.
    return roasbook.calendar.isDay(text) ? text : `${text.slice(0, 8)}28`;
  }

  /** What a filter is compared with by one click. @param {Filter} filter @returns {{id: string, label: string, filter: Filter}[]} */
  function suggestions(filter) {
    const { calendar, slices } = roasbook;
    const [data, range] = [slices.dataRange(catalog), slices.rangeOf(catalog, filter)];
    const found = [];
    const before = range && slices.isDated(filter) ? calendar.previous(range, data, catalog.calendar.yearStarts) : null;
    if (before) found.push({ id: "previous", label: "The period before", filter: within(filter, before) });
    if (range && slices.isDated(filter)) {
      const [from, to] = [range.first, range.last].map((day) => yearBefore(calendar.iso(day)));
      if (calendar.number(from) >= data.first) found.push({ id: "year", label: "A year before", filter: { ...filter, from, to } });
    }
    if (!slices.isDated(filter)) {
      const latest = calendar.presets(data, catalog.calendar.yearStarts).filter(({ id }) => id === "latest-quarter" || id === "latest-month");
      for (const { id, label, range: days } of latest) found.push({ id, label, filter: within(filter, days) });
    }
    if (slices.narrowed(filter).length) found.push({ id: "all", label: "All, in the same days", filter: { ...filter, choices: {} } });
    const isEverything = roasbook.query.same(filter, EVERYTHING);
    if (!isEverything) found.push({ id: "everything", label: "Everything", filter: EVERYTHING });
    return found;
  }

  /** @param {Filter | null} compare @param {Event} event */
  function go(compare, event) {
    return roasbook.app.change({ compare }, event);
  }

  /** @param {string} label @param {HTMLElement} control */
  function labelled(label, control) {
    return roasbook.render.element("label", {}, roasbook.render.element("span", {}, label), control);
  }

  /** @param {string} label @param {[string, string][]} options  value and text @param {string} chosen @param {(value: string, event: Event) => void} choose */
  function select(label, options, chosen, choose) {
    const { element } = roasbook.render;
    const made = options.map(([value, text]) => element("option", { value, selected: value === chosen ? "" : null }, text));
    const control = element("select", {}, ...made);
    control.addEventListener("change", (event) => choose(control.value, event));
    return labelled(label, control);
  }

  /** @param {string} label @param {string} value @param {(value: string | null, event: Event) => void} choose */
  function date(label, value, choose) {
    const { first, last } = catalog.range;
    const control = roasbook.render.element("input", { type: "date", min: first, max: last, value });
    control.addEventListener("change", (event) => {
      // Half a date is no date yet; an emptied field is.
      if (control.validity.badInput) return;
      choose(control.value || null, event);
    });
    return labelled(label, control);
  }

  /** @param {string} text @param {(event: Event) => void} act */
  function button(text, act) {
    const made = roasbook.render.element("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  /** The one member a filter chooses of a dimension: `` for all, null for several. @param {Filter} filter @param {DimensionId} id */
  function chosen(filter, id) {
    const names = filter.choices[id] ?? [];
    return names.length > 1 ? null : (names[0] ?? "");
  }

  /** A choice of one member or all. @param {Dimension} dimension @param {Filter} filter */
  function memberSelect({ id, label, plural, names }, filter) {
    const current = chosen(filter, id);
    const text = (/** @type {number} */ code) => (id === "influencer" ? catalog.people.labels[code] : names[code]);
    /** @type {[string, string][]} */
    const members = names.map((name, code) => [`=${name}`, text(code)]);
    const several = current === null ? [/** @type {[string, string]} */ (["several", `${filter.choices[id]?.length} ${plural}`])] : [];
    const value = current === null ? "several" : current === "" ? "all" : `=${current}`;
    return select(label, [["all", `All ${plural}`], ...several, ...members.slice(1)], value, (picked, event) => {
      if (picked === "several") return;
      const { [id]: _, ...rest } = filter.choices;
      go({ ...filter, choices: picked === "all" ? rest : { ...rest, [id]: [picked.slice(1)] } }, event);
    });
  }

  /** @param {State} state */
  function controls({ filter, compare }) {
    const { element } = roasbook.render;
    const other = /** @type {Filter} */ (compare);
    const ways = suggestions(filter);
    const known = ways.find((way) => roasbook.query.same(way.filter, other));
    /** @type {[string, string][]} */
    const options = [...ways.map(({ id, label }) => /** @type {[string, string]} */ ([id, label])), ...(known ? [] : [/** @type {[string, string]} */ (["own", "As chosen here"])])];
    const way = select("Compare with", options, known?.id ?? "own", (id, event) => {
      const picked = ways.find((one) => one.id === id);
      if (picked) go(picked.filter, event);
    });
    const dates = [
      date("First day", other.from ?? catalog.range.first, (from, event) => go({ ...other, from }, event)),
      date("Last day", other.to ?? catalog.range.last, (to, event) => go({ ...other, to }, event)),
    ];
    const offered = CHARTED.map((id) => roasbook.slices.dimension(catalog, id)).filter(({ names }) => names.length > 2);
    const swap = button("Swap sides", (event) => roasbook.app.change({ filter: other, compare: filter }, event));
    const stop = button("Stop comparing", (event) => go(null, event));
    return element("div", { class: "compare-tools" }, way, ...dates, ...offered.map((one) => memberSelect(one, other)), swap, stop);
  }

  /** @param {CellView} cell @param {"mine" | "other"} side */
  function figure({ measure, value, text, title, tone }, side) {
    const { element } = roasbook.render;
    return element("td", { class: tone, "data-side": side }, element("data", { "data-measure": measure, value, title }, text));
  }

  /** @param {Slice} mine @param {Slice} other */
  function table(mine, other) {
    const { element } = roasbook.render;
    const [here, there] = [mine, other].map(({ filter }) => roasbook.insight.heading(catalog, filter));
    const heads = ["Measure", here, there, "Difference", "Change"].map((text) => element("th", { scope: "col" }, text));
    const rows = roasbook.comparison.rows(catalog, mine, other).map((/** @type {any} */ row) => {
      const unit = row.unit ? [" ", element("small", {}, row.unit)] : [];
      const name = element("th", { scope: "row" }, row.measure.label, ...unit);
      const difference = element("td", { class: row.tone }, row.text);
      return element("tr", { "data-id": row.measure.id }, name, figure(row.mine, "mine"), figure(row.other, "other"), difference, element("td", { class: row.tone }, row.change));
    });
    return element(
      "section",
      { class: "scroll", tabindex: "0", "aria-label": "Both sides" },
      element("table", { "data-table": "compare" }, element("caption", {}, element("span", {}, "Both sides")), element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}, ...rows)),
    );
  }

  /** Revenue by day from the first day asked for, none before the data begins. @param {Slice} slice @returns {(number | null)[]} */
  function daysOf({ filter, range, shown, days }) {
    const missing = range && shown && roasbook.slices.isDated(filter) ? shown.first - range.first : 0;
    return [...Array(missing).fill(null), ...days("revenue")];
  }

  /**
   * What is compared with once the filter changes: "the period before" stays the period before.
   * @param {Filter} before @param {Filter} compare @param {Filter} after
   */
  function follow(before, compare, after) {
    const chosen = suggestions(before).find((way) => roasbook.query.same(way.filter, compare));
    return suggestions(after).find(({ id }) => id === chosen?.id)?.filter ?? compare;
  }

  /** Both sides over each other: revenue day by day, and by what each is made of. @param {Slice} mine @param {Slice} other @returns {Overlay[]} */
  function overlays(mine, other) {
    if (roasbook.measures.isMissing(catalog, "revenue")) return [];
    const [here, there] = [mine, other].map(({ filter }) => roasbook.insight.heading(catalog, filter));
    const names = { revenue: here, "revenue:other": there };
    const rows = roasbook.rows.ofDays("revenue", daysOf(mine), daysOf(other), catalog.money.minor);
    const days = { id: "compare-trend", label: "Revenue, day by day from the first of each", rows, names };
    const members = CHARTED.map((id) => ({
      id: "compare-bars",
      from: id,
      label: `Revenue by ${id}`,
      rows: roasbook.rows.ofMembers(catalog, "revenue", id, mine, other),
      names,
    }));
    return [days, ...members.filter(({ rows: { categories = [] } }) => categories.length > 1)];
  }

  /** What the other side's figures leave out. @param {Slice} other */
  function notes(other) {
    const { element } = roasbook.render;
    const said = roasbook.insight.notes(catalog, other);
    if (said.length === 0) return [];
    const heading = roasbook.insight.heading(catalog, other.filter);
    return [element("ul", { class: "notes" }, ...said.map((note) => element("li", {}, `${heading}: ${note}`)))];
  }

  /** @param {State} state @param {Slice | null} mine @param {Slice | null} other */
  function show(state, mine, other) {
    document.querySelector("[data-tool=compare]")?.setAttribute("aria-pressed", String(state.compare !== null));
    const old = document.getElementById("compare");
    if (!state.compare || !mine || !other) {
      old?.remove();
      return;
    }
    const { element, keepingFocus } = roasbook.render;
    const active = old?.contains(document.activeElement) ? [...old.querySelectorAll("select, input, button")].indexOf(/** @type {Element} */ (document.activeElement)) : -1;
    const figures = old?.querySelector(".compare-charts") ?? element("div", { class: "compare-charts" });
    const heading = roasbook.insight.heading(catalog, other.filter);
    const parts = [
      element("h2", {}, `Compared with ${heading}`),
      element("p", {}, roasbook.comparison.sentence(catalog, mine, other)),
      ...notes(other),
      controls(state),
      element("div", { class: "body" }, table(mine, other), figures),
    ];
    const place = old ?? element("section", { id: "compare" });
    keepingFocus(() => place.replaceChildren(...parts));
    if (!old) document.querySelector(`main > ${roasbook.render.SECTIONS}`)?.before(place);
    const shown = place.querySelector("table");
    if (shown) roasbook.cells.settle(shown);
    if (active >= 0) /** @type {HTMLElement | undefined} */ ([...place.querySelectorAll("select, input, button")][active])?.focus({ preventScroll: true });
    roasbook.charts.compare(figures, overlays(mine, other));
  }

  /** @param {Catalog} given */
  function start(given) {
    catalog = given;
    document.querySelector("[data-tool=compare]")?.addEventListener("click", async (event) => {
      const { filter, compare } = roasbook.app.state;
      await go(compare ? null : suggestions(filter)[0].filter, event);
      document.getElementById("compare")?.scrollIntoView({ block: "nearest" });
    });
  }

  return { start, show, follow };
})();
