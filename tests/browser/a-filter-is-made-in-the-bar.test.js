// A reader makes filters in the bar: days, named ranges, any number of members, chips to take them away. After
// each step the figures are those of the report, and every control says what is chosen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { chip, chips, member, menu, openMenu, tick } from "./lib/bar.js";
import { SIZES, launch, open, ready, visit } from "./lib/browser.js";
import { build, data, demoSite } from "./lib/demo.js";
import { EVERYTHING } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";
import { smallFolder } from "./lib/small.js";

const site = demoSite();
const base = await serve(site);
const browser = await launch();

async function openIndex(options) {
  const opened = await open(browser, base, options);
  await visit(opened.page, `${base}index.html`);
  return opened;
}

const choosing = (choices, range = {}) => ({ ...EVERYTHING, ...range, choices });
const search = (page) => new URL(page.url()).searchParams;

test("members of every dimension can be ticked, one by one, and unticked", async () => {
  const { page, troubles } = await openIndex();
  const everything = await report(data);
  for (const dimension of ["brand", "category", "platform", "campaign", "product", "gender", "tier", "influencer"]) {
    const list = dimension === "influencer" ? everything.influencers : everything.by[dimension].filter(({ id }) => id !== "Unassigned");
    const [one, other] = [list[0], list[2] ?? list[1]];
    const label = ({ id, name }) => name ?? id;
    await tick(page, dimension, label(one));
    none(await shows(page, choosing({ [dimension]: [one.id] })));
    await tick(page, dimension, label(other));
    none(await shows(page, choosing({ [dimension]: [one.id, other.id] })));
    assert.deepEqual(search(page).getAll(dimension), [one.id, other.id]);
    await tick(page, dimension, label(one));
    none(await shows(page, choosing({ [dimension]: [other.id] })));
    await tick(page, dimension, label(other));
    none(await shows(page, EVERYTHING));
    assert.equal([...search(page)].length, 0);
    await page.keyboard.press("Escape");
  }
  none(troubles);
});

test("only leaves one member alone, all takes the choice away", async () => {
  const { page, troubles } = await openIndex();
  await tick(page, "category", "Fitness");
  await tick(page, "category", "Nutrition");
  const details = await openMenu(page, "category");
  await member(details, "Wellness").hover();
  await details.getByRole("button", { name: "Only Wellness" }).click();
  none(await shows(page, choosing({ category: ["Wellness"] })));
  assert.equal(await details.locator("input:checked").count(), 1);
  await details.getByRole("button", { name: "All categories" }).click();
  none(await shows(page, EVERYTHING));
  none(troubles);
});

test("beside each member stands how much there is of it under the other choices", async () => {
  const { page } = await openIndex();
  await tick(page, "platform", "Instagram");
  for (const dimension of ["brand", "category", "platform"]) {
    const under = dimension === "platform" ? EVERYTHING : choosing({ platform: ["Instagram"] });
    const { by } = await report(data, under);
    const counts = Object.fromEntries(by[dimension].map(({ id, measures }) => [id, measures.active_influencers]));
    const details = await openMenu(page, dimension);
    await details.locator(".members .count:not(:empty)").first().waitFor();
    const shown = await details.locator(".members li").evaluateAll((rows) =>
      rows.map((row) => [row.querySelector("label > span:not(.count)").textContent, row.querySelector(".count").textContent]),
    );
    assert.ok(shown.length >= 3);
    for (const [label, count] of shown) {
      const expected = counts[label] === null ? "" : String(counts[label] ?? 0);
      assert.equal(count, expected, `${label} of ${dimension}`);
    }
    await page.keyboard.press("Escape");
  }
});

test("a search finds members by part of their name or id, and all found are chosen by one click", async () => {
  const { page, troubles } = await openIndex();
  const { influencers } = await report(data);
  const found = influencers.filter(({ name, id }) => `${name} ${id}`.toLowerCase().includes("sh"));
  assert.ok(found.length > 2 && found.length < influencers.length);
  const details = await openMenu(page, "influencer");
  await details.getByRole("searchbox").fill("SH");
  assert.equal(await details.locator(".members li").count(), found.length);
  await details.getByRole("button", { name: `Choose these ${found.length}` }).click();
  none(await shows(page, choosing({ influencer: found.map(({ id }) => id) })));
  await details.getByRole("searchbox").fill("nobody at all");
  assert.match(await details.locator(".rest").textContent(), /No influencer/);
  none(troubles);
});

test("first and last day in their fields make any range", async () => {
  const { page, troubles } = await openIndex();
  const details = await openMenu(page, "period");
  const [first, last] = [details.getByLabel("First day"), details.getByLabel("Last day")];
  assert.deepEqual([await first.inputValue(), await last.inputValue()], ["2025-07-01", "2026-06-30"]);
  await first.fill("2025-09-17");
  none(await shows(page, { ...EVERYTHING, from: "2025-09-17", to: "2026-06-30" }));
  await last.fill("2025-12-03");
  none(await shows(page, { ...EVERYTHING, from: "2025-09-17", to: "2025-12-03" }));
  await first.fill("2025-12-03");
  none(await shows(page, { ...EVERYTHING, from: "2025-12-03", to: "2025-12-03" }));
  // Days in the wrong order change nothing and say so.
  const before = page.url();
  await first.fill("2025-12-09");
  await first.press("Enter");
  assert.match(await details.getByRole("alert").textContent(), /9 Dec 2025.*after.*3 Dec 2025/);
  assert.equal(page.url(), before);
  await first.fill("2025-07-01");
  await last.fill("2026-06-30");
  none(await shows(page, EVERYTHING));
  assert.equal([...search(page)].length, 0, "all days are no choice");
  none(troubles);
});

