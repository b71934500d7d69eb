// Charts come as pictures in the page. Until the reader moves nothing draws; when the live chart comes it takes the
// place of its picture, and nothing moves. What is asked of a chart meanwhile is done.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, allLive, awake, launch, open, ready, visit } from "./lib/browser.js";
import { build, data, demoSite } from "./lib/demo.js";
import { EVERYTHING } from "./lib/filters.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { pageOfEachType } from "./lib/pages.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";
import { fourInfluencers } from "./lib/small.js";

const browser = await launch();
const site = demoSite();
const base = await serve(site);
const types = Object.fromEntries(pageOfEachType(site));
const PATHS = [types.overview, types.influencers, types.brands, types.earning];
const isEcharts = (url) => /\/echarts\.[0-9a-f]+\.min\.js$/.test(url);

/** In the page: each figure's place, what is seen in it, and what around it. */
function places() {
  return [...document.querySelectorAll("figure[data-chart]")].map((figure) => {
    const canvas = figure.querySelector("[role=img]");
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const seen = [...canvas.querySelectorAll("svg")].filter((svg) => svg.checkVisibility());
    const box = seen[0]?.getBoundingClientRect();
    return {
      chart: figure.dataset.chart,
      place: [left + scrollX, top + scrollY, width, height].map(Math.round),
      seen: seen.length,
      isWithin: seen.length > 0 && box.left >= left - 1 && box.right <= left + width + 1 && box.top >= top - 1 && box.bottom <= top + height + 1,
      words: seen[0] ? [...seen[0].querySelectorAll("text")].map((text) => text.textContent).filter(Boolean).sort() : [],
      isDrawn: canvas.querySelector(".drawn") !== null,
      key: figure.querySelector(".key > p")?.textContent ?? "",
    };
  });
}

/** Before the page: what moves without the reader's doing, but for the lists at its end, which are loaded as they come near. */
function watchShifts() {
  globalThis.shifts = 0;
  const isOfLists = ({ node }) => (node?.nodeType === 1 ? node : node?.parentElement)?.closest("#explorer, footer");
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) if (!sources.every(isOfLists)) globalThis.shifts += value;
  }).observe({ type: "layout-shift", buffered: true });
}

/** Everything of the page is scrolled past, so that each chart is drawn. */
async function readAll(page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let top = 0; top < height; top += 600) {
    await page.evaluate((to) => scrollTo(0, to), top);
    await page.waitForTimeout(60);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => globalThis.roasbook.charts.settled());
}

for (const viewport of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`without scripts every chart is seen at ${viewport.width} px in ${colorScheme}`, async () => {
      const { page, troubles } = await open(browser, base, { javaScriptEnabled: false, viewport, colorScheme });
      for (const path of PATHS) {
        await page.goto(base + path);
        const found = await page.evaluate(places);
        assert.ok(found.length > 1);
        none(found.filter(({ seen, isWithin, words }) => seen !== 1 || !isWithin || words.length < 2).map(({ chart, seen, isWithin, words }) => `${path}, ${chart}: ${seen} seen, within its place: ${isWithin}, ${words.length} words`));
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, "nothing is cut off");
      }
      none(troubles);
    });
  }

  test(`a live chart takes the place of its picture, and nothing moves, at ${viewport.width} px`, async () => {
    const { page, troubles } = await open(browser, base, { viewport });
    const asked = [];
    page.on("request", (request) => {
      if (isEcharts(request.url())) asked.push(request.url());
    });
    await page.addInitScript(watchShifts);
    for (const path of PATHS) {
      asked.length = 0;
      await visit(page, base + path);
      await page.waitForTimeout(1500);
      assert.deepEqual(asked, [], "ECharts is asked for before anybody moves");
      const before = await page.evaluate(places);
      none(before.filter(({ isDrawn }) => !isDrawn).map(({ chart }) => `${path}: ${chart} has no picture`));

      await allLive(page);
      await readAll(page);
      assert.equal(asked.length, 1);
      const after = await page.evaluate(places);
      none(after.filter(({ isDrawn, seen }) => isDrawn || seen !== 1).map(({ chart }) => `${path}: ${chart} is not live`));
      assert.deepEqual(after.map(({ place }) => place), before.map(({ place }) => place));
      assert.deepEqual(after.map(({ key }) => key), before.map(({ key }) => key));
      assert.equal(await page.evaluate(() => globalThis.shifts), 0);
      none(await page.evaluate(faults));
    }
    none(troubles);
  });
}

