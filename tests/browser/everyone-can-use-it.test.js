// axe-core finds nothing to complain about: on every kind of page, in light and dark, on a phone and a laptop,
// and whatever is open.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { openMenu, tick } from "./lib/bar.js";
import { SIZES, launch, open, ready, visit } from "./lib/browser.js";
import { demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { pageOfEachType } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const site = demoSite();
const base = await serve(site);
const browser = await launch();

/** In the page: what axe finds, one line an element. */
async function complaints() {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(" ")}: ${failureSummary.split("\n").pop().trim()}`));
}

async function check(page, where) {
  // What the page's own policy keeps out of the document may still be run from outside.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  return (await page.evaluate(complaints)).map((complaint) => `${where}: ${complaint}`);
}

/** What a reader may have open, and how it comes about. */
const STATES = {
  "as it comes": async () => {},
  "a menu of members": async (page) => {
    await openMenu(page, "brand");
  },
  "the menu of days": async (page) => {
    await openMenu(page, "period");
  },
  "the menu of more, with a search": async (page) => {
    const details = await openMenu(page, "influencer");
    await details.getByRole("searchbox").fill("an");
  },
  "chips and a sorted table": async (page) => {
    await tick(page, "brand", "Gritzo");
    await tick(page, "tier", "Micro");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.evaluate(() => globalThis.roasbook.app.change({ sort: { influencers: { by: "roas", descending: false } }, find: { influencers: "a" } }));
  },
  "posts and payouts": async (page) => {
    await page.locator("#payouts").scrollIntoViewIfNeeded();
    await page.locator('table[data-table="payouts"] tbody tr').first().waitFor();
    await page.locator('table[data-table="posts"] tbody tr').first().waitFor();
  },
  "a menu of columns": async (page) => {
    await page.getByRole("button", { name: "Columns: Influencers by revenue" }).click();
  },
  "an explained figure": async (page) => {
    await page.locator('dl.tiles data[data-measure="roas"]').click();
    await page.locator("dialog.explain").waitFor();
  },
  "an empty result": async (page) => {
    await page.evaluate(() => globalThis.roasbook.app.change({ filter: { from: "2031-01-01", to: null, choices: { brand: ["Nobrand"] } } }));
  },
  "a comparison": async (page) => {
    await page.evaluate(() => globalThis.roasbook.app.change({ compare: { from: null, to: null, choices: { brand: ["Gritzo"] } } }));
    await page.locator("#compare").waitFor();
  },
  "the menu of display": async (page) => {
    await page.locator("[data-tools] details > summary").click();
  },
  "a note on a link": async (page) => {
    await visit(page, `${base}index.html?v=0badc0de`);
  },
};

/** In the page: what is wrong with its headings. */
function misplacedHeadings() {
  const found = [];
  const headings = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter((heading) => heading.checkVisibility());
  const levels = headings.map(({ tagName }) => Number(tagName[1]));
  if (levels.filter((level) => level === 1).length !== 1 || levels[0] !== 1) found.push(`headings are of levels ${levels.join(" ")}`);
  levels.forEach((level, place) => {
    if (level > (levels[place - 1] ?? 0) + 1) found.push(`${headings[place].textContent} is of level ${level}, after one of level ${levels[place - 1]}`);
  });
  for (const heading of headings) if (!heading.textContent.trim()) found.push("a heading is empty");
  return found;
}

const [phone, laptop] = SIZES;

for (const [viewport, colorScheme] of [[phone, "light"], [phone, "dark"], [laptop, "light"], [laptop, "dark"]]) {
  test(`no type of page has a fault in ${colorScheme} at ${viewport.width} px`, async () => {
    const { page, troubles } = await open(browser, base, { viewport, colorScheme });
    const found = [];
    for (const [, path] of pageOfEachType(site)) {
      await visit(page, base + path);
      found.push(...(await check(page, path)));
      found.push(...(await page.evaluate(misplacedHeadings)).map((fault) => `${path}: ${fault}`));
    }
    none([...found, ...troubles]);
  });
}

// Colours are those of the theme, places those of the width: two pairs have all four.
for (const [viewport, colorScheme] of [[phone, "dark"], [laptop, "light"]]) {
  test(`nothing that opens has a fault in ${colorScheme} at ${viewport.width} px`, async () => {
    const { page, troubles } = await open(browser, base, { viewport, colorScheme });
    const found = [];
    for (const [name, reach] of Object.entries(STATES)) {
      await visit(page, `${base}index.html`);
      // On a phone the bar is behind its button.
      const button = page.locator("button.filters");
      if ((await button.isVisible()) && /menu of (members|days|more)|chips/.test(name)) await button.click();
      await reach(page);
      await ready(page);
      found.push(...(await check(page, name)));
    }
    none([...found, ...troubles]);
  });
}

test("a fault would be found", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await page.evaluate(() => {
    document.querySelector("h1").after(document.createElement("button"));
    document.querySelector(".lead").style.color = "#ccc";
  });
  const found = await check(page, "spoilt");
  assert.ok(found.some((fault) => fault.includes("button-name")), found.join("\n"));
  assert.ok(found.some((fault) => fault.includes("color-contrast")), found.join("\n"));
});
