// With scripts switched off, every figure and every table is there and can be seen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, launch, open } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { differences, shownFigures } from "./lib/figures.js";
import { none } from "./lib/none.js";
import { oneOfEachKind } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const { pages } = contents(site);
const base = await serve(site);
const browser = await launch();

for (const viewport of [SIZES[0], SIZES[1]]) {
  test(`figures are there and visible without scripts at ${viewport.width} px`, async () => {
    const { page, troubles } = await open(browser, base, { javaScriptEnabled: false, viewport });
    const found = [];
    for (const { path, measures } of oneOfEachKind(pages, 2)) {
      await page.goto(base + path);
      assert.equal(await page.evaluate(() => globalThis.roasbook), undefined, "scripts run");
      const { tiles, tables } = await page.evaluate(shownFigures);
      found.push(...differences(tiles, measures, path));
      assert.ok("revenue" in tiles && "roas" in tiles, `${path} has tiles`);
      assert.ok(tables.influencers?.length > 0, `${path} has a table of influencers`);

      const rows = [{ measures: tiles, id: "tiles" }, ...Object.values(tables).flat()];
      for (const { id, measures: figures } of rows) {
        for (const [measure, { visible }] of Object.entries(figures)) {
          if (!visible) found.push(`${path}: ${measure} of ${id} cannot be seen`);
        }
      }
    }
    none(found);
    none(troubles);
  });
}
