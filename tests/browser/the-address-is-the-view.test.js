// Whatever a reader chooses is in the address, and nothing else: back and forward, a reload, a copied link on
// another machine show the same figures. A link from other data says so, and one that finds nothing helps.

import assert from "node:assert/strict";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { disagreements } from "./lib/agree.js";
import { chip, chips, menu, openMenu, tick } from "./lib/bar.js";
import { launch, open, ready, visit } from "./lib/browser.js";
import { contents, data, demoSite } from "./lib/demo.js";
import { shownFigures } from "./lib/figures.js";
import { EVERYTHING, ofEntry, query, randomFilters, same } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { numbers } from "./lib/random.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { change } from "./lib/tours.js";

const site = demoSite();
const { pages, digest } = contents(site);
const version = digest.slice(0, 8);
const base = await serve(site);
const browser = await launch();

const everyQuery = new Map(randomFilters(numbers(77), await report(data), 16).map((filter) => [query(filter), filter]));
everyQuery.delete("");
/** Different from each other and from everything. */
const filters = [...everyQuery.values()].slice(0, 12);
const search = (page) => new URL(page.url()).search;
const ask = (page, filter) => page.evaluate(change, { filter });

/** What a page shows, as far as its filter decides it. */
async function view(page) {
  const { tiles, tables } = await page.evaluate(shownFigures);
  const values = (measures) => Object.entries(measures).map(([id, { value, text }]) => `${id} ${value} ${text}`);
  const rows = Object.entries(tables).map(([table, rows]) => [table, rows.map(({ label, measures }) => [label, values(measures)])]);
  return { title: await page.title(), heading: await page.locator("h1").textContent(), tiles: values(tiles), rows };
}

/** Whether the page shows the figures of a filter. */
async function shows(page, filter, where) {
  return disagreements(await page.evaluate(shownFigures), await report(data, filter), where);
}

/** The filter that an address asks for, over what its page has chosen. */
function filterOf(url, from) {
  const { pathname, searchParams } = new URL(url);
  const path = pathname.slice(new URL(from).pathname.length) || "index.html";
  const own = ofEntry(pages.find((page) => page.path === path).filter);
  // The days are one choice: a query that names one of them names both.
  const isDated = searchParams.has("from") || searchParams.has("to");
  const [first, last] = ["from", "to"].map((key) => (isDated ? searchParams.get(key) || null : own[key]));
  const filter = { from: first, to: last, choices: { ...own.choices } };
  for (const id of new Set(searchParams.keys())) {
    if (["from", "to", "v", "sort", "view", "find"].includes(id)) continue;
    const names = searchParams.getAll(id).filter(Boolean);
    if (names.length === 0) delete filter.choices[id];
    else filter.choices[id] = names;
  }
  return filter;
}

test("back and forward go through the filters in their order", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const steps = filters.slice(0, 5);
  const views = [await view(page)];
  for (const filter of steps) {
    await ask(page, filter);
    views.push(await view(page));
  }
  const found = [];
  for (let at = steps.length - 1; at >= 0; at--) {
    await page.goBack();
    await page.waitForFunction((heading) => document.querySelector("h1").textContent === heading, views[at].heading);
    await ready(page);
    found.push(...(await shows(page, at === 0 ? EVERYTHING : steps[at - 1], `back to ${search(page)}`)));
    assert.equal(await page.title(), views[at].title);
  }
  for (const [at, filter] of steps.entries()) {
    await page.goForward();
    await page.waitForFunction((heading) => document.querySelector("h1").textContent === heading, views[at + 1].heading);
    await ready(page);
    found.push(...(await shows(page, filter, `forward to ${search(page)}`)));
  }
  none([...found, ...troubles]);
});

test("back leads from a page to the view before it", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await ask(page, filters[3]);
  const before = await view(page);
  await page.locator("nav[aria-label=Pages] a", { hasText: "Payouts" }).click();
  await page.waitForURL("**/payouts.html*");
  await page.goBack();
  await ready(page);
  assert.deepEqual(await view(page), before);
  none(troubles);
});

for (const [way, from] of [["a disk", pathToFileURL(`${site}/`).href], ["a server", base]]) {
  test(`a reload shows the same view, from ${way}`, async () => {
    const { page, troubles } = await open(browser, from);
    for (const [index, filter] of filters.entries()) {
      await visit(page, from + pages[(index * 97) % pages.length].path);
      await ask(page, filter);
      const before = await view(page);
      await page.reload();
      await ready(page);
      assert.deepEqual(await view(page), before, page.url());
    }
    none(troubles);
  });

  test(`the address has the reader's choices and no other, from ${way}`, async () => {
    const { page, troubles } = await open(browser, from);
    for (const [index, filter] of filters.entries()) {
      const { path, filter: own } = pages[(index * 131) % pages.length];
      await visit(page, from + path);
      assert.equal(search(page), "", "a page as it comes");
      await ask(page, filter);
      const { searchParams } = new URL(page.url());
      const chosen = new Set(new URLSearchParams(query(filter, ofEntry(own))).keys());
      for (const key of new Set(searchParams.keys())) assert.ok(chosen.has(key), `${page.url()} has ${key}`);
      assert.ok(same(filterOf(page.url(), from), filter), page.url());
      await ask(page, ofEntry(own));
      assert.equal(search(page), "", "back to the page's own filter");
    }
    none(troubles);
  });
}

