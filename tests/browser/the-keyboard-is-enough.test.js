// Everything on a page can be done without a pointer, and where the focus is can always be seen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chip } from "./lib/bar.js";
import { SIZES, launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { EVERYTHING } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";

const base = await serve(demoSite());
const browser = await launch();

/** In the page: what has the focus, and whether that can be seen. */
function focus() {
  const active = document.activeElement;
  if (!active || active === document.body) return null;
  const box = active.getBoundingClientRect();
  const style = getComputedStyle(active);
  const isMarked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
  const isThere = box.width > 0 && box.height > 0 && active.checkVisibility();
  const isInSight = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return {
    name: (active.getAttribute("aria-label") ?? active.textContent ?? "").replaceAll(/\s+/g, " ").trim().slice(0, 60),
    tag: active.tagName.toLowerCase(),
    place: active.closest("dialog, #choices, .chips, table, [data-tools], header, main")?.className || active.closest("[id]")?.id,
    ok: isMarked && isThere && isInSight,
    why: [!isMarked && "no mark", !isThere && "not there", !isInSight && "out of sight"].filter(Boolean).join(),
  };
}

/** Presses Tab until the focus is where it should be. */
async function tabTo(page, selector, most = 80) {
  for (let turn = 0; turn < most; turn++) {
    if (await page.evaluate((wanted) => Boolean(document.activeElement?.matches(wanted)), selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

const isFocused = (page, selector) => page.evaluate((wanted) => Boolean(document.activeElement?.matches(wanted)), selector);

for (const viewport of [SIZES[0], SIZES[1]]) {
  test(`Tab leads through a page at ${viewport.width} px and back, and the focus is always seen`, async () => {
    const { page, troubles } = await open(browser, base, { viewport });
    await visit(page, `${base}index.html?brand=Gritzo&brand=HKVitals`);
    const seen = [];
    const found = [];
    for (let turn = 0; turn < 300; turn++) {
      await page.keyboard.press("Tab");
      const now = await page.evaluate(focus);
      if (!now) break;
      seen.push(now);
      if (!now.ok) found.push(`${now.tag} "${now.name}" in ${now.place}: ${now.why}`);
    }
    none([...new Set(found)]);
    assert.ok(seen.length > 30 && seen.length < 200, `${seen.length} stops from top to bottom`);
    assert.equal(seen[0].name, "Skip to the report");
    await page.keyboard.press("Shift+Tab");
    assert.notEqual(await page.evaluate(focus), null, "the way back is open");
    none(troubles);
  });
}

test("a filter is made, taken away and reset by keyboard alone", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await tabTo(page, '[data-choice="brand"] > summary');
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  assert.equal(await isFocused(page, '[data-choice="brand"] .panel :is(input, button)'), true, "down leads into the menu");
  while (!(await isFocused(page, ".members li:first-child input"))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  none(await shows(page, { ...EVERYTHING, choices: { brand: ["Gritzo"] } }));
  assert.equal(await isFocused(page, ".members li:first-child input"), true, "the focus stays where the reader is");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  assert.equal(await isFocused(page, ".members li:nth-child(2) .only"), true);
  await page.keyboard.press("Enter");
  none(await shows(page, { ...EVERYTHING, choices: { brand: ["HKVitals"] } }));
  await page.keyboard.press("Escape");
  assert.equal(await isFocused(page, '[data-choice="brand"] > summary'), true, "Escape gives the focus back");
  assert.equal(await page.locator("#choices details[open]").count(), 0);

  await tabTo(page, ".chips button");
  assert.equal(await chip(page, "HKVitals").count(), 1);
  await page.keyboard.press("Enter");
  none(await shows(page, EVERYTHING));
  assert.notEqual(await page.evaluate(focus), null, "the focus is not lost with the chip");

  await visit(page, `${base}index.html?brand=Gritzo`);
  await tabTo(page, "#choices .reset");
  await page.keyboard.press("Enter");
  none(await shows(page, EVERYTHING));
  none(troubles);
});

test("a member is searched for and chosen by keyboard", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const [person] = (await report(data)).influencers;
  await tabTo(page, '[data-choice="more"] > summary');
  await page.keyboard.press("Enter");
  await tabTo(page, '[data-choice="more"] details:last-of-type > summary');
  assert.match((await page.evaluate(focus)).name, /^Influencer/);
  await page.keyboard.press("Enter");
  await tabTo(page, "input[type=search]");
  await page.keyboard.type(person.name);
  await page.keyboard.press("ArrowDown");
  while (!(await isFocused(page, ".members input"))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  none(await shows(page, { ...EVERYTHING, choices: { influencer: [person.id] } }));
});

test("days are chosen by keyboard", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await tabTo(page, '[data-choice="period"] > summary');
  await page.keyboard.press("Enter");
  await tabTo(page, "input[type=date]");
  await page.keyboard.type("09172025");
  none(await shows(page, { ...EVERYTHING, from: "2025-09-17", to: "2026-06-30" }));
  await tabTo(page, ".named button");
  while (!(await page.evaluate(() => document.activeElement.textContent === "Q4 2025"))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  none(await shows(page, { ...EVERYTHING, from: "2025-10-01", to: "2025-12-31" }));
  assert.equal(await isFocused(page, '[data-choice="period"] > summary'), true);
});

test("a table is sorted, searched and turned by keyboard, and a name in it filters", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const table = 'table[data-table="influencers"]';
  await tabTo(page, `${table} thead [data-column="roas"]`, 200);
  await page.keyboard.press("Enter");
  await ready(page);
  assert.equal(await isFocused(page, `${table} thead [data-column="roas"]`), true, "the focus stays on the header");
  assert.equal(await page.locator(`${table} th[aria-sort]`).getAttribute("aria-sort"), "descending");
  const first = await page.locator(`${table} tbody tr`).first().getAttribute("data-id");
  const best = (await report(data)).influencers.filter(({ measures }) => measures.roas !== null).sort((a, b) => b.measures.roas - a.measures.roas)[0];
  assert.equal(first, best.id);

  await tabTo(page, `${table} tbody :is(a, button, data)`);
  await page.keyboard.press("ArrowDown");
  assert.equal(await isFocused(page, `${table} tbody tr:nth-child(2) :is(a, button)`), true, "arrows go from cell to cell");
  await page.keyboard.press("ArrowUp");
  // The name leads to a page; beside it the same person is chosen.
  await page.keyboard.press("ArrowRight");
  assert.equal(await isFocused(page, `${table} tbody tr:first-child .only`), true);
  await page.keyboard.press("Enter");
  none(await shows(page, { ...EVERYTHING, choices: { influencer: [best.id] } }));
  none(troubles);
});

test("a figure is explained by keyboard, and Escape leads back to it", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const roas = '.tiles data[data-measure="roas"]';
  await tabTo(page, roas);
  await page.keyboard.press("Enter");
  const panel = page.locator("dialog.explain");
  await panel.waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.closest("dialog") !== null), true, "the focus is in the panel");
  for (let turn = 0; turn < 12; turn++) {
    await page.keyboard.press("Tab");
    const now = await page.evaluate(focus);
    assert.ok(now === null || now.ok, `${now?.name}: ${now?.why}`);
    assert.equal(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest("dialog") !== null), true, "and stays there");
  }
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.equal(await isFocused(page, roas), true);
  none(troubles);
});

test("columns are chosen and the menu left by keyboard", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await tabTo(page, '[popovertarget="columns-of-influencers"]', 200);
  await page.keyboard.press("Enter");
  const menu = page.locator("#columns-of-influencers");
  await menu.waitFor();
  await tabTo(page, "#columns-of-influencers input");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await ready(page);
  assert.equal(await page.locator('table[data-table="influencers"] thead th').count(), 5);
  await page.keyboard.press("Escape");
  assert.equal(await menu.isVisible(), false);
  assert.equal(await isFocused(page, '[popovertarget="columns-of-influencers"]'), true);
  none(troubles);
});

test("on a phone the sheet of filters opens, answers and closes by keyboard", async () => {
  const { page, troubles } = await open(browser, base, { viewport: SIZES[0] });
  await visit(page, `${base}index.html`);
  await tabTo(page, "button.filters");
  await page.keyboard.press("Enter");
  await tabTo(page, '[data-choice="platform"] > summary');
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  while (!(await isFocused(page, ".members input"))) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Space");
  await ready(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator('[data-choice="platform"]').isVisible(), false);
  assert.equal(await page.locator("button.filters").textContent(), "Filters (1)");
  assert.equal(await isFocused(page, "button.filters"), true);
  none(troubles);
});
