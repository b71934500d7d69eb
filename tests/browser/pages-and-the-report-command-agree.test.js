// The figures on a page are those of `roasbook report` for the same filter: tiles, influencers, breakdowns,
// days. Exactly: money as text, ratios to the last bit, none as none.

import assert from "node:assert/strict";
import { test } from "node:test";

import { disagreements } from "./lib/agree.js";
import { launch, open, visit } from "./lib/browser.js";
import { contents, data, demoSite } from "./lib/demo.js";
import { differences, shownFigures } from "./lib/figures.js";
import { ofEntry } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { sample } from "./lib/random.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";

/** As many rows a page shows of a table. */
const SHOWN = 10;

const site = demoSite();
const { pages } = contents(site);
const base = await serve(site);
const browser = await launch();

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
    const expected = await report(data, ofEntry(filter));
    assert.deepEqual(measures, expected.measures, `roasbook.json of ${path}`);
    await visit(page, base + path);
    found.push(...disagreements(await page.evaluate(shownFigures), expected, path));
  }
  none(found);
});

test("the table of influencers has the first ten by revenue", async () => {
  const { page } = await open(browser, base);
  for (const { path, filter } of sample(picked, 8, 5)) {
    const { influencers } = await report(data, ofEntry(filter));
    await visit(page, base + path);
    const { tables } = await page.evaluate(shownFigures);
    assert.deepEqual(tables.influencers.map(({ id }) => id), influencers.slice(0, SHOWN).map(({ id }) => id), path);
  }
});

test("the ledger has every payout once", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}payouts.html`);
  const { tiles, tables } = await page.evaluate(shownFigures);
  const { payouts, measures } = await report(data);
  const total = (row) => `${row.id} ${row.measures?.payout.value ?? row.total}`;
  assert.deepEqual(tables.payouts.map(total).sort(), payouts.map(total).sort());
  assert.deepEqual(differences(tiles, measures, "payouts.html"), []);

  const paise = (text) => BigInt(text.replace(".", ""));
  const sum = tables.payouts.reduce((sum, row) => sum + paise(row.measures.payout.value), 0n);
  assert.equal(sum, paise(measures.payout));
});
