// A table answers its tools: sorted by any column with none last, searched, turned page by page, with the columns
// a reader chooses. What it shows then is still what the report says.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { differences, shownFigures } from "./lib/figures.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { showAllRows } from "./lib/tours.js";

const base = await serve(demoSite());
const browser = await launch();
const { influencers, trend } = await report(data);
const byId = new Map(influencers.map((influencer) => [influencer.id, influencer]));

const PLACE = '.listing:has(table[data-table="influencers"])';
const header = (page, column) => page.locator(`${PLACE} [data-column="${column}"]`);

/** The rows of the table of influencers as they are shown. */
async function rows(page, table = "influencers") {
  return (await page.evaluate(shownFigures)).tables[table];
}
const ids = (list) => list.map(({ id }) => id);

async function openIndex(options) {
  const opened = await open(browser, base, options);
  await visit(opened.page, `${base}index.html`);
  return opened;
}

/** Every id in order of a measure: none last, equals in order of id. */
function sorted(measure, descending) {
  const key = ({ measures }) => (measures[measure] === null ? null : Number(measures[measure]));
  const direction = descending ? -1 : 1;
  return ids(
    [...influencers].sort((a, b) => {
      const [one, other] = [key(a), key(b)];
      if (one === null || other === null) return (one === null) - (other === null) || (a.id < b.id ? -1 : 1);
      return direction * (one - other) || (a.id < b.id ? -1 : 1);
    }),
  );
}

test("a click on a header sorts by it, highest first, and a second turns it round", async () => {
  const { page, troubles } = await openIndex();
  const measures = ["revenue", "payout", "roas", "orders", "profit", "engagement_rate", "active_influencers", "cpm"];
  await page.evaluate((chosen) => globalThis.roasbook.app.change({ columns: { influencers: chosen } }), measures);
  await page.evaluate(showAllRows);
  for (const measure of measures) {
    // The table comes by revenue, highest first, so that a click turns that round.
    const orders = measure === "revenue" ? ["ascending", "descending"] : ["descending", "ascending"];
    for (const expected of orders) {
      await header(page, measure).click();
      await ready(page);
      const sort = await page.locator(`${PLACE} th[aria-sort]`).getAttribute("aria-sort");
      assert.equal(sort, expected, measure);
      assert.deepEqual(ids(await rows(page)), sorted(measure, expected === "descending"), `${expected} by ${measure}`);
    }
  }
  none(troubles);
});

test("the order a table comes in is none to ask for, and its address says nothing", async () => {
  const { page } = await openIndex();
  for (const [sort, search] of [["ascending", "?sort=influencers:revenue"], ["descending", ""]]) {
    await header(page, "revenue").click();
    await ready(page);
    assert.equal(await page.locator(`${PLACE} th[aria-sort]`).getAttribute("aria-sort"), sort);
    assert.equal(new URL(page.url()).search, search);
  }
  assert.deepEqual(ids(await rows(page)), ids(influencers.slice(0, 10)));
});

test("a sort by name is in natural order, and the address says so", async () => {
  const { page } = await openIndex();
  await page.evaluate(showAllRows);
  await header(page, "name").click();
  await ready(page);
  const names = (await rows(page)).map(({ label }) => label);
  assert.deepEqual(names, [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)));
  assert.equal(new URL(page.url()).search, "?sort=influencers:name");
  await page.reload();
  await ready(page);
  assert.deepEqual((await rows(page)).map(({ label }) => label), names.slice(0, 10));
});

