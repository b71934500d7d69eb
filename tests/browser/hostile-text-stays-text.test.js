// Whatever a CSV holds is text: it is shown as it is written, and never runs, breaks a page or leaves the site.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, launch, open, visit, visitAwake } from "./lib/browser.js";
import { build, contents } from "./lib/demo.js";
import { effects, tooltips } from "./lib/effects.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { BAD_DATE, BRANDS, CAMPAIGNS, CATEGORIES, IMAGE, NAMES, PLATFORMS, PRODUCTS, RUN, hostileFolder } from "./lib/hostile.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, OTHER_PAGES, oneOfEachKind } from "./lib/pages.js";
import { shows } from "./lib/shows.js";
import { change } from "./lib/tours.js";

const folder = hostileFolder();
const site = build(folder);
const { pages } = contents(site);
const paths = [...oneOfEachKind(pages, 12).map(({ path }) => path), ...OTHER_PAGES];
const base = pathToFileURL(`${site}/`).href;
const browser = await launch();

test("pages open without a fault, and nothing runs", async () => {
  const { page, troubles } = await open(browser, base);
  const found = [];
  for (const path of paths) {
    await visitAwake(page, base + path);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      found.push(...(await page.evaluate(faults)).map((fault) => `${path}: ${fault}`));
    }
    found.push(...(await page.evaluate(effects)).map((effect) => `${path}: ${effect}`));
    found.push(...troubles.splice(0).map((trouble) => `${path}: ${trouble}`));
  }
  none(found);
});

test("nothing runs in a tooltip of a chart", async () => {
  const { page, troubles } = await open(browser, base);
  await visitAwake(page, `${base}index.html`);
  const { texts, found } = await page.evaluate(tooltips);
  assert.ok(texts.some((text) => text.includes(BRANDS[0])), "the tooltip of a brand has its name");
  none([...found, ...(await page.evaluate(effects)), ...troubles]);
});

test("filters by hostile names show their figures, and nothing runs", async () => {
  const { page, troubles } = await open(browser, base);
  const found = [];
  const filters = [
    { ...EVERYTHING, choices: { brand: BRANDS } },
    { ...EVERYTHING, choices: { category: [CATEGORIES[0]], platform: PLATFORMS } },
    { ...EVERYTHING, choices: { campaign: CAMPAIGNS, gender: [IMAGE] } },
    { ...EVERYTHING, choices: { product: PRODUCTS } },
    { ...EVERYTHING, choices: { influencer: NAMES.map((_, index) => `I${index}<i>`).slice(0, 4) } },
    { ...EVERYTHING, choices: { brand: [IMAGE, "</script><script>window.pwned=3</script>"], platform: ["hasOwnProperty"] } },
  ];
  for (const [index, filter] of filters.entries()) {
    if (index % 2 === 0) await visit(page, `${base}index.html${query(filter)}`);
    else await page.evaluate(change, { filter });
    found.push(...(await shows(page, filter, folder)));
    const more = page.locator('#choices [data-choice="more"]');
    if ((await more.getAttribute("open")) === null) await more.locator(":scope > summary").click();
    for (const menu of await page.locator("#choices details").all()) await menu.evaluate((details) => (details.open = true));
    await page.locator(".tiles data, main td data").first().evaluate((data) => data.click());
    found.push(...(await page.evaluate(effects)), ...troubles.splice(0));
    await page.keyboard.press("Escape");
  }
  none(found);
});

test("posts and payouts of a hostile campaign are text, and no link of theirs runs", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await page.locator("#payouts").scrollIntoViewIfNeeded();
  for (const table of ["posts", "payouts"]) await page.locator(`table[data-table="${table}"] tbody tr`).first().waitFor();
  none([...(await page.evaluate(effects)), ...troubles]);
});

test("every text is shown as it is written", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  // Where HTML folds white space, so does this.
  // What would turn the text after it around is left out of what people are called.
  const plain = (text) => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "").replaceAll(/\s+/g, " ");
  const shown = plain(await page.evaluate(() => document.querySelector("main").textContent));
  const menus = plain(await page.evaluate(() => document.querySelector("nav.choices").textContent));
  await visit(page, `${base}payouts.html`);
  const ledger = plain(await page.evaluate(() => document.querySelector("main").textContent));
  await visit(page, `${base}data-quality.html`);
  const quality = plain(await page.evaluate(() => document.querySelector("main").textContent));

  const missing = (where, text, texts) => texts.filter((part) => !text.includes(plain(part))).map((part) => `${where} lacks ${part}`);
  none([
    ...missing("overview", shown, [...CATEGORIES, ...PLATFORMS, ...BRANDS, ...CAMPAIGNS, ...PRODUCTS]),
    ...missing("filter bar", menus, [...CATEGORIES, ...PLATFORMS, ...BRANDS]),
    ...missing("ledger", ledger, [...NAMES, IMAGE]),
    ...missing("data quality", quality, [BAD_DATE, `<img src=x onerror=${RUN}>.csv`]),
  ]);
});

test("names lead to plain paths within the site", () => {
  for (const { path } of pages) assert.match(path, /^(index\.html|reports(\/[a-z0-9-]+){4}\.html|(influencers|campaigns|brands|products)\/[a-z0-9-]+\.html)$/);
  assert.deepEqual(readdirSync(site).sort(), [
    ".roasbook-manifest.json",
    ...[NOT_FOUND, "assets", "brands", "campaigns", "index.html", "influencers", "previews", "products", "reports", "roasbook.json", "rows-set-aside.csv", ...OTHER_PAGES].sort(),
  ]);
});