for (const move of ["pointer", "key", "wheel", "touch", "scroll"]) {
  test(`a reader who moves by ${move} has live charts`, async () => {
    const { page, troubles } = await open(browser, base, { hasTouch: true });
    await visit(page, `${base}index.html`);
    assert.equal(await page.evaluate(() => globalThis.roasbook.charts.loaded), false);
    if (move === "pointer") await page.mouse.move(20, 20);
    if (move === "key") await page.keyboard.press("Tab");
    if (move === "wheel") await page.mouse.wheel(0, 1);
    if (move === "touch") await page.touchscreen.tap(5, 5);
    if (move === "scroll") await page.evaluate(() => scrollTo(0, 40));
    await page.waitForFunction(() => globalThis.roasbook.charts.loaded);
    none(troubles);
  });
}

/** A page whose ECharts comes when it is let go. */
async function held(options) {
  const { page, troubles } = await open(browser, base, options);
  let release;
  const released = new Promise((done) => (release = done));
  await page.route("**/echarts*", async (route) => {
    await released;
    await route.continue();
  });
  await visit(page, `${base}index.html`);
  return { page, troubles, release };
}

const canvas = (page, chart) => page.locator(`figure[data-chart="${chart}"] [role=img]`);

test("the controls of a chart are there before ECharts, and what they ask is done", async () => {
  const { page, troubles, release } = await held();
  const trend = page.locator("figure[data-chart=revenue-trend]");
  assert.deepEqual(await trend.locator(".key button").allTextContents(), ["day", "week", "month"]);
  assert.equal(await trend.locator(".key [aria-pressed=true]").textContent(), "month");
  assert.match(await trend.locator(".foot").textContent(), /^Drag across to choose months/);
  for (const kind of ["svg", "png"]) assert.match(await trend.locator(`[data-picture=${kind}]`).getAttribute("aria-label"), /download: /);
  await trend.locator(".key button", { hasText: "week" }).click();
  assert.equal(await trend.locator(".key [aria-pressed=true]").textContent(), "week");
  assert.match(page.url(), /view=week/);
  release();
  await awake(page);
  const first = await page.evaluate(() => globalThis.echarts.getInstanceByDom(document.querySelector("figure[data-chart=revenue-trend] [role=img]")).getOption().xAxis[0].data[1]);
  assert.equal(new Date(`${first}T00:00:00Z`).getUTCDay(), 1, "the trend is by week");
  none(troubles);
});

test("a click on a picture is not lost while ECharts is loaded", async () => {
  const { page, troubles, release } = await held();
  const { by } = await report(data);
  await canvas(page, "revenue-by-brand").scrollIntoViewIfNeeded();
  const box = await canvas(page, "revenue-by-brand").boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height * (0.5 / by.brand.length));
  await page.waitForTimeout(200);
  release();
  await page.waitForURL(/brand=/);
  none(await shows(page, { ...EVERYTHING, choices: { brand: [by.brand[0].id] } }));
  none(troubles);
});

test("a drag over the picture of the trend chooses its days once ECharts is there", async () => {
  const { page, troubles, release } = await held();
  await canvas(page, "revenue-trend").scrollIntoViewIfNeeded();
  const box = await canvas(page, "revenue-trend").boundingBox();
  await page.mouse.move(box.x + box.width - 4, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 90, box.y + 80, { steps: 4 });
  await page.mouse.up();
  release();
  await page.waitForURL(/from=/);
  await ready(page);
  const { from, to } = await page.evaluate(() => globalThis.roasbook.app.state.filter);
  assert.deepEqual([from.slice(-2), to], ["01", "2026-06-30"]);
  none(troubles);
});

test("a picture is taken away before anything is live", async () => {
  const from = pathToFileURL(`${site}/`).href;
  const { page, troubles } = await open(browser, from);
  await visit(page, `${from}index.html`);
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("figure[data-chart=revenue-by-brand] [data-picture=svg]").click()]);
  assert.match((await readFile(await file.path())).toString(), /^<svg [^>]*>/);
  none(troubles);
});

