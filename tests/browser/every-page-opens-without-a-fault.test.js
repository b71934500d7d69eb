// A page of every kind opens from a disk and from a web server, on a phone and on a large screen, in light
// and in dark: nothing on the console, nothing from outside, every chart drawn, nothing to scroll sideways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, launch, open, visitAwake } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { OTHER_PAGES, oneOfEachKind } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const paths = [...oneOfEachKind(contents(site).pages).map(({ path }) => path), ...OTHER_PAGES];
const browser = await launch();

/** Opens every page in one size and scheme, then looks at it in all sizes, and changes the scheme. */
async function opens(base, viewport, colorScheme) {
  const { page, troubles } = await open(browser, base, { viewport, colorScheme });
  const other = colorScheme === "light" ? "dark" : "light";
  const found = [];
  for (const path of paths) {
    const note = (state, list) => found.push(...list.map((fault) => `${path} (${state}): ${fault}`));
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await visitAwake(page, base + path);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      note(`${size.width} px, ${colorScheme}`, await page.evaluate(faults));
    }
    await page.emulateMedia({ colorScheme: other });
    note(`changed to ${other}`, await page.evaluate(faults));
    note("loading", troubles.splice(0));
  }
  none(found);
}

test("every kind of choice has a page", () => {
  // Everything or one choice, in each of brand, category, platform; all time, a year, a quarter, a month. And one
  // influencer, campaign, brand, product.
  assert.equal(paths.length, 2 ** 3 * 4 + 4 + OTHER_PAGES.length);
});

test("pages open from a disk", () => opens(pathToFileURL(`${site}/`).href, SIZES[1], "light"));

test("pages open from a web server, below any path", async () => opens(await serve(site), SIZES[0], "dark"));