test("a search finds names and ids, says how many, and can be cleared", async () => {
  const { page } = await openIndex();
  const find = page.locator(`${PLACE} .find`);
  const word = "a k";
  const expected = influencers.filter(({ id, name }) => word.split(" ").every((part) => `${name} ${id}`.toLowerCase().includes(part)));
  assert.ok(expected.length > 1 && expected.length < influencers.length);
  // Drawn by a change of the page, so that the search box is where typing begins.
  await page.evaluate(showAllRows);
  await find.fill(word);
  await page.waitForFunction((count) => document.querySelectorAll('table[data-table="influencers"] tr[data-id]').length === count, expected.length);
  await ready(page);
  assert.deepEqual(ids(await rows(page)), ids(expected));
  assert.match(await page.locator(`${PLACE} .note`).textContent(), new RegExp(`of ${expected.length} found in ${influencers.length}`));
  await find.fill(influencers[7].id.toLowerCase());
  await page.waitForFunction(() => document.querySelectorAll('table[data-table="influencers"] tr[data-id]').length === 1);
  await ready(page);
  assert.deepEqual(ids(await rows(page)), [influencers[7].id]);
  await find.fill("nobody is called this");
  await page.waitForFunction(() => document.querySelectorAll('table[data-table="influencers"] tr[data-id]').length === 0);
  assert.match(await page.locator(`${PLACE} .note`).textContent(), /^None of 60 influencers found/);
  await find.fill("");
  await page.waitForFunction(() => document.querySelectorAll('table[data-table="influencers"] tr[data-id]').length > 1);
  await ready(page);
  assert.equal(new URL(page.url()).search, "");
});

test("pages turned one by one show every influencer once, with its figures", async () => {
  const { page, troubles } = await openIndex();
  const next = page.locator(`${PLACE} [data-step="1"]`);
  const seen = [];
  for (;;) {
    seen.push(...(await rows(page)));
    if ((await next.getAttribute("aria-disabled")) === "true") break;
    const last = seen.at(-1).id;
    await next.click();
    await page.waitForFunction((id) => !document.querySelector(`table[data-table="influencers"] tr[data-id="${id}"]`), last);
    await ready(page);
    assert.ok(seen.length <= influencers.length, "pages have no end");
  }
  assert.deepEqual(ids(seen), ids(influencers));
  none(seen.flatMap(({ id, measures }) => differences(measures, byId.get(id).measures, id)));
  await page.locator(`${PLACE} [data-step="-1"]`).click();
  assert.deepEqual(ids(await rows(page)), ids(influencers.slice(-20, -10)));
  none(troubles);
});

test("the page turned to is left when the filter changes", async () => {
  const { page } = await openIndex();
  await page.locator(`${PLACE} [data-step="1"]`).click();
  await page.waitForFunction((id) => document.querySelector(`table[data-table="influencers"] tr[data-id="${id}"]`), influencers[10].id);
  await page.evaluate(() => globalThis.roasbook.app.change({ filter: { from: null, to: null, choices: { platform: ["Instagram"] } } }));
  const { influencers: first } = await report(data, { from: null, to: null, choices: { platform: ["Instagram"] } });
  assert.deepEqual(ids(await rows(page)), ids(first.slice(0, 10)));
});

test("a column that is ticked is there with its figures, and the last cannot be taken away", async () => {
  const { page, troubles } = await openIndex();
  await page.getByRole("button", { name: "Columns: Influencers by revenue" }).click();
  const menu = page.locator("#columns-of-influencers");
  await menu.getByLabel("Engagement rate", { exact: true }).check();
  await ready(page);
  assert.equal(await menu.isVisible(), true, "the menu stays open for the next");
  const [{ id, measures }] = await rows(page);
  assert.deepEqual(Object.keys(measures), ["revenue", "payout", "roas", "engagement_rate"]);
  assert.deepEqual(differences(measures, byId.get(id).measures, id), []);
  for (const name of ["Revenue", "Payout", "ROAS"]) await menu.getByLabel(name, { exact: true }).uncheck();
  assert.equal(await menu.getByLabel("Engagement rate", { exact: true }).isDisabled(), true);
  await ready(page);
  assert.equal(new URL(page.url()).search, "?view=influencers:engagement_rate");
  await page.reload();
  await ready(page);
  assert.deepEqual(Object.keys((await rows(page))[0].measures), ["engagement_rate"]);
  none(troubles);
});

test("tables over time end with the last step, and can be turned back to the first", async () => {
  const { page } = await openIndex();
  const filter = { from: "2025-07-07", to: "2026-06-28", choices: {} };
  await page.evaluate((filter) => globalThis.roasbook.app.change({ filter }), filter);
  const steps = (await rows(page, "trend")).map(({ label }) => label);
  assert.equal(steps.at(-1), "Jun 2026");
  assert.equal(steps.length, Math.min(13, trend.month.length));
});
