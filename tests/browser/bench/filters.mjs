// How long a change of filter takes on a built site, and how much a reader loads for it.
//
//     node bench/filters.mjs SITE [COUNT]
//
// Opens the overview in Chromium at 1280 x 900, loads all data, makes COUNT random changes of filter without a
// reload, and prints medians and 95th percentiles in milliseconds. Then the sizes, gzip, of what a reader loads.

import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

import { CHROMIUM } from "../lib/chromium.js";
import { randomFilters } from "../lib/filters.js";
import { numbers } from "../lib/random.js";
import { percentile } from "./percentile.mjs";

const [folder, count = "300"] = process.argv.slice(2);
if (!folder) {
  console.error("error: which site?\nhint: node bench/filters.mjs SITE [COUNT]");
  process.exit(2);
}
const site = resolve(folder);

/** In the page: what there is to choose from, as a report of everything lists it. */
function everything() {
  const { range, dimensions } = globalThis.roasbook.catalog;
  const rows = (names) => names.slice(1).map((id) => ({ id }));
  const lists = Object.fromEntries(dimensions.filter(({ filters }) => filters).map(({ id, names }) => [id, rows(names)]));
  const { influencer, ...by } = lists;
  return { range: { from: range.first, to: range.last }, by, influencers: influencer };
}

/** In the page: every level of the data, so that what follows measures no loading. */
function loadAll() {
  const { store, catalog } = globalThis.roasbook;
  return store.load(Object.keys(catalog.levels));
}

/** In the page: the sums alone that a view asks for, without its words. */
function sums(filter) {
  const { slices, measures, catalog, store } = globalThis.roasbook;
  const begin = performance.now();
  const slice = slices.answer(catalog, store.frames, filter);
  for (const { id, shown } of catalog.measures) if (shown) measures.value(catalog, id, slice.totals, slice.scope);
  for (const { totals } of slice.influencers) for (const column of ["revenue", "payout"]) totals.sum(column, "payout_known");
  for (const id of ["brand", "category", "platform"]) for (const { totals } of slice.by(id)) totals.sum("payout", "all");
  slice.days("revenue");
  return performance.now() - begin;
}

/** In the page: one change, from an event to its paint. */
async function timed(filter) {
  const { app, charts } = globalThis.roasbook;
  // Some time after a frame, not always at once.
  await new Promise((done) => setTimeout(done, 5 + Math.random() * 20));
  performance.clearMeasures();
  const event = new Event("input");
  const painted = new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(performance.now() - event.timeStamp);
      port2.postMessage(null);
    });
  });
  await app.change({ filter }, event);
  const last = (name) => performance.getEntriesByName(name).at(-1);
  const shown = last("roasbook:show");
  const drawn = last("roasbook:charts");
  const found = {
    answer: last("roasbook:answer")?.duration,
    tiles: shown && shown.startTime + shown.duration - event.timeStamp,
    charts: drawn?.duration,
    painted: await painted,
    update: last("roasbook:update")?.duration,
  };
  await charts.settled();
  return found;
}

const LINES = {
  sums: "sums that a view asks for",
  answer: "sums and the words of the view (roasbook:answer)",
  tiles: "from the event to tiles and tables in the page",
  charts: "charts in sight (roasbook:charts)",
  painted: "from the event to the painted frame",
  update: "from the event to all painted (roasbook:update)",
};

function printTimes(times) {
  console.log(`\n${"milliseconds".padEnd(54)}${"p50".padStart(8)}${"p95".padStart(8)}${"most".padStart(8)}`);
  for (const [name, words] of Object.entries(LINES)) {
    const values = times.map((time) => time[name]).filter((value) => value !== undefined);
    const columns = [percentile(values, 0.5), percentile(values, 0.95), Math.max(...values)];
    console.log(words.padEnd(54) + columns.map((value) => value.toFixed(1).padStart(8)).join(""));
  }
}

const gzip = (path) => gzipSync(readFileSync(path), { level: 9 }).length;
const kb = (bytes) => `${(bytes / 1000).toFixed(1).padStart(9)} KB`;

/** Prints what files weigh by what they are called, and in all. */
function printSizes(title, sizes) {
  console.log(`\n${title}`);
  for (const [name, bytes] of Object.entries(sizes)) console.log(`${name.padEnd(54)}${kb(bytes)}`);
  console.log(`${"in all".padEnd(54)}${kb(Object.values(sizes).reduce((sum, bytes) => sum + bytes, 0))}`);
}

/** What a path of the site is, without the hash of its content. */
const nameOf = (path) => path.replace(/\.[0-9a-f]{12}(?=\.)/, "").replace(/-\d{4}-\d\d(?=\.js)/, "");

/** Sizes of all levels; the files of months together. */
function levels() {
  const sizes = {};
  for (const name of readdirSync(join(site, "assets", "data")).sort()) {
    const kind = nameOf(name);
    sizes[kind] = (sizes[kind] ?? 0) + gzip(join(site, "assets", "data", name));
  }
  return sizes;
}

/** What a fresh reader has loaded after opening the overview and choosing a brand. */
async function firstInteraction(browser) {
  const page = await browser.newPage();
  const base = pathToFileURL(`${site}/`).href;
  const paths = [];
  page.on("request", (request) => paths.push(decodeURIComponent(request.url().slice(base.length))));
  await page.goto(`${base}index.html`);
  await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
  const { by } = await page.evaluate(everything);
  await page.evaluate((name) => globalThis.roasbook.app.change({ filter: { from: null, to: null, choices: { brand: [name] } } }), by.brand[0].id);
  await page.evaluate(() => globalThis.roasbook.charts.settled());
  await page.close();
  return Object.fromEntries([...new Set(paths)].filter((path) => !path.startsWith("data:")).map((path) => [nameOf(path), gzip(join(site, path))]));
}

const browser = await chromium.launch(CHROMIUM);
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(pathToFileURL(join(site, "index.html")).href);
await page.locator("html[data-ready=true]").waitFor({ state: "attached" });
await page.evaluate(loadAll);
const filters = randomFilters(numbers(1), await page.evaluate(everything), Number(count) + 30);
const times = [];
for (const [turn, filter] of filters.entries()) {
  const time = { ...(await page.evaluate(timed, filter)), sums: await page.evaluate(sums, filter) };
  // The first ones warm the scripts up.
  if (turn >= 30) times.push(time);
}
const { people, range } = await page.evaluate(() => ({ people: globalThis.roasbook.catalog.people.labels.length - 1, range: globalThis.roasbook.catalog.range }));
console.log(`${times.length} changes of filter on ${site}: ${people} influencers, ${range.first} to ${range.last}`);
printTimes(times);
const first = await firstInteraction(browser);
const isData = (name) => name.startsWith("assets/data/") || name.endsWith("/days.js");
printSizes("loaded for the first interaction, gzip", first);
printSizes("of which data, gzip", Object.fromEntries(Object.entries(first).filter(([name]) => isData(name))));
printSizes("all levels, gzip (cells.js: every month together)", levels());
await browser.close();
