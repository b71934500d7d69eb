// A chart filters by what is clicked or dragged over in it, follows every filter, and can be taken away as a
// picture that says what it is of.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch, open, ready, visitAwake as visit } from "./lib/browser.js";
import { contents, data, demoSite } from "./lib/demo.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";
import { change } from "./lib/tours.js";

const site = demoSite();
const { digest } = contents(site);
const base = await serve(site);
const browser = await launch();

const canvas = (page, chart) => page.locator(`figure[data-chart="${chart}"] [role=img]`);

/** In the page: where a row or a step of a chart is drawn, from the left and top of its canvas. */
function placeOf([chart, index]) {
  const place = document.querySelector(`figure[data-chart="${chart}"] [role=img]`);
  const drawn = globalThis.echarts.getInstanceByDom(place);
  const option = drawn.getOption();
  if (option.yAxis[0].type === "category") return { x: option.grid[0].left + 10, y: drawn.convertToPixel({ yAxisIndex: 0 }, index) };
  return { x: drawn.convertToPixel({ xAxisIndex: 0 }, index), y: place.clientHeight / 2 };
}

/** In the page: the values a chart has drawn, by series, and what stands on its axis. */
function drawn(chart) {
  const place = document.querySelector(`figure[data-chart="${chart}"] [role=img]`);
  const { series, xAxis, yAxis } = globalThis.echarts.getInstanceByDom(place).getOption();
  const axis = [xAxis[0], yAxis[0]].find(({ type }) => type === "category");
  return {
    names: axis.data,
    series: Object.fromEntries(series.map(({ id, data }) => [id, data.map((point) => (point !== null && typeof point === "object" ? point.value : point))])),
  };
}

async function click(page, chart, index) {
  await canvas(page, chart).scrollIntoViewIfNeeded();
  const position = await page.evaluate(placeOf, [chart, index]);
  await canvas(page, chart).click({ position });
  await ready(page);
}

test("a click on a bar leaves that member alone", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  for (const [chart, dimension] of [["revenue-by-brand", "brand"], ["revenue-by-category", "category"], ["revenue-by-platform", "platform"]]) {
    await visit(page, `${base}index.html`);
    const { by } = await report(data);
    await click(page, chart, 1);
    none(await shows(page, { ...EVERYTHING, choices: { [dimension]: [by[dimension][1].id] } }));
  }
  const [first] = (await report(data)).influencers;
  await visit(page, `${base}index.html`);
  await click(page, "top-revenue", 0);
  none(await shows(page, { ...EVERYTHING, choices: { influencer: [first.id] } }));
  assert.equal(await canvas(page, "top-revenue").count(), 0, "one bar is no comparison");
  none(troubles);
});

test("a click on a step of the trend chooses its days", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await click(page, "revenue-trend", 3);
  none(await shows(page, { ...EVERYTHING, from: "2025-10-01", to: "2025-10-31" }));
  none(troubles);
});

test("a drag across the trend chooses the days from one step to another", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await canvas(page, "revenue-trend").scrollIntoViewIfNeeded();
  const box = await canvas(page, "revenue-trend").boundingBox();
  const [from, to] = [await page.evaluate(placeOf, ["revenue-trend", 7]), await page.evaluate(placeOf, ["revenue-trend", 4])];
  await page.mouse.move(box.x + from.x, box.y + from.y);
  await page.mouse.down();
  await page.mouse.move(box.x + (from.x + to.x) / 2, box.y + to.y, { steps: 3 });
  await page.mouse.move(box.x + to.x, box.y + to.y, { steps: 3 });
  await page.mouse.up();
  none(await shows(page, { ...EVERYTHING, from: "2025-11-01", to: "2026-02-28" }));

  // Escape takes back what is begun.
  const before = page.url();
  await page.waitForFunction(() => document.querySelector("figure[data-chart=revenue-trend] svg"));
  await page.mouse.move(box.x + box.width * 0.3, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.6, box.y + 60, { steps: 3 });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  assert.equal(page.url(), before);
  none(troubles);
});

const FILTERS = [
  EVERYTHING,
  { from: "2025-08-10", to: "2025-11-20", choices: { brand: ["MuscleBlaze", "Gritzo"] } },
  { from: "2026-03-03", to: "2026-03-21", choices: { gender: ["Female"] } },
  { from: null, to: null, choices: { campaign: ["MB_MonsoonBulk"] } },
];