/** What the button copies; the clipboard of a page from a server can be read. */
async function copied(page) {
  await page.locator("[data-tool=link]").click();
  await page.locator("[data-tools] [role=status]", { hasText: "Link copied" }).waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

test("a copied link shows the same figures to another reader", async () => {
  const { page, troubles } = await open(browser, base, { permissions: ["clipboard-read", "clipboard-write"] });
  const single = { from: "2025-11-01", to: "2025-11-30", choices: { brand: ["Gritzo"], platform: ["YouTube"] } };
  for (const [index, filter] of [single, EVERYTHING, ...filters.slice(0, 6)].entries()) {
    await visit(page, base + pages[(index * 53) % pages.length].path);
    await ask(page, filter);
    const link = await copied(page);
    const entry = pages.find(({ filter: own }) => same(ofEntry(own), filter));
    if (entry) assert.equal(link, `${base}${entry.path}?v=${version}`, "the page of a slice that has one");
    assert.equal(new URL(link).searchParams.get("v"), version);

    const other = await open(browser, base, { timezoneId: "Pacific/Kiritimati", locale: "de-DE" });
    await visit(other.page, link);
    none(await shows(other.page, filter, link));
    assert.equal(await other.page.locator("h1").textContent(), await page.locator("h1").textContent());
    assert.equal(await other.page.locator("#notice").isVisible(), false, "the data is the same");
    none(other.troubles);
    await other.page.context().close();
  }
  none(troubles);
});

test("from a disk, where nothing may be copied for the reader, the link is there to copy", async () => {
  const from = pathToFileURL(`${site}/`).href;
  const { page, troubles } = await open(browser, from);
  await visit(page, `${from}index.html`);
  await ask(page, filters[0]);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
  });
  await page.locator("[data-tool=link]").click();
  const field = page.getByRole("textbox", { name: "Link to this view" });
  const link = await field.inputValue();
  assert.ok(link.startsWith(from) && same(filterOf(link, from), filters[0]), link);
  assert.equal(await field.evaluate((input) => document.activeElement === input && input.selectionEnd - input.selectionStart === input.value.length), true);
  await page.keyboard.press("Escape");
  assert.equal(await field.count(), 0);
  none(troubles);
});

test("a link from other data says that figures may have changed, and one from this data does not", async () => {
  const { page, troubles } = await open(browser, base);
  const notice = page.locator("#notice");
  for (const path of ["index.html?v=0badc0de", "index.html?brand=Gritzo&v=0badc0de", "reports/gritzo/all/all/all.html?v=0badc0de"]) {
    await visit(page, base + path);
    assert.match(await notice.textContent(), new RegExp(`0badc0de.*${version}.*changed`, "s"), path);
    assert.equal(await notice.isVisible(), true);
    await notice.getByRole("button").click();
    assert.equal(await notice.isVisible(), false);
  }
  await visit(page, `${base}index.html?brand=Gritzo&v=${version}`);
  assert.equal(await notice.isVisible(), false);
  await visit(page, `${base}index.html?v=<b>you+owe+us</b>`);
  assert.equal((await notice.textContent()).includes("owe"), false, "an address puts no words on the page");
  none(troubles);
});

test("a value that the data does not have gives an empty view that says so, and a way out", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html?brand=Nobrand&platform=Instagram`);
  const empty = page.getByRole("region", { name: "Nothing found" });
  assert.match(await empty.textContent(), /Nobrand/);
  assert.equal(await page.locator("dl.tiles").isVisible(), false);
  assert.equal(await page.locator("main section[id]:visible:not(#posts, #payouts)").count(), 0, "no boxes without figures");
  assert.equal(await chip(page, "Nobrand").count(), 1);
  await empty.getByRole("button", { name: /any brand/i }).click();
  await ready(page);
  none(await shows(page, { ...EVERYTHING, choices: { platform: ["Instagram"] } }, "after the way out"));
  assert.equal(search(page), "?platform=Instagram");
  assert.equal(await empty.count(), 0);
  none(troubles);
});

test("days without data, in the wrong order or none of the calendar give an empty view and a way out", async () => {
  const { page, troubles } = await open(browser, base);
  for (const range of ["from=2031-01-01&to=2031-02-01", "from=2026-01-02&to=2026-01-01", "from=2025-02-30", "to=yesterday", "from=%00"]) {
    await visit(page, `${base}index.html?${range}`);
    const empty = page.getByRole("region", { name: "Nothing found" });
    assert.equal(await empty.isVisible(), true, range);
    await empty.getByRole("button", { name: /all dates|reset/i }).first().click();
    await ready(page);
    none(await shows(page, EVERYTHING, `after the way out of ${range}`));
  }
  none(troubles);
});

test("an address with keys and values of others is read as far as it can be", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html?utm_source=mail&brand=Gritzo&__proto__=x&constructor=y&sort=influencers:nothing&view=hologram&sort=&find=%E0%A4%A`);
  none(await shows(page, { ...EVERYTHING, choices: { brand: ["Gritzo"] } }, search(page)));
  none(troubles);
});

test("controls say what the address chose", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html?from=2025-09-01&to=2025-09-30&brand=Gritzo&brand=HKVitals&gender=Female`);
  assert.match(await menu(page, "brand").locator("summary").textContent(), /2 brands/);
  assert.match(await menu(page, "period").locator("summary").textContent(), /Sep 2025/);
  assert.deepEqual((await chips(page).allTextContents()).map((text) => text.replace("×", "").trim()).sort(), ["Brand Gritzo", "Brand HKVitals", "Gender Female", "Period Sep 2025"]);
  const brands = await openMenu(page, "brand");
  const ticked = await brands.locator("li:has(input:checked)").allTextContents();
  assert.equal(ticked.length, 2);
  await tick(page, "brand", "Gritzo");
  await ready(page);
  assert.deepEqual(new URL(page.url()).searchParams.getAll("brand"), ["HKVitals"]);
});
