"use strict";
/**
 * What a page shows for a slice: heading, sentences, tiles, sections with their charts and tables. Pure, and
 * letter for letter what the build writes where a page shows the same filter.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.view = (() => {
  /** The headline figures: the first of these that the data can have, and how many. */
  const TILES = [
    "revenue", "payout", "roas", "orders", "profit", "cpa", "engagement_rate", "organic_revenue",
    "aov", "active_influencers", "posts", "reach", "cpm", "cpe", "likes", "comments", "shares", "saves",
    "organic_orders",
  ];
  const MOST_TILES = 8;
  /** The columns of influencers and of a breakdown: the first few that the data can have. */
  const COLUMNS = ["revenue", "payout", "roas", "orders", "aov", "posts", "engagement_rate"];
  const MOST_COLUMNS = 3;
  /** The columns of the table over time, for which less is added up by day. */
  const TREND_COLUMNS = ["revenue", "payout", "roas", "orders", "aov"];
  /** The columns of the two lists of who earns it and who does not. */
  const EARNING_COLUMNS = ["roas", "payout"];
  /** The rows a table shows at first. */
  const SHOWN_ROWS = 10;
  /** The steps a table over time shows: a year of months and one more. */
  const SHOWN_STEPS = 13;

  /**
   * @typedef {{dimension: DimensionId, id: string, chart: string | null, measures: string[], most: number, named?: boolean}} Breakdown
   *   the first measures that the data can have, and how many; rows that are `named` carry their member's name as id
   */
  /** @type {Breakdown[]} */
  const LEADING = [
    { dimension: "brand", id: "brands", chart: "revenue-by-brand", measures: COLUMNS, most: MOST_COLUMNS },
    { dimension: "category", id: "categories", chart: "revenue-by-category", measures: COLUMNS, most: MOST_COLUMNS },
    { dimension: "platform", id: "platforms", chart: "revenue-by-platform", measures: COLUMNS, most: MOST_COLUMNS },
  ];
  /** Payouts are not agreed per product, so their table shows what a product can have. @type {Breakdown[]} */
  const CLOSING = [
    { dimension: "campaign", id: "campaigns", chart: null, measures: ["revenue", "roas", "orders", "payout", "posts"], most: 2, named: true },
    { dimension: "product", id: "products", chart: null, measures: ["revenue", "orders"], most: 2 },
  ];

  /** @param {DateRange | null} range */
  const daysOf = (range) => (range ? range.last - range.first + 1 : 0);

  // ---- Tiles ----------------------------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {Slice} slice @param {string} id @returns {TileView} */
  function tile(catalog, slice, id) {
    const { measures, figures } = roasbook;
    const value = measures.value(catalog, id, slice.totals, slice.scope);
    const [text, full] = [figures.short(catalog, id, value), figures.full(catalog, id, value)];
    return {
      measure: id,
      label: measures.named(catalog, id).label,
      value: measures.machineText(catalog, id, value),
      text,
      title: full === text ? null : full,
      why: value.why,
      change: change(catalog, slice, id, value),
    };
  }

  /** How a figure moved; nothing where either is none, or a percentage of nothing. @param {Catalog} catalog @param {Slice} slice @param {string} id @param {Value} value @returns {ChangeView | null} */
  function change(catalog, { previous, scope }, id, value) {
    if (!previous) return null;
    const { measures, figures } = roasbook;
    const earlier = measures.value(catalog, id, previous.totals, scope);
    const [now, before] = [measures.number(catalog, id, value), measures.number(catalog, id, earlier)];
    if (now === null || before === null) return null;
    const measure = measures.named(catalog, id);
    // What reads the same has not moved, whatever the digits nobody sees.
    const isFlat = figures.short(catalog, id, value) === figures.short(catalog, id, earlier);
    const text = isFlat ? "unchanged" : difference(measure.format, now, before, catalog.money);
    if (text === null) return null;
    const direction = isFlat ? "flat" : now > before ? "up" : "down";
    const title = `${figures.full(catalog, id, earlier)} in ${roasbook.calendar.label(previous.range)}`;
    return { text, direction, tone: tone(direction, measure.better), title };
  }

  /** @param {Format} format @param {number} now @param {number} before @param {Money} money */
  function difference(format, now, before, { grouping }) {
    const { times, percent } = roasbook.format;
    const moved = Math.abs(now - before);
    if (format === "times") return times(moved, grouping);
    if (format === "percent") return `${percent(moved * 100, grouping).replace(/[%\u00a0]+$/, "")} points`;
    return before > 0 ? percent((moved / before) * 100, grouping) : null;
  }

  /** @param {ChangeView["direction"]} direction @param {Measure["better"]} better @returns {ChangeView["tone"]} */
  function tone(direction, better) {
    if (direction === "flat" || better === "neither") return "neutral";
    return (direction === "up") === (better === "higher") ? "good" : "bad";
  }

  // ---- Sections -------------------------------------------------------------------------------------------------

  /** Every section that has something to say. @param {Catalog} catalog @param {Slice} slice @returns {SectionView[]} */
  function sections(catalog, slice) {
    const { findings } = roasbook;
    const breakdowns = (/** @type {Breakdown[]} */ list) => list.map((one) => breakdown(catalog, slice, one));
    return [
      trend(catalog, slice),
      topRoas(catalog, slice),
      notEarnedBack(catalog, slice),
      ...breakdowns(LEADING),
      findings.payback(catalog, slice),
      findings.distribution(catalog, slice),
      findings.heat(catalog, slice),
      findings.engagement(catalog, slice),
      findings.calendar(catalog, slice, ofDays(catalog, slice)),
      influencers(catalog, slice),
      ...breakdowns(CLOSING),
    ].filter((section) => section !== null);
  }

  /** The measures that a trend can show: those made from what is added up by day. @param {Catalog} catalog @param {Slice} slice */
  function ofDays(catalog, slice) {
    const there = slice.dayColumns();
    const has = (/** @type {Measure} */ { id }) => roasbook.measures.columns(catalog, id)?.every((column) => there.includes(column));
    return catalog.measures.filter((measure) => measure.shown && measure.missing === null && has(measure)).map(({ id }) => id);
  }

  /** Revenue over time; nothing where there is none to have. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function trend(catalog, slice) {
    const { calendar, format, insight, figures, measures } = roasbook;
    if (measures.isMissing(catalog, "revenue")) return null;
    const days = daysOf(slice.shown);
    const grain = calendar.grainOfTable(days);
    const steps = slice.trend(grain);
    const [title, sentence] = insight.trend(catalog, slice, steps, grain);
    const rows = steps.map(({ day, totals }) => {
      const label = format.stepName({ first: calendar.iso(day), days: 1, whole: true }, grain);
      return { member: null, id: null, label, totals };
    });
    /** @type {TableSource} */
    const source = { dimension: null, order: "time", scope: slice.scope, rows, measures: measures.firstOf(catalog, TREND_COLUMNS, MOST_COLUMNS), offered: ofDays(catalog, slice), limit: SHOWN_STEPS, plural: `${grain}s` };
    const head = { id: "trend", caption: `By ${grain}`, label: { day: "Day", week: "Week", month: "Month" }[grain] };
    // The latest steps are shown, in the order of time.
    const table = { ...figures.table(catalog, head, { ...source, rows: rows.slice(-SHOWN_STEPS) }), source };
    if (rows.length > SHOWN_STEPS) {
      table.note = `The last ${SHOWN_STEPS} of ${format.count(rows.length, catalog.money.grouping)} ${source.plural}.`;
    }
    // One point is no trend.
    const chart = days > 1 ? { id: "revenue-trend", from: null, label: title, rows: null } : null;
    return { id: "trend", title, sentence, half: false, chart, table };
  }

  /** @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function topRoas(catalog, slice) {
    const { format, insight } = roasbook;
    const rated = insight.earning(catalog, slice).flatMap(({ row, roas, earnedBack }) => (roas === null ? [] : [{ row, roas, earnedBack }]));
    if (rated.length === 0 || isOfOne(slice)) return null;
    rated.sort((a, b) => b.roas - a.roas || a.row.member - b.row.member);
    const [{ row, roas }] = rated;
    const { grouping } = catalog.money;
    const breakEven = format.times(slice.breakEven.roas, grouping);
    const sentence = `${catalog.people.labels[row.member]} brought back ${format.times(roas, grouping)} the payout; break-even is ${breakEven}.`;
    const who = rated.some(({ earnedBack }) => earnedBack) ? "Who earns it" : "Nobody earns it back";
    const shown = Math.min(rated.length, SHOWN_ROWS);
    const title = shown === 1 ? who : `${who}: the ${shown} highest ROAS`;
    const table = influencerTable(catalog, slice, "top-roas", "Highest ROAS", EARNING_COLUMNS, rated.map((one) => one.row));
    return { id: "earning", title, sentence, half: true, chart: { id: "top-roas", from: "top-roas", label: title, rows: null }, table };
  }

  /** The payouts that were not earned back, the largest loss first. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function notEarnedBack(catalog, slice) {
    const { insight, measures } = roasbook;
    const paid = insight.paid(catalog, slice);
    if (paid.length === 0 || isOfOne(slice)) return null;
    const losing = paid.filter(({ earnedBack }) => !earnedBack).map(({ row }) => ({ row, loss: measures.loss(row.totals) }));
    losing.sort((a, b) => b.loss - a.loss || a.row.member - b.row.member);
    const caption = "Not earned back, largest loss first";
    const table = influencerTable(catalog, slice, "not-earned-back", caption, EARNING_COLUMNS, losing.map(({ row }) => row));
    const title = "Who does not: payouts not earned back";
    return { id: "losing", title, sentence: insight.earnedBack(catalog, slice), half: true, chart: null, table };
  }

  /** @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function influencers(catalog, slice) {
    const { insight, measures } = roasbook;
    const { column, by, chart: bars } = insight.lead(catalog);
    const rows = slice.influencers.filter(isListed).map((row) => ({ row, amount: row.totals.sum(column, "all") }));
    if (rows.length === 0) return null;
    const sorted = rows.sort((a, b) => b.amount - a.amount || a.row.member - b.row.member).map(({ row }) => row);
    const [title, sentence] = insight.concentration(catalog, slice, sorted);
    const columns = measures.firstOf(catalog, COLUMNS, MOST_COLUMNS);
    const table = influencerTable(catalog, slice, "influencers", `Influencers by ${by}`, columns, sorted);
    // One bar is no comparison.
    const chart = bars !== null && rows.length > 1 ? { id: bars, from: "influencers", label: title, rows: null } : null;
    return { id: "most-revenue", title, sentence, half: false, chart, table };
  }

  /** Whether a slice has one influencer alone, whom there is nobody to compare with. @param {Slice} slice */
  function isOfOne(slice) {
    return slice.influencers.filter(isListed).length === 1;
  }

  /** Sales without an influencer are nobody's, but posts and payouts without one are listed as Unassigned. @param {MemberTotals} row */
  function isListed({ member, totals }) {
    return member !== 0 || totals.sum("posts", "all") !== 0 || totals.sum("payout", "all") !== 0;
  }

  /** @param {Catalog} catalog @param {Slice} slice @param {string} id @param {string} caption @param {string[]} measures @param {MemberTotals[]} influencers */
  function influencerTable(catalog, slice, id, caption, measures, influencers) {
    const { names } = roasbook.slices.dimension(catalog, "influencer");
    const { labels } = catalog.people;
    const rows = influencers.map(({ member, totals }) => ({ member, id: names[member], label: labels[member], totals }));
    const scope = roasbook.insight.scopeBy(slice, "influencer");
    /** @type {TableSource} */
    const source = { dimension: "influencer", scope, rows, measures, limit: SHOWN_ROWS, plural: "influencers" };
    return roasbook.figures.table(catalog, { id, caption, label: "Influencer" }, source);
  }

  /** A breakdown; none where there is only one member to show. @param {Catalog} catalog @param {Slice} slice @param {Breakdown} breakdown @returns {SectionView | null} */
  function breakdown(catalog, slice, { dimension: of, id, chart: ofRevenue, measures: wanted, most, named }) {
    const { insight, figures } = roasbook;
    const dimension = roasbook.slices.dimension(catalog, of);
    const { names, label, plural, filters } = dimension;
    // The client data may leave a dimension out, and then says so in a note.
    if (!filters || slice.pending.includes(of)) return null;
    const scope = insight.scopeBy(slice, of);
    const lead = insight.lead(catalog);
    const chart = lead.id === "revenue" || ofRevenue === null ? ofRevenue : lead.chart;
    const measures = roasbook.measures.firstOf(catalog, wanted, most);
    const amounts = new Map(slice.by(of).map((row) => [row, row.totals.sum(lead.column, "all")]));
    const members = [...amounts.keys()].sort((a, b) => (amounts.get(b) ?? 0) - (amounts.get(a) ?? 0) || a.member - b.member);
    const rows = members
      .filter(({ totals }) => measures.some((measure) => roasbook.measures.shows(catalog, measure, totals, scope)))
      .map(({ member, totals }) => ({ member, id: named ? names[member] : null, label: names[member], totals }));
    if (rows.length < 2) return null;
    const [title, sentence] = insight.breakdown(catalog, slice, dimension, members);
    /** @type {TableSource} */
    const source = { dimension: of, scope, rows, measures, limit: SHOWN_ROWS, plural };
    const table = figures.table(catalog, { id, caption: `By ${of}`, label }, source);
    return { id: of, title, sentence, half: true, chart: chart === null ? null : { id: chart, from: id, label: title, rows: null }, table };
  }

  // ---- The page -------------------------------------------------------------------------------------------------

  /** What the charts need that no table has. @param {Catalog} catalog @param {Slice} slice @param {Grain | null} wanted @returns {ChartData} */
  function chartData(catalog, slice, wanted) {
    const { calendar, format } = roasbook;
    const days = daysOf(slice.shown);
    const grains = calendar.grainsWorthDrawing(days);
    const { roas } = slice.breakEven;
    /** @type {ChartData} */
    const data = {
      grains,
      grain: wanted && grains.includes(wanted) ? wanted : calendar.grainOfChart(days),
      weekStarts: catalog.calendar.weekStarts,
      money: catalog.money,
      breakEven: { roas, label: `break-even ${format.times(roas, catalog.money.grouping)}` },
    };
    if (slice.shown) {
      data.trend = { first: calendar.iso(slice.shown.first), revenue: slice.days("revenue") };
      if (slice.previous) data.trend.previous = slice.previousDays("revenue");
    }
    return data;
  }

  /** @param {Catalog} catalog @param {Slice} slice @param {State} [state] @returns {ReportView} */
  return function view(catalog, slice, state) {
    const { insight } = roasbook;
    const empty = insight.emptiness(catalog, slice);
    return {
      heading: insight.heading(catalog, slice.filter),
      sentence: insight.headline(catalog, slice),
      notes: insight.notes(catalog, slice),
      tiles: roasbook.measures.firstOf(catalog, TILES, MOST_TILES).map((id) => tile(catalog, slice, id)),
      insights: empty ? [] : roasbook.insights(catalog, slice),
      sections: empty ? [] : sections(catalog, slice),
      data: chartData(catalog, slice, state?.grain ?? null),
      empty,
    };
  };
})();
