// With scripts switched off every page is complete: each figure, each table, what it comes down to and each chart is
// there and can be seen, and nothing is offered that only scripts can do.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, launch, open } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { differences, shownFigures } from "./lib/figures.js";
import { none } from "./lib/none.js";
import { oneOfEachKind, pageOfEachType } from "./lib/pages.js";
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

/** What a page of each type is to have; every page has a heading, a sentence and links to the others. */
const PARTS = {
  overview: ["dl.tiles data", "#insights li", "table data", "figure"],
  slice: ["dl.tiles data", "#insights li", "table data", "figure"],
  "slice of several choices": ["dl.tiles data", "table data"],
  influencers: ["dl.tiles data", "dl.profile dd", "table data", "figure[data-chart=around-posts]"],
  campaigns: ["dl.tiles data", "#insights li", "dl.profile dd", "table data", "figure"],
  brands: ["dl.tiles data", "#insights li", "dl.profile dd", "table data", "figure"],
  products: ["dl.tiles data", "dl.profile dd", "table data", "figure"],
  earning: ["dl.tiles data", "table data", "figure[data-chart=payback]", "figure[data-chart=roas-distribution]"],
  personas: ["table data"],
  posts: ["dl.tiles data", "table tbody tr"],
  payouts: ["dl.tiles data", "table data", "figure[data-chart=top-payout]"],
  methodology: ["#measures article", "#rules article"],
  "data-quality": ["table tbody tr", "#problems"],
  404: ["a.first"],
};

/** In the page: what cannot be seen of these parts, and of every figure and chart. */
function unseen(parts) {
  const found = [];
  const isSeen = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getClientRects().length > 0;
  for (const part of ["h1", ".lead", "a[href]", ...parts]) {
    const all = [...document.querySelectorAll(part)].filter(isSeen);
    if (all.length === 0) found.push(`no ${part} is seen`);
  }
  for (const data of document.querySelectorAll("data")) if (!isSeen(data)) found.push(`${data.dataset.measure} ${data.value} is not seen`);
  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const chart = figure.dataset.chart;
    const pictures = figure.querySelectorAll("svg.drawn");
    // A page of several choices has the table alone.
    if (pictures.length === 0 && !isSeen(figure)) continue;
    const [svg, ...others] = [...pictures].filter(isSeen);
    if (!svg || others.length > 0) {
      found.push(`${others.length + (svg ? 1 : 0)} of ${pictures.length} pictures of ${chart} are seen`);
      continue;
    }
    const [box, place] = [svg, svg.parentElement].map((one) => one.getBoundingClientRect());
    const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
    if (box.width < 300 || box.height < 60) found.push(`the picture of ${chart} is ${box.width} x ${box.height} px`);
    // As large as it was drawn, or it could not be read.
    const scale = Math.min(box.width / width, box.height / height);
    if (scale < 0.9 || scale > 1.1) found.push(`the picture of ${chart} is ${scale.toFixed(2)} times as large as it was drawn`);
    if (box.right > place.right + 1 || box.bottom > place.bottom + 1) found.push(`the picture of ${chart} leaves its place`);
    if (![...svg.querySelectorAll("text")].some((text) => text.textContent.trim() && text.getBoundingClientRect().width > 0)) found.push(`${chart} has no words`);
  }
  const dead = document.querySelectorAll("button:not(.filters), select, input");
  for (const control of dead) if (isSeen(control)) found.push(`${control.outerHTML.slice(0, 60)} does nothing`);
  if (document.documentElement.scrollWidth > innerWidth) found.push("it scrolls sideways");
  return found;
}

for (const viewport of [SIZES[0], SIZES[1]]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`pages are complete without scripts at ${viewport.width} px in ${colorScheme}`, async () => {
      const { page, troubles } = await open(browser, base, { javaScriptEnabled: false, viewport, colorScheme });
      const found = [];
      for (const [type, path] of pageOfEachType(site)) {
        await page.goto(base + path);
        found.push(...(await page.evaluate(unseen, PARTS[type])).map((fault) => `${path}: ${fault}`));
      }
      none([...found, ...troubles]);
    });
  }
}
