// Any figure answers what it is made of: its definition, its formula with the numbers in, what is left out, the
// rows behind it. What the panel says is the report's, and its command lists rows that add up to the figure.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { launch, open, ready, visit } from "./lib/browser.js";
import { parseCsv } from "./lib/csv.js";
import { data, demoSite, roasbook } from "./lib/demo.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { load } from "./lib/scripts.js";
import { serve } from "./lib/server.js";

const { format } = load("format.js");
const base = await serve(demoSite());
const browser = await launch();
const MONEY = { symbol: "₹", grouping: "indian", minor: 2 };

const panel = (page) => page.locator("dialog.explain");
const tile = (page, measure) => page.locator(`dl.tiles data[data-measure="${measure}"]`);
const cell = (page, table, row, measure) =>
  page.locator(`table[data-table="${table}"] tbody tr`, { has: page.getByText(row, { exact: true }) }).locator(`data[data-measure="${measure}"]`);
/** The number that a text says, and to how many decimals. */
function spoken(text) {
  const digits = text.replaceAll(/[^\d.\u2212]/g, "").replace("\u2212", "-");
  return { number: Number(digits) / (text.endsWith("%") ? 100 : 1), decimals: (digits.split(".")[1] ?? "").length + (text.endsWith("%") ? 2 : 0) };
}

/** Whether a text says a figure of the report, as precisely as it is written. */
function says(text, figure) {
  if (figure === null) return text === "–";
  const { number, decimals } = spoken(text);
  return decimals >= (typeof figure === "string" ? 2 : 0) && Math.abs(number - Number(figure)) <= 0.5000001 * 10 ** -decimals;
}

const full = (text) => format.full(Number(text.replace(".", "")), MONEY);

/** Opens the panel of a figure; what it says. */
async function explain(page, figure) {
  await figure.click();
  await panel(page).waitFor();
  await page.waitForFunction(() => !document.querySelector("dialog.explain .paid")?.textContent.startsWith("Rows of"));
  return panel(page).evaluate((dialog) => ({
    label: dialog.querySelector("h2").textContent,
    where: dialog.querySelector("header p").textContent,
    value: dialog.querySelector(".figure").textContent,
    text: dialog.textContent,
    formula: [...dialog.querySelectorAll("dl.formula .numbers")].map((line) => line.textContent),
    // A figure that no row can have has no command.
    command: dialog.querySelector(".command code")?.textContent,
    link: dialog.querySelector('a[href*="methodology"]')?.getAttribute("href"),
  }));
}

const filters = [
  EVERYTHING,
  { from: "2025-08-10", to: "2025-11-20", choices: { brand: ["MuscleBlaze", "Gritzo"] } },
  { from: null, to: null, choices: { platform: ["YouTube"], gender: ["Female"] } },
];

test("every tile has its value, its formula with the numbers in, and the rows behind it", async () => {
  const { page, troubles } = await open(browser, base);
  for (const filter of filters) {
    await visit(page, `${base}index.html${query(filter)}`);
    const { measures } = await report(data, filter);
    const tiles = await page.locator("dl.tiles data").evaluateAll((list) => list.map((one) => one.dataset.measure));
    assert.equal(tiles.length, 8);
    for (const measure of tiles) {
      const said = await explain(page, tile(page, measure));
      assert.ok(says(said.value, measures[measure]), `${measure}: ${said.value} is not ${measures[measure]}`);
      assert.ok(said.formula.length > 0 || measures[measure] === null, measure);
      await page.keyboard.press("Escape");
    }
    const roas = await explain(page, tile(page, "roas"));
    assert.ok(roas.formula[0].includes(full(measures.payout)), roas.formula[0]);
    await page.keyboard.press("Escape");
  }
  none(troubles);
});

test("a figure of sales says how many rows it is, and what is left out", async () => {
  const { page, troubles } = await open(browser, base);
  for (const filter of filters) {
    await visit(page, `${base}index.html${query(filter)}`);
    const { measures, unknown_payout } = await report(data, filter);
    const revenue = await explain(page, tile(page, "revenue"));
    assert.ok(revenue.text.includes(`${format.count(measures.tracking_rows, "indian")} tracking row`), revenue.text);
    if (Number(measures.organic_revenue) > 0) assert.ok(revenue.text.includes(full(measures.organic_revenue)), revenue.text);
    await page.keyboard.press("Escape");
    const roas = await explain(page, tile(page, "roas"));
    if (unknown_payout.influencers > 0) assert.ok(roas.text.includes(full(unknown_payout.revenue)), roas.text);
    await page.keyboard.press("Escape");
  }
  none(troubles);
});

