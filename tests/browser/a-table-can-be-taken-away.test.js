// A table goes into a spreadsheet as it is found, sorted and chosen: one header, plain numbers, every page, no
// formula, and a name that says what it is of.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, open, ready, visit } from "./lib/browser.js";
import { parseCsv } from "./lib/csv.js";
import { build, contents, data, demoSite } from "./lib/demo.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { hostileFolder } from "./lib/hostile.js";
import { none } from "./lib/none.js";
import { report, reportTable } from "./lib/report.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const { digest } = contents(site);
const base = await serve(site);
const browser = await launch();

/** What the button of a table hands out. */
async function download(page, table) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`.listing:has(table[data-table="${table}"]) .csv`).click()]);
  const bytes = await readFile(await file.path());
  return { name: file.suggestedFilename(), bytes, text: bytes.toString("utf8") };
}

/** The rows of a download, by the names of the columns. */
function records(text) {
  const [head, ...rows] = parseCsv(text.replace(/^\ufeff/, ""));
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}

const measuresOf = (page) =>
  page.evaluate(() => globalThis.roasbook.catalog.measures.filter(({ shown, missing }) => shown && missing === null).map(({ id, label }) => ({ id, label })));

test("the file is UTF-8 with a mark, has CRLF, and its first line is the header", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { name, bytes, text } = await download(page, "influencers");
  assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
  assert.equal(text.replaceAll("\r\n", "").includes("\n"), false);
  assert.ok(text.endsWith("\r\n"));
  assert.match(text, /^\ufeffInfluencer,Influencer id,Revenue \(₹\),Payout \(₹\),ROAS\r\n/);
  assert.equal(name, `influencers_v${digest.slice(0, 8)}.csv`);
  none(troubles);
});

test("every row and measure is the report's, on all pages, in plain numbers", async () => {
  const { page, troubles } = await open(browser, base);
  const filter = { from: "2025-08-10", to: "2026-02-20", choices: { brand: ["MuscleBlaze", "Gritzo"], platform: ["Instagram"] } };
  await visit(page, `${base}index.html${query(filter)}`);
  const measures = await measuresOf(page);
  await page.evaluate((chosen) => globalThis.roasbook.app.change({ columns: { influencers: chosen } }), measures.map(({ id }) => id));
  const { name, text } = await download(page, "influencers");
  assert.equal(name, `influencers_2025-08-10_2026-02-20_MuscleBlaze_Gritzo_Instagram_v${digest.slice(0, 8)}.csv`);

  const rows = records(text);
  const expected = await reportTable(data, filter, "influencer");
  assert.ok(expected.length > 10, "more than one page");
  const labels = measures.map(({ id, label }) => [id, Object.keys(rows[0]).find((head) => head === label || head.startsWith(`${label} (`))]);
  assert.deepEqual(
    rows.map((row) => [row["Influencer id"], row.Influencer, ...labels.map(([, label]) => row[label])]),
    expected.map((row) => [row.influencer, row.name, ...labels.map(([id]) => row[id])]),
  );
  none(troubles);
});

test("what is found and sorted is what the file has", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html?sort=influencers:roas&find=influencers:an`);
  const { text } = await download(page, "influencers");
  const { influencers } = await report(data);
  const expected = influencers
    .filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes("an"))
    .sort((a, b) => (a.measures.roas === null) - (b.measures.roas === null) || a.measures.roas - b.measures.roas || (a.id < b.id ? -1 : 1));
  assert.deepEqual(records(text).map((row) => row["Influencer id"]), expected.map(({ id }) => id));
});

test("breakdowns and the table over time can be taken away too", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { by } = await report(data);
  const shown = by.campaign.filter(({ measures }) => measures.revenue !== "0.00");
  assert.ok(shown.length > 5);
  const { text, name } = await download(page, "campaigns");
  assert.equal(name, `campaigns_v${digest.slice(0, 8)}.csv`);
  const rows = records(text);
  assert.deepEqual(rows.map((row) => [row.Campaign, row["Revenue (₹)"]]), shown.map(({ id, measures }) => [id, measures.revenue]));
});

test("no field of a hostile campaign is a formula, and all of its text is there", async () => {
  const folder = hostileFolder();
  const hostile = build(folder);
  const hostileBase = pathToFileURL(`${hostile}/`).href;
  const { page, troubles } = await open(browser, hostileBase);
  await visit(page, `${hostileBase}index.html`);
  const { text } = await download(page, "influencers");
  const rows = records(text);
  const { influencers } = await report(folder, EVERYTHING);
  assert.equal(rows.length, influencers.length);
  const found = rows.flatMap((row) => Object.values(row)).filter((field) => /^[=+\-@\t\r]/.test(field) && !/^-?\d+(\.\d+)?$/.test(field));
  none(found.map((field) => `a formula: ${field}`));
  const plain = (name) => name.replace(/^'(?==)/, "");
  // Only what would turn the text after it around is left out of what people are called.
  const readable = (name) => name.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "");
  assert.deepEqual(rows.map((row) => plain(row.Influencer)).sort(), influencers.map(({ name }) => readable(name)).sort());
  assert.ok(rows.some(({ Influencer }) => Influencer === "'=1+1"), "the name =1+1 is a text");
  await ready(page);
  none(troubles);
});
