// Whether what a page shows is what `roasbook report` says of the same filter: every figure, every row.

import { differences } from "./figures.js";
import { load } from "./scripts.js";

const { format } = load("format.js");

/** Minor units of an amount of two decimals. */
const minor = (text) => Number(text.replace(".", ""));

/** A sum says something unless it is none or zero, a ratio unless it is none. */
const sums = (...names) => (measures) => names.some((name) => Number(measures[name] ?? 0) !== 0);
const sumsOrRoas = (...names) => (measures) => sums(...names)(measures) || measures.roas !== null;

/** Tables with one row a member: what `report` calls the dimension, and which members say something there. */
const BREAKDOWNS = {
  brands: ["brand", sumsOrRoas("revenue", "payout")],
  categories: ["category", sumsOrRoas("revenue", "payout")],
  platforms: ["platform", sumsOrRoas("revenue", "payout")],
  campaigns: ["campaign", sumsOrRoas("revenue")],
  products: ["product", sums("revenue", "orders")],
};

/** So that a plain comparison puts 2 before 10. */
const natural = (id) => id.replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, "").padStart(20, "0"));

/** Highest first, of equals the first id in natural order. */
const descending = (key) => (a, b) => key(b) - key(a) || (natural(a.id) < natural(b.id) ? -1 : 1);

/** What a known payout cost beyond what it brought. */
function loss({ measures: { profit, payout, revenue } }) {
  return profit === null ? Number(payout) - Number(revenue) : -Number(profit);
}

/** The rows each table must have, in order, as far as the page has room for them; none for a table left out. */
function expectedTables(report) {
  const people = report.influencers.map(({ id, measures, earned_back }) => ({ id, measures, earned_back }));
  // One influencer alone has nobody to be compared with.
  const compared = people.length === 1 ? [] : people;
  const tables = {
    influencers: people,
    "top-roas": compared.filter(({ measures }) => measures.roas !== null).sort(descending(({ measures }) => measures.roas)),
    "not-earned-back": compared.filter(({ earned_back }) => earned_back === false).sort(descending(loss)),
  };
  for (const [table, [dimension, saysSomething]] of Object.entries(BREAKDOWNS)) {
    const rows = report.by[dimension].filter(({ measures }) => saysSomething(measures)).map(({ id, measures }) => ({ label: id, measures }));
    tables[table] = rows.length < 2 ? [] : rows;
  }
  return tables;
}

/** Rows of a table beside those they must be, which are named by id or by label. */
function compareRows(rows, expected, where) {
  const name = (row) => (expected[0]?.label === undefined ? row.id : row.label);
  const names = expected.map((row) => row.label ?? row.id);
  const found = rows.map(name);
  // White space is folded where it is shown.
  const plain = (list) => list.map((text) => String(text).replaceAll(/\s+/g, " ").trim()).join("\n");
  if (plain(found) !== plain(names)) {
    return [`${where}: the page has ${found.length} rows (${found.slice(0, 12)}), not ${names.length} (${names.slice(0, 12)})`];
  }
  return rows.flatMap(({ measures }, index) => differences(measures, expected[index].measures, `${where}, ${names[index]}`));
}

/** The labels of a trend's steps, by where each begins. */
const stepLabels = (steps, grain) => steps.map(({ from }) => format.stepName({ first: from, days: 0, whole: true }, grain));

/** The table over time: its grain follows from what its rows are called. */
function compareTrend(rows, trend, isWhole, where) {
  for (const grain of ["day", "week", "month"]) {
    const steps = trend[grain].map((step, index) => ({ label: stepLabels(trend[grain], grain)[index], measures: step.measures }));
    const shown = isWhole ? steps : steps.slice(-rows.length || Infinity);
    if (rows.length > 0 && rows[0].label === shown[0]?.label) return compareRows(rows, shown, `${where} trend`);
  }
  return rows.length === 0 && trend.day.length === 0 ? [] : [`${where}: the report has no such steps as the table over time`];
}

/**
 * What differs between the figures a page shows and the report, in words. Where not every row is shown, those
 * that are must be the first (or, over time, the last).
 */
export function disagreements({ tiles, tables }, report, where, { isWhole = false } = {}) {
  const found = differences(tiles, report.measures, where);
  const expected = expectedTables(report);
  for (const [table, rows] of Object.entries(expected)) {
    const shown = tables[table] ?? [];
    if (isWhole || shown.length > rows.length) found.push(...compareRows(shown, rows, `${where} ${table}`));
    else found.push(...compareRows(shown, rows.slice(0, shown.length), `${where} ${table}`));
  }
  if (tables.trend) found.push(...compareTrend(tables.trend, report.trend, isWhole, where));
  return found;
}

/** In the page: how each tile says that its figure moved. */
export function shownChanges() {
  return [...document.querySelectorAll("dl.tiles > div")].map((tile) => {
    const change = tile.querySelector("dd:is(.up, .down, .flat)");
    return { measure: tile.querySelector("data").dataset.measure, direction: change?.classList[1] ?? null, title: change?.title ?? "" };
  });
}

const MONEY = { symbol: "₹", grouping: "indian", minor: 2 };
const dayLabels = ({ from, to }) => (from === to ? format.day(from) : `${format.day(from)} – ${format.day(to)}`);

