"use strict";
/** What the tests ask the scripts: JSON in, JSON out. Levels are decoded when they come. */
var asked = (() => {
  const { calendar, decode, figures, groups, insight, measures, query, slices, view } = roasbook;
  /** @type {Record<string, Frame>} */
  const frames = {};
  /** @type {Catalog} */
  let catalog;

  /** A filter as the library writes it. */
  const filterOf = ({ from = null, to = null, ...choices }) => ({ from, to, choices });

  /** Minus nothing is not nothing, which JSON cannot tell. */
  const exact = (number) => (Object.is(number, -0) ? "-0" : number);

  function pick(levels) {
    return Object.fromEntries(levels.map((level) => [level, frames[level]]));
  }

  /** The slice of a filter, from no other levels than it says it needs. */
  function sliceOf(filter, withRest = true) {
    const { first, rest } = slices.needs(catalog, filter);
    return slices.answer(catalog, pick(withRest ? [...first, ...rest] : first), filter);
  }

  const valueOf = (id, totals, scope) => written(id, measures.value(catalog, id, totals, scope));

  function written(id, value) {
    return {
      amount: exact(value.amount),
      why: value.why,
      number: exact(measures.number(catalog, id, value)),
      machine: measures.machineText(catalog, id, value),
      short: figures.short(catalog, id, value),
      full: figures.full(catalog, id, value),
      column: figures.inColumn(catalog, id, value),
    };
  }

  /** All that can be asked of some totals: some levels leave columns out. */
  function totalsOf(totals, scope, { columns = catalog.columns, ids = catalog.measures.map(({ id }) => id) } = {}) {
    const sums = (population) => columns.map((column) => exact(totals.sum(column, population)));
    return {
      all: sums("all"),
      known: sums("payout_known"),
      active: totals.active,
      payoutKnown: totals.payoutKnown,
      isEmpty: totals.isEmpty(),
      breakEven: measures.breakEven(totals),
      earnedBack: measures.earnedBack(catalog, totals, scope),
      loss: exact(measures.loss(totals)),
      values: Object.fromEntries(ids.map((id) => [id, valueOf(id, totals, scope)])),
    };
  }

  const rangeOf = (range) => range && [calendar.iso(range.first), calendar.iso(range.last)];
  const rowsOf = (rows, scope, kept) => rows.map(({ member, totals }) => ({ member, totals: totalsOf(totals, scope, kept) }));

  function answer({ filter, without, trend, product }) {
    const slice = sliceOf(filterOf(filter));
    const scopeBy = (id) => insight.scopeBy(slice, id);
    const broken = catalog.dimensions.filter(({ id }) => id !== "influencer" && !without.includes(id));
    const steps = (grain) =>
      slice.trend(grain).map(({ day, totals }) => ({ day: calendar.iso(day), totals: totalsOf(totals, slice.scope, trend) }));
    return {
      range: rangeOf(slice.range),
      shown: rangeOf(slice.shown),
      totals: totalsOf(slice.totals, slice.scope),
      breakEven: slice.breakEven,
      previous: slice.previous && {
        range: rangeOf(slice.previous.range),
        totals: totalsOf(slice.previous.totals, slice.scope),
        revenue: slice.previousDays("revenue"),
        influencers: rowsOf(slice.previous.influencers, scopeBy("influencer")),
      },
      unknownPayout: slice.unknownPayout,
      unallocatedPayout: exact(slice.unallocatedPayout),
      by: Object.fromEntries(broken.map(({ id }) => [id, rowsOf(slice.by(id), scopeBy(id), id === "product" ? product : {})])),
      influencers: rowsOf(slice.influencers, scopeBy("influencer")),
      days: { revenue: slice.days("revenue"), payout: slice.days("payout", "payout_known"), known: slice.daysKnown() },
      trend: { day: steps("day"), week: steps("week"), month: steps("month") },
    };
  }

  /** A view without what stands behind its tables. */
  function viewOf(slice) {
    const made = view(catalog, slice);
    for (const { table } of made.sections) {
      if (table) delete table.source;
    }
    return made;
  }

  /** Every column that a reader can choose for the tables of a view, of all their rows. */
  function cells(filter) {
    const shown = catalog.measures.filter((measure) => measure.shown).map(({ id }) => id);
    const { sections } = view(catalog, sliceOf(filterOf(filter)));
    const tables = sections.flatMap(({ table }) => (table ? [table] : []));
    return tables.map(({ id, source }) => {
      const columns = [...(source.counts ?? []).map(({ column }) => column.id), ...(source.offered ?? shown)];
      return { id, rows: source.rows.map((_, place) => figures.row(catalog, source, place, columns).cells.map(({ text }) => text)) };
    });
  }

  /** The personas of a filter, and every row of the tables that stand for all influencers. */
  function findings(filter) {
    const slice = sliceOf(filterOf(filter));
    const whole = ({ rows, scope, counts }) => ({
      rows: rows.map(({ label, totals, choices }) => ({ label, totals: totalsOf(totals, scope), choices })),
      counts: counts?.map(({ values }) => values),
    });
    const tables = view(catalog, slice).sections.filter(({ table }) => table?.source.dimension === null && table.source.order !== "time");
    return {
      personas: groups.personas(catalog, slice).map((persona) => ({
        name: groups.personaName(catalog, persona),
        influencers: persona.influencers.map(({ member }) => member),
        totals: totalsOf(persona.totals, slice.scope),
        roas: persona.roas,
      })),
      tables: Object.fromEntries(tables.filter(({ id }) => id !== "calendar").map(({ table }) => [table.id, whole(table.source)])),
    };
  }

  return {
    catalog(text) {
      catalog = JSON.parse(text);
    },
    level(head, bytes) {
      const { level, ...rest } = JSON.parse(head);
      catalog.levels[level] = `${level}.js`;
      frames[level] = decode({ level, ...rest }, bytes, {});
    },
    questions: {
      answer,
      cells,
      findings,
      view: (filter) => viewOf(sliceOf(filterOf(filter))),
      early: (filter) => viewOf(sliceOf(filterOf(filter), false)),
      again: ({ state, own }) => query.read(query.write(state, own), own).state,
      written: ({ id, amount }) => written(id, { amount, why: null }),
      page: (filter) => query.page(catalog, filterOf(filter)),
      frame: (level) => Object.fromEntries(Object.entries(frames[level].columns).map(([name, values]) => [name, Array.from(values)])),
    },
  };
})();