test("days by name are counted from the last day of the data", async () => {
  const { page, troubles } = await openIndex();
  const named = {
    "Last 7 days": ["2026-06-24", "2026-06-30"],
    "Last 30 days": ["2026-06-01", "2026-06-30"],
    "Last 90 days": ["2026-04-02", "2026-06-30"],
    "Latest month": ["2026-06-01", "2026-06-30"],
    "Latest quarter": ["2026-04-01", "2026-06-30"],
    "Latest year": ["2026-01-01", "2026-12-31"],
    "Q4 2025": ["2025-10-01", "2025-12-31"],
    "Feb 2026": ["2026-02-01", "2026-02-28"],
    "All time": [null, null],
  };
  for (const [name, [from, to]] of Object.entries(named)) {
    const details = await openMenu(page, "period");
    await details.getByRole("button", { name: new RegExp(`^${name}`) }).first().click();
    none(await shows(page, { ...EVERYTHING, from, to }));
    assert.equal(await details.getAttribute("open"), null, "the menu has done its work");
  }
  assert.equal(await menu(page, "period").locator("summary").textContent(), "Period All time");
  none(troubles);
});

test("a chip says each choice and takes it away; reset takes all", async () => {
  const { page, troubles } = await openIndex();
  await tick(page, "brand", "Gritzo");
  await tick(page, "brand", "HKVitals");
  await tick(page, "gender", "Female");
  await page.keyboard.press("Escape");
  const range = { from: "2025-10-01", to: "2025-12-31" };
  const days = await openMenu(page, "period");
  await days.getByRole("button", { name: "Q4 2025", exact: true }).click();
  await ready(page);
  assert.equal(await chips(page).count(), 4);
  await chip(page, "Gritzo").getByRole("button").click();
  none(await shows(page, choosing({ brand: ["HKVitals"], gender: ["Female"] }, range)));
  await chip(page, "Q4 2025").getByRole("button").click();
  none(await shows(page, choosing({ brand: ["HKVitals"], gender: ["Female"] })));
  await page.locator("#choices .reset").click();
  none(await shows(page, EVERYTHING));
  assert.equal(await chips(page).count(), 0);
  none(troubles);
});

test("a name in a table filters by it, and a link to its page stays one", async () => {
  const { page, troubles } = await openIndex();
  const row = page.locator('table[data-table="brands"] tbody tr', { hasText: "Gritzo" });
  const link = row.locator("a");
  if ((await link.count()) > 0) assert.match(await link.getAttribute("href"), /reports\/gritzo\/all\/all\/all\.html$/);
  await row.locator("th :is(a, button)").click();
  none(await shows(page, choosing({ brand: ["Gritzo"] })));
  const [{ id, name }] = (await report(data, choosing({ brand: ["Gritzo"] }))).influencers;
  await page.locator('table[data-table="influencers"]').getByRole("button", { name: `Only ${name}` }).click();
  none(await shows(page, choosing({ brand: ["Gritzo"], influencer: [id] })));
  none(troubles);
});

test("a page of one slice can be changed in any of its choices", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}reports/muscleblaze/fitness/all/2026-q1.html`);
  const own = { from: "2026-01-01", to: "2026-03-31" };
  await tick(page, "brand", "Gritzo");
  none(await shows(page, choosing({ brand: ["MuscleBlaze", "Gritzo"], category: ["Fitness"] }, own)));
  await tick(page, "category", "Fitness");
  none(await shows(page, choosing({ brand: ["MuscleBlaze", "Gritzo"] }, own)));
  await page.locator("#choices .reset").click();
  none(await shows(page, EVERYTHING));
  none(troubles);
});

test("on a phone the bar waits behind a button that counts what is chosen", async () => {
  const { page, troubles } = await openIndex({ viewport: SIZES[0] });
  const button = page.locator("button.filters");
  assert.equal(await menu(page, "brand").isVisible(), false);
  await button.click();
  await tick(page, "brand", "Gritzo");
  await tick(page, "tier", "Micro");
  await page.locator("#choices .done").click();
  assert.equal(await menu(page, "brand").isVisible(), false);
  assert.equal((await button.textContent()).trim(), "Filters (2)");
  none(await shows(page, choosing({ brand: ["Gritzo"], tier: ["Micro"] })));
  none(troubles);
});

test("a dimension with one value has no menu", async () => {
  const people = [1, 2, 3].map((id) => [id, `Name ${id}`, id === 3 ? "Yoga" : "Fitness", "Male", 50_000, "Instagram"]);
  const sales = [1, 2, 3].map((id) => ["link", "Summer", id, `U${id}`, "MuscleBlaze Whey", `2025-07-0${id}`, 1, 1000 * id]);
  const folder = smallFolder({ influencers: people, tracking_data: sales });
  const small = await serve(build(folder));
  const { page, troubles } = await open(browser, small);
  await visit(page, `${small}index.html`);
  for (const [dimension, isThere] of [["brand", false], ["platform", false], ["category", true], ["period", true]]) {
    const own = menu(page, dimension);
    assert.equal((await own.count()) > 0 && (await own.isVisible()), isThere, dimension);
  }
  await menu(page, "more").locator(":scope > summary").click();
  const folds = await menu(page, "more").locator("details > summary").allTextContents();
  assert.ok(folds.length > 0 && folds.some((text) => text.startsWith("Influencer")), folds.join());
  assert.ok(!folds.some((text) => /^(Gender|Tier|Campaign|Product)/.test(text)), folds.join());
  await tick(page, "category", "Yoga");
  none(await shows(page, choosing({ category: ["Yoga"] }), folder));
  none(troubles);
});