test("a figure of a row is explained for that row", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { by, influencers } = await report(data);
  const [brand] = by.brand;
  const said = await explain(page, cell(page, "brands", brand.id, "revenue"));
  assert.equal(said.value, full(brand.measures.revenue));
  assert.match(said.where, new RegExp(`^${brand.id} · `));
  await page.keyboard.press("Escape");

  const [person] = influencers;
  const of = await explain(page, cell(page, "influencers", person.name, "roas"));
  assert.match(of.where, new RegExp(person.name));
  await page.waitForFunction(() => /\d+ days? with a sale or a post/.test(document.querySelector("dialog.explain .days")?.textContent));
  assert.equal(await panel(page).locator("h3", { hasText: "Posts" }).count(), 1);
  assert.equal(await panel(page).locator(".more li").count(), Math.min(11, person.measures.posts));
  none(troubles);
});

test("a figure that is none says why", async () => {
  const { page, troubles } = await open(browser, base);
  const filter = { ...EVERYTHING, choices: { product: ["MB Fit Shake 500g"] } };
  await visit(page, `${base}index.html${query(filter)}`);
  const { measures } = await report(data, filter);
  assert.equal(measures.roas, null);
  const said = await explain(page, tile(page, "roas"));
  assert.equal(said.value, "–");
  assert.match(said.text, /product/i);
  none(troubles);
});

test("the link of a panel leads to the measure on the methodology page", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}reports/gritzo/all/all/2026.html`);
  const { link } = await explain(page, tile(page, "engagement_rate"));
  await panel(page).locator("a", { hasText: "How it is computed" }).click();
  await page.waitForURL(/methodology\.html#engagement_rate$/);
  assert.ok(link.endsWith("methodology.html#engagement_rate"));
  assert.equal(await page.locator("#engagement_rate").count(), 1, "the entry is there");
  none(troubles);
});

/** Words of a command as a shell reads them. */
function words(command) {
  const { stdout } = spawnSync("sh", ["-c", `printf '%s\\n' ${command}`], { encoding: "utf8" });
  return stdout.trimEnd().split("\n");
}

/** The rows that a panel's command lists, by the names of the columns. */
function listed(command) {
  const [program, name, ...flags] = words(command);
  assert.deepEqual([program, name], ["roasbook", "rows"]);
  const [head, ...rows] = parseCsv(roasbook("rows", data, ...flags, "--quiet"));
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index]])));
}

/** The sum of a column in minor units, or in whole ones where it counts. */
const sum = (rows, column) => rows.reduce((sum, row) => sum + BigInt(row[column].replace(".", "") || "0"), 0n);

test("the command of a panel lists rows that add up to the figure", async () => {
  const { page, troubles } = await open(browser, base);
  for (const filter of filters) {
    await visit(page, `${base}index.html${query(filter)}`);
    const { measures } = await report(data, filter);
    for (const measure of ["revenue", "orders", "payout", "organic_revenue"]) {
      const { command } = await explain(page, tile(page, measure));
      await page.keyboard.press("Escape");
      if (measures[measure] === null) {
        assert.equal(command, undefined, `${measure} has no rows to list`);
        continue;
      }
      const rows = listed(command);
      assert.ok(rows.length > 0 && rows.every(({ file, line }) => file.endsWith(".csv") && Number(line) > 1), command);
      assert.equal(sum(rows, measure), BigInt(String(measures[measure]).replace(".", "")), command);
    }
    const { command } = await explain(page, tile(page, "roas"));
    await page.keyboard.press("Escape");
    const known = listed(command).filter(({ payout_known }) => payout_known === "true" || payout_known === "yes");
    assert.equal(Number(sum(known, "revenue")) / Number(sum(known, "payout")), measures.roas, command);
  }
  none(troubles);
});

test("figures of a table that was never drawn by a script are explained too", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}reports/all/all/youtube/2026-q1.html`);
  const filter = { from: "2026-01-01", to: "2026-03-31", choices: { platform: ["YouTube"] } };
  const [person] = (await report(data, filter)).influencers;
  const said = await explain(page, cell(page, "influencers", person.name, "payout"));
  assert.equal(said.value, person.measures.payout === null ? "–" : full(person.measures.payout));
  await ready(page);
  assert.equal(new URL(page.url()).search, "", "a look at a figure is no choice");
  none(troubles);
});
