// A reader may begin before the charts and the tools are there: when they come, nothing moves. The page is painted
// without them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, allLive, awake, launch, open, visit } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { places } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, oneOfEachKind, pageOfEachType } from "./lib/pages.js";
import { sample } from "./lib/random.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const [overview, ...others] = oneOfEachKind(contents(site).pages, 13);
const picked = [overview, ...sample(others, 9)].map(({ path }) => path);
const base = await serve(site);
const browser = await launch();

/** Where everything is while ECharts is still on its way, and once all is drawn. */
async function beforeAndAfter(page, url) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.unrouteAll();
  await page.route("**/echarts*", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(url, { waitUntil: "commit" });
  // The site's own scripts have run, so its styles are there too.
  await page.waitForFunction(() => globalThis.roasbook?.charts);
  const before = await page.evaluate(places);
  release();
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  await awake(page);
  return [before, await page.evaluate(places)];
}

for (const viewport of SIZES) {
  test(`nothing moves at ${viewport.width} px`, async () => {
    const { page } = await open(browser, base, { viewport });
    const found = [];
    for (const path of picked) {
      const [before, after] = await beforeAndAfter(page, base + path);
      assert.deepEqual(after.map(({ name }) => name), before.map(({ name }) => name));
      const moved = after.map(({ name, top }, index) => ({ name, by: top - before[index].top })).filter(({ by }) => by !== 0);
      if (moved.length > 0) found.push(`${path}: ${moved[0].name} and ${moved.length - 1} more moved by ${moved[0].by} px`);
    }
    none(found);
  });
}

/** Before the page: adds up what moves without the reader's doing (cumulative layout shift), and says what. */
function watchShifts() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const names = sources.map(({ node, previousRect, currentRect }) => {
        const element = node?.nodeType === 1 ? node : node?.parentElement;
        return `${element?.tagName.toLowerCase()}${element?.id && `#${element.id}`}.${element?.className} ${previousRect.y} to ${currentRect.y}`;
      });
      globalThis.shifts.push(`${value.toFixed(4)}: ${names.join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

/** Twice the height of the window at a time, down to the end of the page. */
async function readOn(page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top <= height; top += 900) {
    await page.evaluate((top) => scrollTo(0, top), top);
    await page.waitForTimeout(120);
  }
}

// From a picture to the live chart, and down to the end: on large screens and small ones.
for (const viewport of SIZES.slice(0, 2)) {
  test(`no type of page shifts while it is loaded, woken and read at ${viewport.width} px`, async () => {
    const { page } = await open(browser, base, { viewport });
    await page.addInitScript(watchShifts);
    const found = [];
    for (const [, path] of pageOfEachType(site)) {
      await visit(page, base + path);
      if (path !== NOT_FOUND) await allLive(page);
      await readOn(page);
      found.push(...(await page.evaluate(() => globalThis.shifts)).map((shift) => `${path}: ${shift}`));
    }
    none(found);
  });
}

/** Whether ECharts was asked for: an answer that never comes is in no list of what was loaded, the element is. */
const isAsked = () => [...document.scripts].some(({ src }) => src.includes("echarts"));

test("a page is painted before ECharts is asked for, and whole without it", async () => {
  const { page } = await open(browser, base);
  await page.route("**/echarts*", () => {});
  for (const path of picked.slice(0, 4)) {
    await page.goto(base + path, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
    assert.ok(painted > 0);
    assert.equal(await page.locator("dl.tiles").isVisible(), true);
    // Scripts that have not started do not see the pointer: a reader goes on moving it.
    for (let turn = 0; !(await page.evaluate(isAsked)); turn++) {
      assert.ok(turn < 100, "ECharts is not asked for");
      await page.mouse.move(4 + turn, 4);
      await page.waitForTimeout(50);
    }
  }
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await visit(page, base + picked[0]);
  await awake(page);
  const [paint, asked] = await page.evaluate(() => [
    performance.getEntriesByName("first-contentful-paint")[0].startTime,
    performance.getEntriesByType("resource").find(({ name }) => name.includes("echarts")).startTime,
  ]);
  assert.ok(paint <= asked, `painted after ${paint} ms, ECharts asked for after ${asked} ms`);
});
