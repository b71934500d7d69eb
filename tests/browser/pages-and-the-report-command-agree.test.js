// The figures on a page are those of `roasbook report` for the same filter: tiles, influencers, breakdowns,
// days. Exactly: money as text, ratios to the last bit, none as none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, visit } from "./lib/browser.js";
import { contents, data, demoSite, roasbook } from "./lib/demo.js";
import { differences, shownFigures } from "./lib/figures.js";
import { none } from "./lib/none.js";
import { DIMENSIONS, sample } from "./lib/pages.js";
import { serve } from "./lib/server.js";

/** Tables with one row a member, and what `report` calls the dimension. */
const BREAKDOWNS = { brands: "brand", categories: "category", platforms: "platform", campaigns: "campaign", products: "product" };
/** Tables with one row an influencer. */
const PEOPLE = ["influencers", "top-roas", "not-earned-back"];
/** As many rows a page shows of a table. */
const SHOWN = 10;

const site = demoSite();
const { pages } = contents(site);
const base = await serve(site);
const browser = await launch();

function report({ from, to, ...choices }) {
  const chosen = DIMENSIONS.flatMap((dimension) => (choices[dimension] ?? []).flatMap((value) => [`--${dimension}`, value]));
  const range = from ? ["--from", from, "--to", to] : [];
  return JSON.parse(roasbook("report", data, "--format", "json", "--quiet", ...chosen, ...range));
}

/** Rows of a table beside the entries of the report that they name. */
function compareRows(rows, entries, key, where) {
  const found = [];
  for (const { id, measures } of rows) {
    const entry = entries.find((entry) => entry[key] === id);
    if (!entry) found.push(`${where}: the report has no ${id}`);
    else found.push(...differences(measures, entry.measures, `${where}, ${id}`));
  }
  return found;
}

/** Whether these are the last steps of a trend; which grain it has follows from that. */
function endsWith(steps, rows) {
  return rows.every(({ id }, index) => steps.at(index - rows.length)?.from === id);
}

function comparePage({ tiles, tables }, expected, path) {
  const found = differences(tiles, expected.measures, path);
  for (const table of PEOPLE.filter((table) => tables[table])) {
    found.push(...compareRows(tables[table], expected.influencers, "id", `${path} ${table}`));
  }
  for (const [table, dimension] of Object.entries(BREAKDOWNS)) {
    if (tables[table]) found.push(...compareRows(tables[table], expected.by[dimension], "id", `${path} ${table}`));
  }
  const steps = Object.values(expected.trend).find((steps) => endsWith(steps, tables.trend));
  if (steps) found.push(...compareRows(tables.trend, steps, "from", `${path} trend`));
  else found.push(`${path}: the report has no such steps as the table over time`);
  return found;
}

const withoutRoas = pages.filter(({ measures }) => measures.roas === null);
const picked = [pages[0], ...sample(pages, 18, 3), ...sample(withoutRoas, 6, 4)];

test("pages without a ROAS are among those compared", () => {
  assert.ok(picked.length >= 25);
  assert.ok(picked.filter(({ measures }) => measures.roas === null).length >= 6);
});

test("tiles, tables and days of a page are those of the report", async () => {
  const { page } = await open(browser, base);
  const found = [];
  for (const { path, filter, measures } of picked) {
    const expected = report(filter);
    assert.deepEqual(measures, expected.measures, `roasbook.json of ${path}`);
    await visit(page, base + path);
    found.push(...comparePage(await page.evaluate(shownFigures), expected, path));
  }
  none(found);
});

test("the table of influencers has the first ten by revenue", async () => {
  const { page } = await open(browser, base);
  for (const { path, filter } of sample(picked, 8, 5)) {
    const { influencers } = report(filter);
    await visit(page, base + path);
    const { tables } = await page.evaluate(shownFigures);
    assert.deepEqual(tables.influencers.map(({ id }) => id), influencers.slice(0, SHOWN).map(({ id }) => id), path);
  }
});

test("the ledger has every payout once", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}payouts.html`);
  const { tiles, tables } = await page.evaluate(shownFigures);
  const { payouts, measures } = report({});
  const total = (row) => `${row.id} ${row.measures?.payout.value ?? row.total}`;
  assert.deepEqual(tables.payouts.map(total).sort(), payouts.map(total).sort());
  assert.deepEqual(differences(tiles, measures, "payouts.html"), []);

  const paise = (text) => BigInt(text.replace(".", ""));
  const sum = tables.payouts.reduce((sum, row) => sum + paise(row.measures.payout.value), 0n);
  assert.equal(sum, paise(measures.payout));
});
