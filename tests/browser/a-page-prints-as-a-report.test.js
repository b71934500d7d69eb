// On paper every table is unfolded, controls are gone, and each sheet says which data it shows.

import assert from "node:assert/strict";
import { test } from "node:test";
import { extractText } from "unpdf";

import { SIZES, allLive, launch, open, visit } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { shownFigures } from "./lib/figures.js";
import { query } from "./lib/filters.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, pageOfEachType } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const { digest } = contents(site);
const base = await serve(site);
const browser = await launch();

test("paper shows every table, also those folded on the screen", async () => {
  const { page } = await open(browser, base);
  const found = [];
  for (const [, path] of pageOfEachType(site).filter(([, path]) => path !== NOT_FOUND)) {
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

/** A text without spaces, which on paper are places, and with every letter of its own, where a font draws two as one. */
const plain = (text) => text.normalize("NFKC").replaceAll(/\s+/g, "");

/** The sheets of a page as text, without spaces. */
async function sheetsOf(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: false });
  return text.map(plain);
}

test("every sheet of a filtered view names its filter, its days and the data", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html${query(FILTERED)}&sort=influencers:payout`);
  const sheets = await sheetsOf(page);
  assert.ok(sheets.length > 1);
  const found = [];
  sheets.forEach((sheet, index) => {
    for (const words of ["MuscleBlaze", "Gritzo", "Micro", "10 Aug 2025 – 20 Feb 2026", `version ${digest.slice(0, 8)}`]) {
      if (!sheet.includes(plain(words))) found.push(`sheet ${index + 1} of ${sheets.length} does not say ${words}`);
    }
  });
  const { tiles, tables } = await page.evaluate(shownFigures);
  const figures = [tiles, ...Object.values(tables).flat().map(({ measures }) => measures)].flatMap((row) => Object.entries(row));
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

/** In the page, on paper: what its sections are called, and the first and last row of each table, cell by cell. */
function contentsOnPaper() {
  const texts = (elements) => [...elements].map((element) => element.textContent.trim()).filter(Boolean);
  const rows = [...document.querySelectorAll("main table")].flatMap(({ tBodies: [body] }) => [body.rows[0], body.rows[body.rows.length - 1]]);
  return { headings: texts(document.querySelectorAll("main :is(h1, h2, h3)")), cells: rows.map((row) => texts(row.cells)), notes: texts(document.querySelectorAll(".lead, .notes li, #insights li, section > p, .note")) };
}

/** In the page, on paper: what is wider than the paper, or than the place it stands in. */
function clipped() {
  const found = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide on paper of ${clientWidth} px`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest("svg, .unseen, .skip")) continue;
    const { left, right, width } = element.getBoundingClientRect();
    const name = `${element.tagName.toLowerCase()} ${element.textContent.trim().slice(0, 40)}`;
    if (width > 0 && (right > clientWidth + 1 || left < -1)) found.push(`${name} reaches from ${left} to ${right} px`);
    if (getComputedStyle(element).overflowX !== "visible" && element.scrollWidth > element.clientWidth + 1) found.push(`${name} is cut`);
  }
  for (const svg of document.querySelectorAll("figure [role=img] > svg, figure [role=img] > div > svg")) {
    if (!svg.checkVisibility()) continue;
    const place = svg.closest("[role=img]").getBoundingClientRect();
    for (const text of svg.querySelectorAll("text")) {
      const { left, right, top, bottom, width } = text.getBoundingClientRect();
      // The names of the first and the last day lean out of the plot by a few pixels.
      if (width > 0 && (left < place.left - 8 || right > place.right + 8 || top < place.top - 4 || bottom > place.bottom + 4)) found.push(`${text.textContent} leaves its chart`);
    }
  }
  return found;
}

const A4 = { width: 688, height: 972 };

for (const state of ["as it comes", "with live charts"]) {
  test(`all of a page is on paper, ${state}`, async () => {
    const { page, troubles } = await open(browser, base, { colorScheme: "dark" });
    const found = [];
    const types = Object.fromEntries(pageOfEachType(site));
    for (const path of [types.overview, types.influencers, types.brands, types.earning, types.payouts, types.personas]) {
      await visit(page, base + path);
      if (state === "with live charts") await allLive(page);
      const sheets = await sheetsOf(page);
      const all = sheets.join("");
      const { headings, cells, notes } = await page.evaluate(contentsOnPaper);
      const [heading] = headings;
      sheets.forEach((sheet, index) => {
        for (const words of [heading, "1 Jul 2025", "30 Jun 2026", `version ${digest.slice(0, 8)}`]) {
          if (!sheet.includes(plain(words))) found.push(`${path}: sheet ${index + 1} of ${sheets.length} does not say ${words}`);
        }
      });
      // Posts and payouts behind the page are loaded when a reader comes near.
      for (const words of [...headings.filter((name) => !["Posts", "Payouts"].includes(name)), ...cells.flat()]) {
        if (!all.includes(plain(words))) found.push(`${path}: ${words} is not on paper`);
      }
      // A sheet may end within a sentence.
      for (const word of notes.flatMap((text) => text.split(/\s+/))) {
        if (!all.includes(plain(word))) found.push(`${path}: ${word} of a sentence is not on paper`);
      }
      await page.setViewportSize(A4);
      await page.emulateMedia({ media: "print" });
      // What a browser says before it prints.
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      found.push(...(await page.evaluate(clipped)).map((fault) => `${path}: ${fault}`));
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: null });
      await page.setViewportSize(SIZES[1]);
    }
    none([...found, ...troubles]);
  });
}

test("every sheet names the data, and the figures are on paper", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { tiles, tables } = await page.evaluate(shownFigures);
  const sheets = await sheetsOf(page);
  assert.ok(sheets.length > 1);

  const found = [];
  sheets.forEach((sheet, index) => {
    if (!sheet.includes(plain(`version ${digest.slice(0, 8)}`))) found.push(`sheet ${index + 1} of ${sheets.length} does not name the data`);
  });
  const figures = [tiles, ...Object.values(tables).flat().map(({ measures }) => measures)].flatMap((row) => Object.entries(row));
  for (const [measure, { text }] of figures) {
    if (!sheets.some((sheet) => sheet.includes(plain(text)))) found.push(`${measure} ${text} is not on paper`);
  }
  none(found);
});