test("no picture is seen beside the figures of another filter, also where ECharts never comes", async () => {
  const { page } = await open(browser, base);
  await page.route("**/echarts*", (route) => route.abort());
  await visit(page, `${base}index.html`);
  await page.evaluate(() => globalThis.roasbook.app.change({ filter: { from: null, to: null, choices: { brand: ["Gritzo"] } } }, new Event("input")));
  await ready(page);
  assert.equal(await page.locator(".drawn:visible").count(), 0);
  none(await shows(page, { ...EVERYTHING, choices: { brand: ["Gritzo"] } }));
  await page.evaluate(() => globalThis.roasbook.app.change({ filter: { from: null, to: null, choices: {} } }, new Event("input")));
  await ready(page);
  assert.ok((await page.locator(".drawn:visible").count()) > 4, "back at its own filter the page has its pictures");
});

test("a page opened with a filter or with patterns shows live charts", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html?brand=Gritzo`);
  assert.equal(await page.locator(".drawn").count(), 0);
  await page.evaluate(() => localStorage.setItem("roasbook-patterns", "true"));
  await visit(page, `${base}index.html`);
  await page.waitForFunction(() => document.querySelectorAll("figure[data-chart] svg pattern").length > 0);
  none(troubles);
});

test("pictures are on paper", async () => {
  const { page } = await open(browser, base, { colorScheme: "dark" });
  await visit(page, `${base}index.html`);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
  await page.emulateMedia({ media: "print" });
  none((await page.evaluate(places)).filter(({ seen, isWithin }) => seen !== 1 || !isWithin).map(({ chart }) => `${chart} is not on paper`));
  assert.equal(await page.evaluate(() => globalThis.roasbook.charts.loaded), false);
});

// ---- Charts with rows of their own --------------------------------------------------------------------------------

/** The charts whose rows no table of the page has. */
const OWN_ROWS = ["payback", "roas-heat", "engagement", "calendar"];
const isLive = (page, chart) => page.evaluate((id) => globalThis.echarts?.getInstanceByDom(document.querySelector(`figure[data-chart="${id}"] [role=img]`)) !== undefined, chart);
const isLoaded = (page) => page.evaluate(() => globalThis.roasbook.store.has(["influencers"]));

/** In the page: where the point of an influencer is drawn, from the left and top of the chart. */
function spotOf([chart, name]) {
  const drawn = globalThis.echarts.getInstanceByDom(document.querySelector(`figure[data-chart="${chart}"] [role=img]`));
  return drawn.getOption().series[0].data.find(({ point }) => point.name === name).spot;
}

test("a chart with rows of its own keeps its picture until the reader comes to it", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await awake(page);
  assert.deepEqual(await page.locator("figure[data-rows=view]").evaluateAll((list) => list.map(({ dataset }) => dataset.chart)), OWN_ROWS);
  assert.equal(await page.locator("figure[data-rows=view] .drawn").count(), 2 * OWN_ROWS.length);
  assert.equal(await isLoaded(page), false, "its data is not loaded before");
  await canvas(page, "roas-heat").scrollIntoViewIfNeeded();
  await canvas(page, "roas-heat").hover();
  await page.waitForFunction(() => document.querySelector("figure[data-rows=view] .drawn") === null);
  for (const chart of OWN_ROWS) assert.equal(await isLive(page, chart), true, chart);
  none(await shows(page, EVERYTHING));
  none(troubles);
});

test("a click on the picture of a point chooses its influencer, a click on a day chooses that", async () => {
  const { page, troubles } = await open(browser, base);
  const [person] = (await report(data)).influencers;
  for (const chart of ["payback", "engagement"]) {
    // Where it is drawn is known of the live chart; what takes its place is as it was.
    await visit(page, `${base}index.html`);
    await allLive(page);
    const { x, y } = await page.evaluate(spotOf, [chart, person.id]);
    await visit(page, `${base}index.html`);
    await canvas(page, chart).scrollIntoViewIfNeeded();
    await canvas(page, chart).click({ position: { x: x + 2, y: y - 2 } });
    await page.waitForURL(/influencer=/);
    none(await shows(page, { ...EVERYTHING, choices: { influencer: [person.id] } }));
  }
  await visit(page, `${base}index.html`);
  await allLive(page);
  await canvas(page, "calendar").scrollIntoViewIfNeeded();
  const [left, top] = await page.evaluate(() => globalThis.echarts.getInstanceByDom(document.querySelector("figure[data-chart=calendar] [role=img]")).convertToPixel({ gridIndex: 0 }, [1, 2]));
  await canvas(page, "calendar").click({ position: { x: left, y: top } });
  await ready(page);
  none(await shows(page, { ...EVERYTHING, from: "2025-07-09", to: "2025-07-09" }));
  none(troubles);
});

test("a click on a chart of a page without a filter leaves it as it is", async () => {
  const { page, troubles } = await open(browser, base);
  for (const [path, chart] of [["earning.html", "payback"], ["payouts.html", "top-payout"]]) {
    await visit(page, base + path);
    await allLive(page);
    await canvas(page, chart).scrollIntoViewIfNeeded();
    const { width, height } = await canvas(page, chart).boundingBox();
    // One of these is on a point or a bar.
    for (const share of [0.2, 0.35, 0.5, 0.65]) await canvas(page, chart).click({ position: { x: width * share, y: height * (1 - share) } });
    if (chart === "payback") await canvas(page, chart).click({ position: await page.evaluate(spotOf, [chart, "INF0001"]) });
    assert.equal(page.url(), base + path);
    assert.equal(await page.locator(`figure[data-chart="${chart}"][data-picks]`).count(), 0);
    await ready(page);
  }
  none(troubles);
});

test("a chart with rows of its own and no picture is drawn within sight, and follows every filter", async () => {
  const undrawn = await serve(build(fourInfluencers(), '[charts]\nprerender = "none"\n'));
  const { page, troubles } = await open(browser, undrawn);
  await visit(page, `${undrawn}index.html`);
  const charts = await page.locator("figure[data-rows=view]").evaluateAll((list) => list.map(({ dataset }) => dataset.chart));
  assert.ok(charts.includes("calendar"));
  assert.equal(await page.locator(".drawn").count(), 0);
  await page.waitForTimeout(300);
  assert.equal(await isLive(page, "calendar"), false);
  await canvas(page, "calendar").scrollIntoViewIfNeeded();
  await page.waitForFunction(() => document.querySelector("figure[data-chart=calendar] [role=img] svg"));
  const days = () => page.evaluate(() => globalThis.echarts.getInstanceByDom(document.querySelector("figure[data-chart=calendar] [role=img]")).getOption().series[0].data.length);
  const all = await days();
  await page.evaluate(() => globalThis.roasbook.app.change({ filter: { from: "2025-01-10", to: "2025-03-10", choices: {} } }, new Event("input")));
  await ready(page);
  assert.ok((await days()) < all);
  none(troubles);
});

test("where no chart has a picture, none is drawn before it is seen", async () => {
  const { page, troubles } = await open(browser, base, { viewport: SIZES[0] });
  const path = "reports/gritzo/nutrition/all/all.html";
  const isAnySeen = () => [...document.querySelectorAll("figure[data-chart]")].some((figure) => figure.getBoundingClientRect().top < innerHeight);
  await visit(page, base + path);
  await page.waitForTimeout(500);
  assert.deepEqual(await page.evaluate(isAnySeen), false);
  assert.equal(await page.locator(".drawn").count(), 0);
  assert.equal(await page.evaluate(() => globalThis.roasbook.charts.loaded), false);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("figure[data-chart]:visible").count(), 0, "no empty field is on paper");
  await page.emulateMedia({ media: "screen" });

  // Turned or made larger, without a move on the page.
  await page.setViewportSize({ width: 390, height: 2000 });
  await page.waitForFunction(() => globalThis.roasbook.charts.loaded);
  await page.evaluate(() => globalThis.roasbook.charts.settled());
  none(await page.evaluate(faults));

  await page.setViewportSize(SIZES[1]);
  await visit(page, base + path);
  assert.equal(await page.evaluate(isAnySeen), true);
  assert.equal(await page.evaluate(() => globalThis.roasbook.charts.loaded), true, "what is seen is drawn before the page is ready");
  none(troubles);
});
