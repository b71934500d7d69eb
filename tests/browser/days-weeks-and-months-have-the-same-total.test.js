// Days roll up into weeks and months without a paisa lost; the switch over the chart keeps the total.

import assert from "node:assert/strict";
import { test } from "node:test";

import { awake, launch, open, ready, visit } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { oneOfEachKind } from "./lib/pages.js";
import { sample } from "./lib/random.js";
import { load } from "./lib/scripts.js";
import { serve } from "./lib/server.js";

const { rollup } = load("calendar.js", "rollup.js");
const GRAINS = ["day", "week", "month"];
/** The days a week may begin with, as JavaScript counts them. */
const WEEK_STARTS = { monday: 1, sunday: 0, saturday: 6 };
const sum = (amounts) => amounts.reduce((sum, amount) => sum + (amount ?? 0), 0);
const copy = (value) => JSON.parse(JSON.stringify(value));
const isMonday = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1;

test("every grain sums to the same total, from any first day", () => {
  for (const first of ["2024-01-24", "2024-02-29", "2025-07-01", "2025-12-31", "1969-12-30"]) {
    for (const days of [1, 2, 6, 7, 8, 31, 366, 800]) {
      const amounts = Array.from({ length: days }, (_, day) => ((day * 7919) % 1_000_003) - 1000);
      for (const grain of GRAINS) {
        for (const weekStarts of Object.keys(WEEK_STARTS)) {
          const steps = rollup.steps(first, days, grain, weekStarts);
          assert.equal(sum(rollup.sums(amounts, steps)), sum(amounts), `${days} days from ${first} by ${grain}`);
          assert.equal(sum(steps.map((step) => step.days)), days);
        }
      }
    }
  }
});

test("a week starts on the day it is asked to, a month on its first", () => {
  for (const [weekStarts, weekday] of Object.entries(WEEK_STARTS)) {
    const steps = rollup.steps("2024-12-28", 500, "week", weekStarts);
    for (const { first } of steps) assert.equal(new Date(`${first}T00:00:00Z`).getUTCDay(), weekday, first);
  }
  for (const { first } of rollup.steps("2024-12-28", 500, "month", "monday")) assert.ok(first.endsWith("-01"), first);
});

test("a step that the data covers in part says so", () => {
  assert.deepEqual(copy(rollup.steps("2025-07-06", 9, "week", "monday")), [
    { first: "2025-06-30", days: 1, whole: false },
    { first: "2025-07-07", days: 7, whole: true },
    { first: "2025-07-14", days: 1, whole: false },
  ]);
});

test("a step with no day left has no amount", () => {
  assert.deepEqual(copy(rollup.sums([5], rollup.steps("2025-07-06", 9, "week", "monday"))), [5, null, null]);
});

/** In the page: the points of the revenue line as drawn, and the steps below them. */
function drawn() {
  const canvas = document.querySelector("figure[data-chart=revenue-trend] [role=img]");
  const { series, xAxis } = globalThis.echarts.getInstanceByDom(canvas).getOption();
  const line = series.find(({ id }) => id === "revenue");
  return { amounts: line.data.map((point) => point?.value ?? point), steps: xAxis[0].data };
}

test("the switch over the chart keeps the total", async () => {
  const site = demoSite();
  const base = await serve(site);
  const { page, troubles } = await open(await launch(), base);
  for (const { path, measures } of sample(oneOfEachKind(contents(site).pages, 8), 10, 8)) {
    await visit(page, base + path);
    const buttons = page.locator("figure[data-chart=revenue-trend] .key button");
    const grains = await buttons.allTextContents();
    assert.ok(path.match(/-\d\d\.html/) || grains.length === 3, `${path} has ${grains}`);
    for (const grain of grains) {
      await page.locator("figure[data-chart=revenue-trend] .key button", { hasText: grain }).click();
      await ready(page);
      await awake(page);
      assert.equal(await page.locator("figure[data-chart=revenue-trend] [aria-pressed=true]").textContent(), grain);
      const { amounts, steps } = await page.evaluate(drawn);
      const total = sum(amounts.map((amount) => Math.round((amount ?? 0) * 100)));
      assert.equal(total, Math.round(Number(measures.revenue) * 100), `${path} by ${grain}`);
      if (grain === "week") assert.ok(steps.every(isMonday), `${path}: ${steps}`);
    }
    const updates = await page.evaluate(() => performance.getEntriesByName("roasbook:update").length);
    assert.equal(updates, grains.length, "an update is measured for each change");
  }
  none(troubles);
});