test("charts draw the figures of the filter", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const found = [];
  for (const filter of FILTERS) {
    await page.evaluate(change, { filter });
    await page.evaluate(() => globalThis.roasbook.charts.settled());
    const { by, trend, influencers } = await report(data, filter);
    const bars = [
      ["revenue-by-brand", by.brand, "revenue"],
      ["revenue-by-category", by.category, "revenue"],
      ["top-revenue", influencers.map(({ name, measures }) => ({ id: name, measures })), "revenue"],
    ];
    for (const [chart, all, measure] of bars) {
      const rows = all.filter(({ measures }) => measures[measure] !== "0.00" || measures.roas !== null).slice(0, 10);
      if ((await page.locator(`figure[data-chart="${chart}"]`).count()) === 0) {
        assert.ok(rows.length < 2, `${chart} is missing for ${query(filter)}`);
        continue;
      }
      const { names, series } = await page.evaluate(drawn, chart);
      assert.deepEqual(series[measure].map((amount) => amount?.toFixed(2)), rows.map(({ measures }) => measures[measure]), `${chart} of ${query(filter)}`);
      assert.deepEqual(names, rows.map(({ id }) => id));
    }
    const { names, series } = await page.evaluate(drawn, "revenue-trend");
    const grain = Object.keys(trend).find((grain) => trend[grain].length === names.length);
    assert.deepEqual(names, trend[grain].map(({ from }) => from));
    assert.deepEqual(series.revenue.map((amount) => amount.toFixed(2)), trend[grain].map(({ measures }) => measures.revenue));
    found.push(...(await page.evaluate(faults)).map((fault) => `${query(filter)}: ${fault}`));
  }
  none([...found, ...troubles]);
});

/** What a button of a chart hands out. */
async function picture(page, chart, kind) {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(`figure[data-chart="${chart}"] [data-picture="${kind}"]`).click()]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** In the page: what an SVG says, or why it is none. */
function readSvg(text) {
  const parsed = new DOMParser().parseFromString(text, "image/svg+xml");
  const error = parsed.querySelector("parsererror");
  if (error) return { error: error.textContent };
  const { documentElement: svg } = parsed;
  return {
    error: null,
    words: svg.textContent.replaceAll(/\s+/g, " "),
    size: [Number(svg.getAttribute("width")), Number(svg.getAttribute("height"))],
    shapes: svg.querySelectorAll("path, rect").length,
    foreign: [...svg.querySelectorAll("script, foreignObject, image, [href], [onload]")].map((one) => one.tagName),
  };
}

const filter = { from: "2025-08-10", to: "2026-02-20", choices: { brand: ["MuscleBlaze", "Gritzo"] } };
const fileName = (chart, kind) => `${chart}_2025-08-10_2026-02-20_MuscleBlaze_Gritzo_v${digest.slice(0, 8)}.${kind}`;

test("a chart goes away as an SVG that says its finding, its filter and its data", async () => {
  const { page, troubles } = await open(browser, base, { colorScheme: "dark" });
  await visit(page, `${base}index.html${query(filter)}`);
  for (const chart of await page.locator("figure[data-chart]").evaluateAll((figures) => figures.map((figure) => figure.dataset.chart))) {
    const { name, bytes } = await picture(page, chart, "svg");
    assert.equal(name, fileName(chart, "svg"));
    const svg = await page.evaluate(readSvg, bytes.toString("utf8"));
    assert.equal(svg.error, null, chart);
    assert.deepEqual(svg.foreign, []);
    assert.ok(svg.shapes > 3 && svg.size[0] >= 800 && svg.size[1] >= 120, `${chart}: ${svg.shapes} shapes, ${svg.size}`);
    const title = (await page.locator(`section:has(> .body figure[data-chart="${chart}"]) h2`).textContent()).replaceAll(/\s+/g, " ");
    for (const words of [title, "MuscleBlaze", "Gritzo", "10 Aug 2025", "20 Feb 2026", digest.slice(0, 8)]) {
      assert.ok(svg.words.includes(words), `${chart} says ${words}: ${svg.words}`);
    }
    assert.doesNotMatch(bytes.toString("utf8"), /NaN|undefined|\[object/);
  }
  none(troubles);
});

test("a chart goes away as a PNG of its own size", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html${query(filter)}`);
  const { name, bytes } = await picture(page, "revenue-by-brand", "png");
  assert.equal(name, fileName("revenue-by-brand", "png"));
  assert.deepEqual([...bytes.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const svg = await page.evaluate(readSvg, (await picture(page, "revenue-by-brand", "svg")).bytes.toString("utf8"));
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], svg.size.map((side) => 2 * side));
  // White paper and something on it.
  const colours = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    Object.assign(canvas, { width: image.width, height: image.height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, image.width, image.height).data.buffer);
    return { corner: pixels[0], count: new Set(pixels).size };
  }, bytes.toString("base64"));
  assert.equal(colours.corner, 0xffffffff);
  assert.ok(colours.count > 10, `${colours.count} colours`);
  none(troubles);
});

test("pictures are made from a page opened from a disk too", async () => {
  const from = pathToFileURL(`${site}/`).href;
  const { page, troubles } = await open(browser, from);
  await visit(page, `${from}index.html`);
  for (const kind of ["svg", "png"]) assert.ok((await picture(page, "revenue-trend", kind)).bytes.length > 2000);
  none(troubles);
});
