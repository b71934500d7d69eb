"use strict";
/**
 * What the filter bar says and offers: names of what is chosen, members with their counts, days. Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.choices = (() => {
  /** More values of a dimension than this share one chip. */
  const CHIPS = 6;
  /** The code of what has no member. */
  const UNASSIGNED = 0;
  const GROUPS = { year: "Years", quarter: "Quarters", month: "Months" };

  /** @param {Catalog} catalog */
  function dimensions(catalog) {
    return catalog.dimensions.filter((dimension) => dimension.filters && tellsApart(catalog, dimension));
  }

  /** Whether there is more than one member. @param {Catalog} catalog @param {Dimension} dimension */
  function tellsApart({ people }, { id, attribute, names }) {
    const assigned = names.length - 1;
    if (assigned > 1 || !attribute || id === "influencer") return assigned > 1;
    /** @type {number[]} */
    const codes = /** @type {any} */ (people)[id];
    return assigned === 1 && codes.includes(UNASSIGNED, 1);
  }

  /** @param {Catalog} catalog @param {DimensionId} id @param {string} name */
  function labelOf(catalog, id, name) {
    if (id !== "influencer") return name;
    return catalog.people.labels[roasbook.slices.dimension(catalog, id).names.indexOf(name)] ?? name;
  }

  /** @param {Catalog} catalog @param {number} count @param {string} plural */
  function countOf(catalog, count, plural) {
    return `${roasbook.format.count(count, catalog.money.grouping)} ${plural}`;
  }

  /** @param {Catalog} catalog @param {Dimension} dimension @param {Filter} filter */
  function ofDimension(catalog, { id, plural }, { choices }) {
    const names = choices[id] ?? [];
    if (names.length === 0) return `All ${plural}`;
    return names.length === 1 ? labelOf(catalog, id, names[0]) : countOf(catalog, names.length, plural);
  }

  // ---- Days -------------------------------------------------------------------------------------------------------

  /** @param {string} text  of an address, so perhaps no day */
  function dayLabel(text) {
    return roasbook.calendar.isDay(text) ? roasbook.format.day(text) : `\`${text}\``;
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function ofDays(catalog, filter) {
    const { from, to } = filter;
    if (!roasbook.slices.isDated(filter)) return "All time";
    const range = roasbook.slices.rangeOf(catalog, filter);
    if (range) {
      const { periodOf, label } = roasbook.calendar;
      return periodOf(range, catalog.calendar.yearStarts)?.label ?? label(range);
    }
    if (from === null) return `Until ${dayLabel(/** @type {string} */ (to))}`;
    return to === null ? `From ${dayLabel(from)}` : `${dayLabel(from)} – ${dayLabel(to)}`;
  }

  /** @param {Catalog} catalog @returns {DaysChoice[]} */
  function presets(catalog) {
    const { presets: all, iso } = roasbook.calendar;
    const data = roasbook.slices.dataRange(catalog);
    // What takes in all of the data is all time by another name.
    const worth = all(data, catalog.calendar.yearStarts).filter(({ range }) => range && (range.first > data.first || range.last < data.last));
    return worth.map(({ label, range }) => {
      const { first, last } = /** @type {DateRange} */ (range);
      return { label, group: null, from: iso(first), to: iso(last) };
    });
  }

  /** @param {Catalog} catalog @returns {DaysChoice[]} */
  function days(catalog) {
    const periods = catalog.pages.periods.flatMap(({ kind, label, from, to }) => (kind === "all" ? [] : [{ label, group: GROUPS[kind], from, to }]));
    return [{ label: "All time", group: null, from: null, to: null }, ...presets(catalog), ...periods];
  }

  /** The days that the fields show: those of the filter that the data covers. @param {Catalog} catalog @param {Filter} filter */
  function shownDays({ range }, { from, to }) {
    const within = (/** @type {string | null} */ day, /** @type {string} */ otherwise) =>
      day !== null && roasbook.calendar.isDay(day) && day >= range.first && day <= range.last ? day : otherwise;
    return { first: within(from, range.first), last: within(to, range.last) };
  }

  /** @param {Catalog} catalog @param {string} first @param {string} last @returns {ReturnType<Roasbook["choices"]["readDays"]>} */
  function readDays({ range }, first, last) {
    const days = { first: first || range.first, last: last || range.last };
    for (const field of /** @type {("first" | "last")[]} */ (["first", "last"])) {
      const wrong = wrongDay(range, `The ${field} day`, days[field]);
      if (wrong) return { wrong, field };
    }
    const { day } = roasbook.format;
    if (days.first > days.last) {
      return { wrong: `The first day, ${day(days.first)}, is after the last day, ${day(days.last)}.`, field: "first" };
    }
    const isAll = days.first === range.first && days.last === range.last;
    return isAll ? { from: null, to: null } : { from: days.first, to: days.last };
  }

  /** @param {Catalog["range"]} range @param {string} what @param {string} day */
  function wrongDay(range, what, day) {
    const written = roasbook.format.day;
    if (!roasbook.calendar.isDay(day)) return `${what} is not a day of the calendar.`;
    if (day < range.first) return `${what} is before the data begins, on ${written(range.first)}.`;
    return day > range.last ? `${what} is after the data ends, on ${written(range.last)}.` : null;
  }

  // ---- Chips ------------------------------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {Filter} filter @returns {Chip[]} */
  function chips(catalog, filter) {
    /** @type {Chip[]} */
    const chips = [];
    for (const { id, label: kind, plural } of catalog.dimensions) {
      const names = filter.choices[id] ?? [];
      if (names.length > CHIPS) chips.push({ id, name: null, kind, text: countOf(catalog, names.length, plural) });
      else chips.push(...names.map((name) => ({ id, name, kind, text: labelOf(catalog, id, name) })));
    }
    if (roasbook.slices.isDated(filter)) chips.push({ id: null, name: null, kind: "Period", text: ofDays(catalog, filter) });
    return chips;
  }

  /** @param {Filter} filter @param {DimensionId} id @returns {Filter} */
  function without(filter, id) {
    const choices = { ...filter.choices };
    delete choices[id];
    return { ...filter, choices };
  }

  // ---- Members ----------------------------------------------------------------------------------------------------

  /** @type {WeakMap<Dimension, Choosable[]>} */
  const listed = new WeakMap();

  /** People by what they are called, all others as the data has them. @param {Catalog} catalog @param {Dimension} dimension */
  function members(catalog, dimension) {
    const made = listed.get(dimension);
    if (made) return made;
    const { fold } = roasbook.listing;
    const all = dimension.names.map((name, code) => {
      const label = labelByCode(catalog, dimension, code);
      return { code, name, label, words: fold(label === name ? name : `${label} ${name}`) };
    });
    const [unassigned, ...assigned] = all;
    if (dimension.id === "influencer") assigned.sort((a, b) => (a.words < b.words ? -1 : a.words > b.words ? 1 : 0));
    const members = [...assigned, unassigned];
    listed.set(dimension, members);
    return members;
  }

  /** @param {Catalog} catalog @param {Dimension} dimension @param {number} code */
  function labelByCode({ people }, { id, names }, code) {
    return id === "influencer" ? people.labels[code] : names[code];
  }

  /** @param {Choosable[]} members @param {string} text */
  function find(members, text) {
    const words = roasbook.listing.fold(text).split(/\s+/).filter(Boolean);
    return words.length ? members.filter((member) => words.every((word) => member.words.includes(word))) : members;
  }

  // ---- Counts -----------------------------------------------------------------------------------------------------

  /** What is counted for a person, of whom there is only one. */
  const OF_PEOPLE = "orders";

  /** @param {Catalog} catalog @param {DimensionId} id */
  function counted(catalog, id) {
    return id === "influencer" ? roasbook.measures.named(catalog, OF_PEOPLE).label : "Influencers";
  }

  /** @param {Catalog} catalog @param {Filter} filter @param {DimensionId} id */
  function levels(catalog, filter, id) {
    const { first, rest } = roasbook.slices.needs(catalog, without(filter, id));
    return id === "product" ? [...first, ...rest] : first;
  }

  /** Under a filter without its own choices. @param {Catalog} catalog @param {Record<string, Frame>} frames @param {Filter} filter @param {DimensionId} id */
  function counts(catalog, frames, filter, id) {
    const slice = roasbook.slices.answer(catalog, frames, without(filter, id));
    if (id !== "influencer") return new Map(slice.by(id).map(({ member, totals }) => [member, totals.active]));
    const orders = (/** @type {Totals} */ totals) => roasbook.measures.value(catalog, OF_PEOPLE, totals, slice.scope).amount;
    return new Map(slice.influencers.map(({ member, totals }) => [member, orders(totals)]));
  }

  return {
    dimensions, labelOf, ofDimension, ofDays, days, shownDays, readDays, chips, without, members, find, counted, levels, counts,
  };
})();
