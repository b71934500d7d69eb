// A comparison shows every measure of both sides as the report has them, and has an address like any other view.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { asJson } from "./lib/figures.js";
import { EVERYTHING } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";

const base = await serve(demoSite());
const browser = await launch();

/** In the page: both sides of the comparison, and what is said of their difference. */
function sides() {
  return [...document.querySelectorAll('table[data-table="compare"] tbody tr')].map((row) => ({
    measure: row.dataset.id,
    values: [...row.querySelectorAll("data")].map((data) => ({ value: data.getAttribute("value") })),
    difference: row.cells[3].textContent,
  }));
}

/** Measures that the demo's posts have no columns for. */
const LACKING = ["shares", "saves"];

/** Whether the table has every measure of two filters. */
async function compares(page, mine, other) {
  await ready(page);
  const [here, there] = await Promise.all([mine, other].map((filter) => report(data, filter)));
  const rows = await page.evaluate(sides);
  const known = Object.keys(here.measures).filter((measure) => !LACKING.includes(measure));
  assert.deepEqual(rows.map(({ measure }) => measure).sort(), known.sort());
  for (const { measure, values, difference } of rows) {
    const [a, b] = [here.measures[measure], there.measures[measure]];
    assert.deepEqual(values.map((value, side) => asJson(value, side === 0 ? a : b)), [a, b], measure);
    if (a === null || b === null) assert.equal(difference, "–", measure);
    else if (a === b) assert.equal(difference, "equal", measure);
    else if (difference !== "equal") assert.equal(difference.startsWith("+"), Number(a) > Number(b), `${measure}: ${difference}`);
  }
}

test("a period is compared with the one before, by one click", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}reports/all/all/all/2026-q1.html`);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await compares(page, { ...EVERYTHING, from: "2026-01-01", to: "2026-03-31" }, { ...EVERYTHING, from: "2025-10-01", to: "2025-12-31" });
  assert.ok((await page.locator("#compare figure").count()) >= 2);
  none(troubles);
});

test("brands and influencers are compared; the address holds both, and so do back, reload and swap", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html?brand=MuscleBlaze&from=2025-09-05&to=2026-02-11`);
  const mine = { from: "2025-09-05", to: "2026-02-11", choices: { brand: ["MuscleBlaze"] } };
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await ready(page);
  await page.locator("#compare label", { hasText: /^Brand/ }).locator("select").selectOption({ label: "Gritzo" });
  await ready(page);
  const other = await page.evaluate(() => globalThis.roasbook.app.state.compare);
  assert.deepEqual(other.choices, { brand: ["Gritzo"] });
  await compares(page, mine, other);

  const address = page.url();
  await page.reload();
  await compares(page, mine, other);
  await page.locator("#compare").getByRole("button", { name: "Swap sides" }).click();
  await compares(page, other, mine);
  none(await shows(page, other));
  await page.goBack();
  await compares(page, mine, other);
  assert.equal(page.url(), address);
  await page.locator("#compare").getByRole("button", { name: "Stop comparing" }).click();
  await ready(page);
  assert.equal(await page.locator("#compare").count(), 0);
  none(await shows(page, mine));
  none(troubles);
});

test("a comparison opened by its address shows the same to another reader", async () => {
  const { page, troubles } = await open(browser, base, { timezoneId: "Pacific/Kiritimati" });
  const one = { ...EVERYTHING, choices: { influencer: ["INF0001"] } };
  const other = { from: "2025-12-24", to: "2026-01-02", choices: { influencer: ["INF0035"], platform: ["Nowhere"] } };
  await visit(page, `${base}index.html?influencer=INF0001&view=compare&vs.influencer=INF0035&vs.platform=Nowhere&vs.from=2025-12-24&vs.to=2026-01-02`);
  await compares(page, one, other);
  none(troubles);
});