/** What is wrong with how tiles say that their figures moved. */
export function misstatedChanges(changes, { measures, previous }, where) {
  const found = [];
  for (const { measure, direction, title } of changes) {
    const [now, before] = [measures[measure], previous?.measures[measure] ?? null];
    const isNone = now === null || before === null;
    const moved = Math.sign(Number(now) - Number(before));
    if (direction === null) {
      // A percentage of nothing is not said.
      if (!isNone && Number(before) > 0) found.push(`${where}: ${measure} does not say how it moved`);
    } else if (isNone) {
      found.push(`${where}: ${measure} says ${direction} of nothing`);
    } else if (direction !== "flat" && direction !== { "-1": "down", 0: "flat", 1: "up" }[moved]) {
      found.push(`${where}: ${measure} says ${direction} from ${before} to ${now}`);
    } else if (!title.endsWith(` in ${dayLabels(previous)}`) || (typeof before === "string" && !title.startsWith(`${format.full(minor(before), MONEY)} in`))) {
      found.push(`${where}: ${measure} was ${before} in ${dayLabels(previous)}, not ${title}`);
    }
  }
  return found;
}

/** A value as a page carries it, as JSON has it. */
const amounts = (measures) => Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, { value }]));

/** In the page: what it computes of its filter, whether or not it has a place to show it; the trend in every grain. */
export function computed() {
  const { app, catalog, calendar, measures } = globalThis.roasbook;
  const { slice } = app;
  const shown = catalog.measures.filter((measure) => measure.shown).map(({ id }) => id);
  const texts = (totals, scope, ids = shown) =>
    Object.fromEntries(ids.map((id) => [id, measures.machineText(catalog, id, measures.value(catalog, id, totals, scope))]));
  const within = (dimension) => new Set([...slice.scope, dimension]);
  const names = (dimension) => catalog.dimensions.find(({ id }) => id === dimension).names;
  const rows = (dimension, list) =>
    list.map(({ member, totals }) => ({ id: names(dimension)[member], measures: texts(totals, within(dimension)) }));
  const days = (range) => range && { from: calendar.iso(range.first), to: calendar.iso(range.last) };
  const over = ["revenue", "orders", "payout", "roas", "posts", "organic_revenue"];
  const steps = (grain) =>
    slice.trend(grain).map(({ day, totals }) => ({ from: calendar.iso(day), measures: texts(totals, slice.scope, over) }));
  const breakdowns = ["brand", "category", "platform", "campaign", "product", "gender", "tier"];
  return {
    digest: catalog.digest,
    range: days(slice.range),
    measures: texts(slice.totals, slice.scope),
    previous: slice.previous && { ...days(slice.previous.range), measures: texts(slice.previous.totals, slice.scope) },
    break_even: slice.breakEven,
    unknown_payout: slice.unknownPayout,
    unallocated_payout: slice.unallocatedPayout,
    influencers: rows("influencer", slice.influencers),
    by: Object.fromEntries(breakdowns.map((id) => [id, rows(id, slice.by(id))])),
    trend: Object.fromEntries(["day", "week", "month"].map((grain) => [grain, steps(grain)])),
  };
}

/** Entries of both, which must have the same names in the same order. */
function compareEntries(mine, theirs, key, where) {
  const names = (list) => list.map((entry) => entry[key]);
  if (names(mine).join("\n") !== names(theirs).join("\n")) return [`${where}: ${names(mine)} instead of ${names(theirs)}`];
  return mine.flatMap((entry, index) => differences(amounts(entry.measures), theirs[index].measures, `${where}, ${entry[key]}`));
}

const sortedById = (list) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));

/** What a page computes, beside the report: also what it has no room for. */
export function miscalculations(mine, report, where) {
  const found = [];
  const equal = (name, a, b) => {
    if (JSON.stringify(a) !== JSON.stringify(b)) found.push(`${where}, ${name}: ${JSON.stringify(a)} instead of ${JSON.stringify(b)}`);
  };
  equal("digest", mine.digest, report.digest);
  equal("range", mine.range, report.range);
  found.push(...differences(amounts(mine.measures), report.measures, where));
  const days = (range) => range && [range.from, range.to];
  equal("previous", days(mine.previous), days(report.previous));
  if (mine.previous && report.previous) {
    found.push(...differences(amounts(mine.previous.measures), report.previous.measures, `${where}, previous`));
  }
  equal("break-even", mine.break_even.roas, report.break_even.roas);
  const unknown = report.unknown_payout;
  equal("unknown payout", mine.unknown_payout, { influencers: unknown.influencers, revenue: minor(unknown.revenue) });
  equal("unallocated payout", mine.unallocated_payout, minor(report.unallocated_payout));
  const listed = new Set(report.influencers.map(({ id }) => id));
  // Sales without an influencer are in the slice, but nobody's.
  const people = mine.influencers.filter(({ id }) => id !== "Unassigned" || listed.has(id));
  found.push(...compareEntries(sortedById(people), sortedById(report.influencers), "id", `${where}, influencers`));
  for (const [dimension, rows] of Object.entries(report.by)) {
    found.push(...compareEntries(mine.by[dimension], rows, "id", `${where}, by ${dimension}`));
  }
  for (const [grain, steps] of Object.entries(report.trend)) {
    found.push(...compareEntries(mine.trend[grain], steps, "from", `${where}, by ${grain}`));
  }
  return found;
}
