// On paper every table is unfolded, controls are gone, and each sheet says which data it shows.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { launch, open, visit } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { shownFigures } from "./lib/figures.js";
import { query } from "./lib/filters.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { oneOfEachKind } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const { pages, digest } = contents(site);
const base = await serve(site);
const browser = await launch();
const noPdfText = spawnSync("pdftotext", ["-v"]).error ? "pdftotext is not installed" : false;

test("paper shows every table, also those folded on the screen", async () => {
  const { page } = await open(browser, base);
  const found = [];
  for (const path of [...oneOfEachKind(pages, 11).map(({ path }) => path), "payouts.html"]) {
    await visit(page, base + path);
    await page.emulateMedia({ media: "print" });
    const { tables } = await page.evaluate(shownFigures);
    for (const [table, rows] of Object.entries(tables)) {
      const hidden = rows.flatMap(({ measures }) => Object.values(measures)).filter(({ visible }) => !visible);
      if (hidden.length > 0) found.push(`${path}: ${hidden.length} figures of ${table} are not on paper`);
    }
    for (const control of ["nav.choices", "button.filters", ".key [role=group]", "nav[aria-label=Pages]"]) {
      if (await page.locator(control).first().isVisible()) found.push(`${path}: ${control} is on paper`);
    }
    await page.emulateMedia({ media: "screen" });
  }
  none(found);
});

test("printing leaves the page as it was", async () => {
  const { page, troubles } = await open(browser, base, { colorScheme: "dark" });
  await visit(page, `${base}index.html`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  none([...(await page.evaluate(faults)), ...troubles]);
  assert.equal(await page.locator("html.paper").count(), 0);
});

const FILTERED = { from: "2025-08-10", to: "2026-02-20", choices: { brand: ["MuscleBlaze", "Gritzo"], tier: ["Micro", "Mid"] } };

/** The sheets of a page as text. */
async function sheetsOf(page) {
  const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: await page.pdf({ preferCSSPageSize: true }) });
  return stdout.toString().split("\f").filter((sheet) => sheet.trim()).map((sheet) => sheet.replaceAll(/\s+/g, " "));
}

test("every sheet of a filtered view names its filter, its days and the data", { skip: noPdfText }, async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html${query(FILTERED)}&sort=influencers:payout`);
  const sheets = await sheetsOf(page);
  assert.ok(sheets.length > 1);
  const found = [];
  sheets.forEach((sheet, index) => {
    for (const words of ["MuscleBlaze", "Gritzo", "Micro", "10 Aug 2025 – 20 Feb 2026", `version ${digest.slice(0, 8)}`]) {
      if (!sheet.includes(words)) found.push(`sheet ${index + 1} of ${sheets.length} does not say ${words}`);
    }
  });
  const { tiles, tables } = await page.evaluate(shownFigures);
  const figures = [tiles, ...Object.values(tables).flat().map(({ measures }) => measures)].flatMap((row) => Object.entries(row));
  const plain = (text) => text.replaceAll(/\s+/g, " ");
  for (const [measure, { text }] of figures) {
    if (!sheets.some((sheet) => sheet.includes(plain(text)))) found.push(`${measure} ${text} is not on paper`);
  }
  none([...found, ...troubles]);
});

test("nothing to click is on paper, whatever is open on the screen", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html${query(FILTERED)}`);
  await page.locator("#payouts").scrollIntoViewIfNeeded();
  await page.locator('table[data-table="payouts"] tbody tr').first().waitFor();
  await page.locator('#choices [data-choice="brand"] > summary').click();
  await page.emulateMedia({ media: "print" });
  const controls = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, summary, dialog, [popover]")]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }) && control.getClientRects().length > 0)
      // Names and headers of tables are text on paper, whatever they are on the screen.
      .filter((control) => !control.closest("th, td, caption"))
      .map((control) => control.outerHTML.slice(0, 90)),
  );
  none(controls);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0);
});

test("every sheet names the data, and the figures are on paper", { skip: noPdfText }, async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { tiles, tables } = await page.evaluate(shownFigures);
  const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: await page.pdf({ preferCSSPageSize: true }) });
  const plain = (text) => text.replaceAll(/\s+/g, " ");
  const sheets = stdout.toString().split("\f").filter((sheet) => sheet.trim()).map(plain);
  assert.ok(sheets.length > 1);

  const found = [];
  sheets.forEach((sheet, index) => {
    if (!sheet.includes(`version ${digest.slice(0, 8)}`)) found.push(`sheet ${index + 1} of ${sheets.length} does not name the data`);
  });
  const figures = [tiles, ...Object.values(tables).flat().map(({ measures }) => measures)].flatMap((row) => Object.entries(row));
  for (const [measure, { text }] of figures) {
    if (!sheets.some((sheet) => sheet.includes(plain(text)))) found.push(`${measure} ${text} is not on paper`);
  }
  none(found);
});
