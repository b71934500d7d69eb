"use strict";
/**
 * The answer for any filter, added up anew from the levels of the data. Pure.
 *
 * Whole months are answered from sums by month, the days of a month that the range cuts from its cells, a
 * trend from sums by day where these tell the filter's dimensions apart. Sums are made when they are asked
 * for, one column at a time: a view that shows four measures adds up no others.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.slices = (() => {
  const { select, knownOf, sumBy, remembered, columnsToLookAt, totalsOf, presence, activeBy } = roasbook.sums;
  /** What the sums by day tell apart. @type {DimensionId[]} */
  const OF_DAYS = ["brand", "category", "platform"];
  /** What belongs to the sale or the post, and so to a row; the rest is the influencer's. @type {DimensionId[]} */
  const OF_ROWS = ["brand", "campaign", "product"];

  /** @typedef {Partial<Record<DimensionId, Uint8Array>>} Masks  by code, 1 for what is let through */

  /** @param {Catalog} catalog @param {DimensionId} id */
  function dimension(catalog, id) {
    return /** @type {Dimension} */ (catalog.dimensions.find((one) => one.id === id));
  }

  /** @param {Catalog} catalog */
  function dataRange({ range: { first, last } }) {
    const { number } = roasbook.calendar;
    return { first: number(first), last: number(last) };
  }

  /** The days a filter asks for. @param {Catalog} catalog @param {Filter} filter @returns {DateRange | null} */
  function rangeOf(catalog, { from, to }) {
    const { number, isDay } = roasbook.calendar;
    const data = dataRange(catalog);
    if ([from, to].some((day) => day !== null && !isDay(day))) return null;
    const range = { first: from === null ? data.first : number(from), last: to === null ? data.last : number(to) };
    return range.first <= range.last ? range : null;
  }

  /** @param {DateRange | null} a @param {DateRange} b @returns {DateRange | null} */
  function intersection(a, b) {
    if (!a) return null;
    const range = { first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) };
    return range.first <= range.last ? range : null;
  }

  /** @param {Filter} filter */
  function isDated({ from, to }) {
    return from !== null || to !== null;
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function previousOf(catalog, filter) {
    const range = rangeOf(catalog, filter);
    if (!range || !isDated(filter)) return null;
    return roasbook.calendar.previous(range, dataRange(catalog), catalog.calendar.yearStarts);
  }

  /** @param {Filter} filter @returns {DimensionId[]} */
  function narrowed({ choices }) {
    return /** @type {DimensionId[]} */ (Object.keys(choices)).filter((id) => choices[id] !== undefined);
  }

  /** The months of a range: which are whole, so that their sums will do. @param {DateRange} range @param {DateRange} data */
  function monthsOf(range, data) {
    const months = [];
    for (let day = range.first; day <= range.last; ) {
      const [first, next] = roasbook.calendar.month(day);
      const month = { first: Math.max(first, data.first), last: Math.min(next - 1, data.last) };
      const part = { first: Math.max(first, range.first), last: Math.min(next - 1, range.last) };
      const isWhole = part.first === month.first && part.last === month.last;
      months.push({ first, part, isWhole, level: `cells-${roasbook.calendar.iso(first).slice(0, 7)}` });
      day = next;
    }
    return months;
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function needs(catalog, filter) {
    const data = dataRange(catalog);
    const chosen = narrowed(filter);
    const range = intersection(rangeOf(catalog, filter), data);
    const ranges = [range, previousOf(catalog, filter)].filter((one) => one !== null);
    const months = ranges.flatMap((one) => monthsOf(one, data));
    const cut = months.filter((month) => !month.isWhole || chosen.includes("product")).map((month) => month.level);
    const byDay = chosen.every((id) => OF_DAYS.includes(id)) ? ["days"] : months.map((month) => month.level);
    const within = range ? monthsOf(range, data) : [];
    const products = chosen.includes("product") || chosen.includes("campaign")
      ? within.map((month) => month.level)
      : ["products"];
    const first = new Set(["influencers", ...byDay, ...cut]);
    const known = (/** @type {string} */ level) => catalog.levels[level] !== undefined;
    return { first: [...first].filter(known), rest: products.filter((level) => known(level) && !first.has(level)) };
  }

  /** @param {Catalog} catalog @param {Filter} filter @returns {Masks} */
  function masksOf(catalog, { choices }) {
    /** @type {Masks} */
    const masks = {};
    for (const { id, names, filters } of catalog.dimensions) {
      const chosen = choices[id];
      if (chosen) {
        const wanted = new Set(filters ? chosen : []);
        masks[id] = Uint8Array.from(names, (name) => Number(wanted.has(name)));
      }
    }
    return masks;
  }

  /** By influencer code, 1 for those whom all of their attributes let through. @param {Catalog} catalog @param {Masks} masks */
  function peopleMask({ people, dimensions }, masks) {
    const allowed = masks.influencer ? Uint8Array.from(masks.influencer) : new Uint8Array(people.labels.length).fill(1);
    for (const { id, attribute } of dimensions) {
      const mask = attribute && masks[id];
      if (!mask) continue;
      const codes = /** @type {any} */ (people)[id];
      for (let code = 0; code < allowed.length; code++) allowed[code] &= mask[codes[code]];
    }
    return allowed;
  }

  /** Most revenue first, then in natural order. @param {MemberTotals[]} rows */
  function byRevenue(rows) {
    const revenue = new Map(rows.map((row) => [row, row.totals.sum("revenue", "all")]));
    const of = (/** @type {MemberTotals} */ row) => /** @type {number} */ (revenue.get(row));
    return rows.sort((a, b) => of(b) - of(a) || a.member - b.member);
  }

  /**
   * The rows of a range that a filter lets through, ready to be added up.
   * @param {Catalog} catalog @param {Record<string, Frame>} frames @param {Filter} filter @param {DateRange | null} range  within the data
   */
  function selection(catalog, frames, filter, range) {
    const { people } = catalog;
    const masks = masksOf(catalog, filter);
    const allowed = peopleMask(catalog, masks);
    const chosen = narrowed(filter);
    const months = range ? monthsOf(range, dataRange(catalog)) : [];

    /** @param {string} level  what answers for whole months @param {boolean} isEnough  unless the filter needs cells @param {(frame: Frame, range: DateRange) => Part} pick */
    function partsFrom(level, isEnough, pick) {
      return months.map(({ first, part, isWhole, level: cells }) => {
        const ofMonth = isWhole && isEnough;
        const frame = frames[ofMonth ? level : cells];
        if (!frame) throw new Error(`the level ${ofMonth ? level : cells} is not loaded`);
        return pick(frame, ofMonth ? { first, last: first } : part);
      });
    }

    const rowTests = (/** @type {DimensionId[]} */ dimensions) =>
      dimensions.map((id) => /** @type {[string, Uint8Array | undefined]} */ ([id, masks[id]]));
    const once = /** @template T @param {() => T} make */ (make) => {
      /** @type {T | undefined} */
      let value;
      return () => (value ??= make());
    };

    const byCampaign = !chosen.includes("product");
    const parts = once(() =>
      partsFrom("influencers", byCampaign, (frame, days) => {
        const product = frame.columns.product ? rowTests(["product"]) : [];
        return select(frame, days, [["influencer", allowed], ...product, ...rowTests(["brand", "campaign"])]);
      }),
    );
    const productParts = once(() =>
      partsFrom("products", byCampaign && !chosen.includes("campaign"), (frame, days) => {
        const campaign = frame.columns.campaign ? rowTests(["campaign"]) : [];
        return select(frame, days, [["influencer", allowed], ...campaign, ...rowTests(["brand", "product"])]);
      }),
    );

    const knownParts = once(() => parts().map((part) => knownOf(part, people)));
    const knownProductParts = once(() => productParts().map((part) => knownOf(part, people)));

    const size = people.labels.length;
    const ofEverybody = remembered((column) => sumBy(parts(), column, "influencer", size));
    const ofKnown = remembered((column) => ofEverybody(column, "all").map((sum, code) => (people.payoutKnown[code] ? sum : 0)));
    const ofPeople = (/** @type {string} */ column, /** @type {Population} */ population) =>
      population === "all" ? ofEverybody(column, "all") : ofKnown(column, population);
    const peoplePresent = once(() => presence(parts(), "influencer", size));
    const isActive = (/** @type {number} */ code) =>
      code !== 0 && (ofPeople("posts", "all")[code] > 0 || ofPeople("tracking_rows", "all")[code] > 0);

    const influencers = once(() => {
      const rows = [];
      const columns = columnsToLookAt(catalog, parts());
      const known = (/** @type {number} */ code) => people.payoutKnown[code];
      const active = (/** @type {number} */ code) => Number(isActive(code));
      for (let member = 0; member < size; member++) {
        if (!peoplePresent()[member]) continue;
        const totals = totalsOf(columns, ofPeople, active, known, member);
        if (!totals.isEmpty()) rows.push({ member, totals });
      }
      return rows;
    });

    const total = remembered((column, population) => ofPeople(column, population).reduce((sum, value) => sum + value, 0));
    /** @type {Totals} */
    const totals = {
      sum: total,
      get active() {
        return influencers().filter(({ member }) => isActive(member)).length;
      },
      get payoutKnown() {
        return peoplePresent().some((present, code) => present === 1 && people.payoutKnown[code]);
      },
      isEmpty: () => columnsToLookAt(catalog, parts()).every((column) => total(column, "all") === 0),
    };

    /** @param {Dimension} of  a dimension of rows */
    function byRows({ id, names }) {
      const [all, known] = id === "product" ? [productParts, knownProductParts] : [parts, knownParts];
      const sums = remembered((column, population) => sumBy(population === "all" ? all() : known(), column, id, names.length));
      const counts = once(() => activeBy(all(), id, names.length, size));
      const presentKnown = once(() => presence(known(), id, names.length));
      const isKnown = (/** @type {number} */ member) => presentKnown()[member] === 1;
      return { present: presence(all(), id, names.length), sums, active: (/** @type {number} */ member) => counts()[member], isKnown };
    }

    /** @param {Dimension} of  an attribute of influencers */
    function byAttribute({ id, names }) {
      /** @type {number[]} */
      const codes = /** @type {any} */ (people)[id];
      const spread = (/** @type {ArrayLike<number>} */ values) => {
        const sums = new Float64Array(names.length);
        for (let code = 0; code < size; code++) sums[codes[code]] += values[code];
        return sums;
      };
      const sums = remembered((column, population) => spread(ofPeople(column, population)));
      const listed = once(() => influencers().map(({ member }) => member));
      const isKnown = (/** @type {number} */ member) => listed().some((code) => codes[code] === member && people.payoutKnown[code]);
      const active = (/** @type {number} */ member) => listed().filter((code) => codes[code] === member && isActive(code)).length;
      return { present: spread(peoplePresent()), sums, active, isKnown };
    }

    const by = (/** @type {DimensionId} */ id) => {
      const of = dimension(catalog, id);
      // What the data leaves out is under Unassigned there, which would mislead.
      if (!of.filters) return [];
      const { present, sums, active, isKnown } = OF_ROWS.includes(id) ? byRows(of) : byAttribute(of);
      const rows = [];
      const columns = columnsToLookAt(catalog, id === "product" ? productParts() : parts());
      for (let member = 0; member < of.names.length; member++) {
        if (!present[member]) continue;
        const totals = totalsOf(columns, sums, active, isKnown, member);
        if (!totals.isEmpty()) rows.push({ member, totals });
      }
      return byRevenue(rows);
    };

    /** Payout that names no brand (or campaign) while the filter does. */
    function unallocated() {
      if (!masks.brand && !masks.campaign) return 0;
      const orNone = (/** @type {Uint8Array | undefined} */ mask) => mask && Uint8Array.from(mask, (allows, code) => Number(allows || code === 0));
      /** @type {[string, Uint8Array | undefined][]} */
      const wide = [["brand", orNone(masks.brand)], ["campaign", orNone(masks.campaign)]];
      const around = partsFrom("influencers", byCampaign, (frame, days) => {
        const product = frame.columns.product ? rowTests(["product"]) : [];
        return select(frame, days, [["influencer", allowed], ...product, ...wide]);
      });
      const payout = sumBy(around, "payout", "influencer", size).reduce((sum, value) => sum + value, 0);
      return payout - total("payout", "all");
    }

    /** The rows of single days. @returns {Part[]} */
    function dayParts() {
      if (!range) return [];
      if (chosen.every((id) => OF_DAYS.includes(id))) {
        const frame = frames.days;
        if (!frame) throw new Error("the level days is not loaded");
        return [select(frame, range, rowTests(OF_DAYS))];
      }
      return partsFrom("", false, (frame, days) => select(frame, days, [["influencer", allowed], ...rowTests(OF_ROWS)]));
    }
    const ofDays = once(dayParts);
    const knownDays = once(() =>
      ofDays().map(({ frame, rows }) => {
        const { known } = frame.columns;
        return known ? { frame, rows: rows.filter((row) => known[row] === 1) } : knownOf({ frame, rows }, people);
      }),
    );
    const first = range?.first ?? 0;
    const length = range ? range.last - range.first + 1 : 0;
    const days = remembered((column, population) => {
      const sums = new Float64Array(length);
      for (const { frame, rows } of population === "all" ? ofDays() : knownDays()) {
        const values = frame.columns[column];
        if (values === undefined) throw new Error(`the trend has no ${column}`);
        const { day } = frame.columns;
        for (let place = 0; place < rows.length; place++) {
          const row = rows[place];
          sums[day[row] - first] += values[row];
        }
      }
      return sums;
    });
    const daysKnown = once(() => {
      const known = new Uint8Array(length);
      for (const { frame, rows } of knownDays()) for (const row of rows) known[frame.columns.day[row] - first] = 1;
      return known;
    });

    const dayColumns = () => columnsToLookAt(catalog, ofDays());

    return { totals, influencers, by, unallocated, days, daysKnown, dayColumns };
  }

  /**
   * The days of a trend added up to coarser steps. Distinct influencers are not counted for them.
   * @param {Catalog} catalog @param {ReturnType<typeof selection>} picked @param {DateRange | null} shown @param {Grain} grain
   */
  function trend(catalog, picked, shown, grain) {
    if (!shown) return [];
    const { iso, number } = roasbook.calendar;
    const steps = roasbook.rollup.steps(iso(shown.first), shown.last - shown.first + 1, grain, catalog.calendar.weekStarts);
    let begin = 0;
    return steps.map((step) => {
      const [from, to] = [begin, (begin += step.days)];
      const sum = (/** @type {string} */ column, /** @type {Population} */ population) =>
        picked.days(column, population).subarray(from, to).reduce((total, value) => total + value, 0);
      /** @type {Totals} */
      const totals = {
        sum,
        active: null,
        get payoutKnown() {
          return picked.daysKnown().subarray(from, to).includes(1);
        },
        isEmpty: () => picked.dayColumns().every((column) => sum(column, "all") === 0),
      };
      return { day: number(step.first), totals };
    });
  }

  /** @param {Catalog} catalog @param {Record<string, Frame>} frames @param {Filter} filter @returns {Slice} */
  function answer(catalog, frames, filter) {
    const range = rangeOf(catalog, filter);
    const shown = intersection(range, dataRange(catalog));
    const picked = selection(catalog, frames, filter, shown);
    const before = previousOf(catalog, filter);
    const earlier = before && selection(catalog, frames, filter, before);
    const { people } = catalog;
    const isThere = (/** @type {string} */ level) => frames[level] !== undefined;
    const plain = (/** @type {Float64Array} */ sums) => Array.from(sums);
    return {
      filter,
      scope: new Set(narrowed(filter)),
      range,
      shown,
      totals: picked.totals,
      get breakEven() {
        return roasbook.measures.breakEven(picked.totals);
      },
      previous: earlier && before
        ? {
            range: before,
            totals: earlier.totals,
            get influencers() {
              return earlier.influencers();
            },
          }
        : null,
      days: (column, population = "all") => plain(picked.days(column, population)),
      daysKnown: () => Array.from(picked.daysKnown(), Boolean),
      dayColumns: picked.dayColumns,
      previousDays: (column) => (earlier ? plain(earlier.days(column, "all")) : []),
      trend: (grain) => trend(catalog, picked, shown, grain),
      by: picked.by,
      get influencers() {
        return picked.influencers();
      },
      get unknownPayout() {
        const unknown = picked.influencers().filter(({ member }) => !people.payoutKnown[member]);
        return {
          influencers: unknown.reduce((sum, { totals }) => sum + (totals.active ?? 0), 0),
          revenue: unknown.reduce((sum, { totals }) => sum + totals.sum("revenue", "all"), 0),
        };
      },
      get unallocatedPayout() {
        return picked.unallocated();
      },
      pending: needs(catalog, filter).rest.every(isThere) ? [] : ["product"],
    };
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function unknown(catalog, filter) {
    return narrowed(filter).flatMap((id) => {
      const { names, filters } = dimension(catalog, id);
      const missing = (filter.choices[id] ?? []).filter((name) => !filters || !names.includes(name));
      return missing.map((name) => ({ dimension: id, name }));
    });
  }

  return { needs, answer, unknown, narrowed, isDated, rangeOf, dataRange, dimension };
})();
