"use strict";
/**
 * What a figure is made of, in words and numbers: its formula filled in, what counts and what does not, the
 * rows behind it and the command that lists them. Pure, and driven by the list of measures: none is named.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.behind = ({ slice: { filter }, row }) => {
  const { iso } = roasbook.calendar;
  // A row of the ledger is shown whole, whatever of it falls to the filter.
  if (row?.isWhole && row.member) return { from: null, to: null, choices: { [row.member.dimension]: [row.member.name] } };
  const days = row?.days ? { from: iso(row.days.first), to: iso(row.days.last) } : { from: filter.from, to: filter.to };
  const member = row?.member ? { [row.member.dimension]: [row.member.name] } : {};
  return { ...days, choices: { ...filter.choices, ...member, ...row?.choices } };
};

roasbook.explanation = (() => {
  /** @typedef {{count: string, one: string, of: string[]}} Source  rows of a table: the column that counts them, the columns that come of them */
  /** @type {Source[]} */
  const SOURCES = [
    { count: "tracking_rows", one: "tracking row", of: ["tracking_rows", "revenue", "orders", "contribution", "margin_revenue"] },
    {
      count: "posts",
      one: "post",
      of: ["posts", "reach", "likes", "comments", "shares", "saves", "engagements", "rated_engagements", "rated_reach"],
    },
  ];
  /** What the ledger pays. */
  const PAID = "payout";
  /** Sales without an influencer are columns of their own. */
  const ORGANIC = "organic_";
  /** @type {Scope} */
  const NOWHERE = new Set();

  /** A figure to the last digit that matters. @param {Catalog} catalog @param {string} id @param {Value} value */
  function exact(catalog, id, value) {
    const { format } = roasbook.measures.named(catalog, id);
    if (value.amount === null || format !== "percent") return roasbook.figures.full(catalog, id, value);
    return `${(value.amount * 100).toFixed(4).replace("-", "\u2212")}\u00a0%`;
  }

  /** @param {Catalog} catalog @param {number} amount */
  function money(catalog, amount) {
    return roasbook.format.full(amount, catalog.money);
  }

  /** @param {Catalog} catalog @param {number} count @param {string} one */
  function countOf(catalog, count, one) {
    return `${roasbook.format.count(count, catalog.money.grouping)} ${one}${count === 1 ? "" : "s"}`;
  }

  /** The sums a measure comes of. @param {Catalog} catalog @param {string} id @returns {Set<string>} */
  function columnsOf(catalog, id) {
    // What is counted rather than summed is counted from rows all the same.
    return new Set(roasbook.measures.columns(catalog, id) ?? SOURCES.map(({ count }) => count));
  }

  // ---- The formula ------------------------------------------------------------------------------------------------

  /** The totals as an operand sees them: over the population of what it is an operand of. @param {Totals} totals @param {Population} population @returns {Totals} */
  function among(totals, population) {
    return {
      sum: (column) => totals.sum(column, population),
      active: totals.active,
      payoutKnown: totals.payoutKnown,
      isEmpty: () => totals.isEmpty(),
    };
  }

  /** @param {Kind} kind @returns {{parts: [string, string], sign: string, times: number} | null} */
  function operation(kind) {
    if (kind.type === "ratio") return { parts: [kind.over, kind.under], sign: "÷", times: kind.times };
    if (kind.type === "difference") return { parts: [kind.of, kind.less], sign: "−", times: 1 };
    return null;
  }

  /** How what is made of no other measure comes about. @param {Kind} kind */
  function added(kind) {
    if (kind.type !== "sum" && kind.type !== "sum_where_known") return "influencers with a tracking row or a post, each counted once";
    if (kind.column === PAID) return "the sum of what the payout ledger pays here";
    if (kind.column.startsWith(ORGANIC)) return "the sum over tracking rows without an influencer";
    const source = SOURCES.find(({ of }) => of.includes(kind.column));
    return source ? `the sum over its ${source.one}s` : "a sum";
  }

  /** A measure's own line, then those of its parts that are made of others. Without totals there are no numbers. @param {Catalog} catalog @param {string} id @param {Totals | null} totals @returns {Explanation["formula"]} */
  function formula(catalog, id, totals) {
    const { named, value } = roasbook.measures;
    const { label, kind } = named(catalog, id);
    const amount = (/** @type {string} */ of) => (totals ? exact(catalog, of, value(catalog, of, totals, NOWHERE)) : "");
    const made = operation(kind);
    if (!made) return [{ name: label, words: added(kind), figures: amount(id) }];
    const [one, other] = made.parts;
    const factor = made.times === 1 ? "" : `${roasbook.format.count(made.times, catalog.money.grouping)} × `;
    const words = `${factor}${named(catalog, one).label} ${made.sign} ${named(catalog, other).label}`;
    const figures = totals ? `${factor}${amount(one)} ${made.sign} ${amount(other)} = ${amount(id)}` : "";
    const parts = made.parts.filter((part) => named(catalog, part).kind.type !== "sum");
    return [{ name: label, words, figures }, ...parts.flatMap((part) => formula(catalog, part, totals))];
  }

  /** Whether the parts of a measure without a value are known, and only cannot be divided. @param {Catalog} catalog @param {Figure} figure */
  function isUndivided(catalog, { measure, totals, scope }) {
    const { kind, population, missing, undefined: limits } = roasbook.measures.named(catalog, measure);
    const isKnown = population === "all" || totals.payoutKnown;
    return kind.type === "ratio" && missing === null && isKnown && !limits.some(({ under }) => scope.has(under));
  }

  // ---- What counts ------------------------------------------------------------------------------------------------

  /** What belongs to no member of a dimension and counts all the same. @param {Catalog} catalog @param {Figure} figure @returns {string[]} */
  function unassigned(catalog, { measure, slice, row }) {
    const { kind } = roasbook.measures.named(catalog, measure);
    if (row || kind.type !== "sum") return [];
    return catalog.dimensions.flatMap(({ id, label, filters }) => {
      if (!filters || id === "influencer" || slice.scope.has(id) || slice.pending.includes(id)) return [];
      const nobody = slice.by(id).find(({ member }) => member === 0);
      const value = nobody && roasbook.measures.value(catalog, measure, nobody.totals, new Set([...slice.scope, id]));
      return value?.amount ? [`${exact(catalog, measure, value)} that has no ${label.toLowerCase()} (Unassigned).`] : [];
    });
  }

  /** Sales without an influencer, beside a figure of sales. @param {Catalog} catalog @param {Figure} figure @returns {string[]} */
  function organic(catalog, { measure, totals, scope }) {
    const columns = columnsOf(catalog, measure);
    return catalog.measures.flatMap(({ id, kind, label }) => {
      if (kind.type !== "sum" || !kind.column.startsWith(ORGANIC) || !columns.has(kind.column.slice(ORGANIC.length))) return [];
      const value = roasbook.measures.value(catalog, id, totals, scope);
      return value.amount ? [`${label}: ${exact(catalog, id, value)}, from sales without an influencer.`] : [];
    });
  }

  /** Who is left out because nobody knows the payout. @param {Catalog} catalog @param {Figure} figure @returns {string[]} */
  function unknown(catalog, { measure, totals, slice, row }) {
    if (roasbook.measures.named(catalog, measure).population !== "payout_known") return [];
    const revenue = totals.sum("revenue", "all") - totals.sum("revenue", "payout_known");
    const { influencers } = slice.unknownPayout;
    if (row) return revenue === 0 ? [] : [`${money(catalog, revenue)} of revenue from influencers without a payout row.`];
    if (influencers === 0) return [];
    return [`${countOf(catalog, influencers, "influencer")} without a payout row, with ${money(catalog, revenue)} of revenue. Unknown is not zero.`];
  }

  /** @param {Catalog} catalog @param {Figure} figure @returns {string[]} */
  function unallocated(catalog, { measure, slice, row }) {
    if (row || slice.unallocatedPayout === 0 || !columnsOf(catalog, measure).has(PAID)) return [];
    const what = slice.scope.has("brand") ? "brand" : "campaign";
    return [`${money(catalog, slice.unallocatedPayout)} of payouts that name no ${what}.`];
  }

  // ---- The rows ---------------------------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {Figure} figure @returns {string[]} */
  function rows(catalog, { measure, totals, row }) {
    if (row?.record) return [row.record];
    const columns = columnsOf(catalog, measure);
    const { population } = roasbook.measures.named(catalog, measure);
    const used = SOURCES.filter(({ of }) => of.some((column) => columns.has(column)));
    return used.map(({ count, one }) => countOf(catalog, totals.sum(count, population), one));
  }

  /** As a shell reads it back. @param {string} text */
  function quoted(text) {
    return /^[A-Za-z0-9_./:@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
  }

  /** @param {string} name @param {string} value */
  function flag(name, value) {
    return value.startsWith("-") ? `--${name}=${quoted(value)}` : `--${name} ${quoted(value)}`;
  }

  /** What lists the rows behind a figure. Distinct counts are no sum of rows. @param {Catalog} catalog @param {Figure} figure */
  function command(catalog, figure) {
    const { from, to, choices } = roasbook.behind(figure);
    const chosen = Object.entries(choices).flatMap(([id, names]) => (names ?? []).map((name) => flag(id, name)));
    const days = [from === null ? [] : flag("from", from), to === null ? [] : flag("to", to)].flat();
    const measure = roasbook.measures.columns(catalog, figure.measure) ? [flag("measure", figure.measure)] : [];
    return ["roasbook rows", ...days, ...chosen, ...measure].join(" ");
  }

  /** @param {Catalog} catalog @param {Figure} figure @returns {Explanation} */
  return function explanation(catalog, figure) {
    const { measure: id, totals, scope, slice, row } = figure;
    const measure = roasbook.measures.named(catalog, id);
    const value = roasbook.measures.value(catalog, id, totals, scope);
    const heading = roasbook.insight.heading(catalog, slice.filter);
    const hasNumbers = value.amount !== null || isUndivided(catalog, figure);
    return {
      label: measure.label,
      where: row ? (row.isWhole ? row.label : `${row.label} · ${heading}`) : heading,
      value: exact(catalog, id, value),
      why: value.why,
      definition: measure.definition,
      formula: formula(catalog, id, hasNumbers ? among(totals, measure.population) : null),
      population: measure.population === "payout_known" ? "Only influencers whose payout is known, in every part." : null,
      included: unassigned(catalog, figure),
      excluded: [...organic(catalog, figure), ...unknown(catalog, figure), ...unallocated(catalog, figure)],
      rows: hasNumbers ? rows(catalog, figure) : [],
      isPaid: hasNumbers && !row?.record && columnsOf(catalog, id).has(PAID),
      command: command(catalog, figure),
      entry: measure.shown ? id : null,
    };
  };
})();
