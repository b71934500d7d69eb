// A reader may begin before the charts are there: when they come, nothing moves.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, launch, open } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { places } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { oneOfEachKind, sample } from "./lib/pages.js";
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
