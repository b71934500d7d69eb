// html[data-ready=true] means that the page shows its filter: never the figures of another, not while data is on
// its way, not when it does not come. A later choice wins over an earlier one, however slow that was.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { shownFigures } from "./lib/figures.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";

const base = await serve(demoSite());
const browser = await launch();

/** Needs the cells of a month that nothing else needs. */
const CUT = { from: "2025-10-07", to: "2025-10-19", choices: {} };
const WHOLE = { ...EVERYTHING, choices: { brand: ["Gritzo"] } };

const isReady = (page) => page.evaluate(() => document.documentElement.dataset.ready === "true");
const revenue = async (page) => (await page.evaluate(shownFigures)).tiles?.revenue?.value;

/** Holds back requests for files whose name begins so, until released. */
async function hold(page, name) {
  let release;
  const released = new Promise((done) => (release = done));
  await page.route(`**/data/${name}*`, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

/** Begins a change without waiting for it. */
const begin = (page, filter) =>
  page.evaluate((filter) => {
    globalThis.begun = globalThis.roasbook.app.change({ filter }, new Event("input"));
  }, filter);

test("while data is on its way the page is not ready, and then shows it", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const release = await hold(page, "cells-2025-10");
  await begin(page, CUT);
  await page.waitForTimeout(300);
  assert.equal(await isReady(page), false);
  release();
  none(await shows(page, CUT));
  none(troubles);
});

test("a page opened with a filter shows no other figures first", async () => {
  const { page, troubles } = await open(browser, base);
  const release = await hold(page, "cells-2025-10");
  await page.goto(base + `index.html${query(CUT)}`, { waitUntil: "commit" });
  await page.waitForFunction(() => globalThis.roasbook?.catalog && document.querySelector("footer"));
  await page.waitForTimeout(300);
  assert.equal(await isReady(page), false);
  assert.equal(await page.locator("dl.tiles").isVisible(), false, "figures of everything are not shown as those of the filter");
  release();
  none(await shows(page, CUT));
  assert.equal(await page.locator("dl.tiles").isVisible(), true);
  none(troubles);
});

test("a later choice wins over an earlier one that is still loading", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const release = await hold(page, "cells-2025-10");
  await begin(page, CUT);
  await page.evaluate((filter) => globalThis.roasbook.app.change({ filter }, new Event("input")), WHOLE);
  none(await shows(page, WHOLE));
  release();
  await page.evaluate(() => globalThis.begun);
  await page.waitForTimeout(300);
  none(await shows(page, WHOLE));
  assert.equal(new URL(page.url()).search, "?brand=Gritzo");
  none(troubles);
});

test("many choices in a row end in the last", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const days = ["2025-08-05", "2025-09-11", "2025-12-02", "2026-02-20", "2026-04-09"];
  await page.evaluate((days) => {
    for (const to of days) globalThis.roasbook.app.change({ filter: { from: "2025-07-10", to, choices: {} } }, new Event("input"));
  }, days);
  none(await shows(page, { from: "2025-07-10", to: days.at(-1), choices: {} }));
  none(troubles);
});

test("data that does not come is said, no figure stands in for it, and the next try works", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await page.route("**/data/cells-2025-10*", (route) => route.abort());
  await begin(page, CUT);
  const notice = page.locator("#notice");
  await notice.waitFor();
  assert.match(await notice.textContent(), /could not be loaded/);
  assert.equal(await isReady(page), false);
  assert.equal(await page.locator("dl.tiles").isVisible(), false);
  assert.ok(troubles.some((trouble) => /could not be loaded|ERR_FAILED/.test(trouble)));
  troubles.length = 0;

  await page.unroute("**/data/cells-2025-10*");
  await begin(page, CUT);
  none(await shows(page, CUT));
  assert.equal(await notice.isVisible(), false);
  assert.equal(await page.locator("dl.tiles").isVisible(), true);
  none(troubles);
});

test("without ECharts and without the data of filters, figures and tables stand", async () => {
  for (const missing of ["**/echarts*", "**/data/catalog*"]) {
    const { page } = await open(browser, base);
    await page.route(missing, (route) => route.abort());
    await visit(page, `${base}index.html`);
    assert.equal(await revenue(page), (await report(data)).measures.revenue, missing);
    none(await shows(page, EVERYTHING));
  }
});

test("every change is measured from the event to the painted figures", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  for (const [index, filter] of [WHOLE, CUT, EVERYTHING].entries()) {
    const measured = await page.evaluate(async (filter) => {
      const event = new Event("input");
      await globalThis.roasbook.app.change({ filter }, event);
      const { startTime, duration } = performance.getEntriesByName("roasbook:update").at(-1);
      return { count: performance.getEntriesByName("roasbook:update").length, fromEvent: startTime - event.timeStamp, duration };
    }, filter);
    assert.equal(measured.count, index + 1);
    assert.equal(measured.fromEvent, 0);
    assert.ok(measured.duration > 0);
  }
  none(troubles);
});

test("what a page needs before the reader asks for anything is small", async () => {
  const { page } = await open(browser, base);
  const asked = [];
  page.on("request", (request) => {
    const [, name] = /\/assets\/data\/([^/]*)\.[0-9a-f]+\.js$/.exec(request.url()) ?? [];
    if (name) asked.push(name);
  });
  await visit(page, `${base}index.html`);
  await page.waitForTimeout(300);
  assert.deepEqual(asked, ["catalog"], "levels are loaded when a view needs them");
  await page.evaluate((filter) => globalThis.roasbook.app.change({ filter }), WHOLE);
  await ready(page);
  assert.deepEqual(asked.filter((name) => name.startsWith("cells-")), [], "whole months need no cells");
  await page.evaluate((filter) => globalThis.roasbook.app.change({ filter }), CUT);
  await ready(page);
  assert.deepEqual(asked.filter((name) => name.startsWith("cells-")).sort(), ["cells-2025-09", "cells-2025-10"], "the month that is cut, and the days before it");
});
