// More than 150 attacks, each in every column of text of every table, in names of files, in the configuration and in
// addresses: pages opened from a disk and from a server run nothing, ask for nothing elsewhere and hold nothing that a
// text has become, and what is taken away from them is harmless too.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { allLive, awake, launch, open, visit } from "./lib/browser.js";
import { parseCsv } from "./lib/csv.js";
import { build, contents } from "./lib/demo.js";
import { effects, misread, tooltips } from "./lib/effects.js";
import { EVERYTHING, query } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, OTHER_PAGES, kind, oneOfEachKind } from "./lib/pages.js";
import { CONFIG, TEXTS, idOf, payloadFolder, textsOf } from "./lib/payloads.js";
import { serve } from "./lib/server.js";
import { change } from "./lib/tours.js";

const site = build(payloadFolder(), CONFIG);
const { pages } = contents(site);
const base = pathToFileURL(`${site}/`).href;
const served = await serve(site);
const browser = await launch();

/** Pages of every kind: several of each, and those that are one of a kind. */
const several = (seeds) => [...new Set(seeds.flatMap((seed) => oneOfEachKind(pages, seed).map(({ path }) => path))), ...OTHER_PAGES, NOT_FOUND];

/** What a spreadsheet would take for a formula, however it begins. */
const isFormula = (cell) =>
  (/^[\s\p{Cc}\u200b-\u200f\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)) || /^[\t\r\n]/.test(cell);

const formulas = (where, text) =>
  parseCsv(text.replace(/^\ufeff/, "")).flatMap((row) => row.filter(isFormula)).map((cell) => `${where}: a formula ${JSON.stringify(cell)}`);

test("no page holds an element, an attribute or an address that a text has become", async () => {
  const { page } = await open(browser, base);
  const found = [];
  const names = readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".html"));
  assert.ok(names.length > 600, `${names.length} pages`);
  for (const name of names) found.push(...(await page.evaluate(misread, [name, readFileSync(join(site, name), "utf8")])));
  none(found);
});

for (const [way, address, seeds] of [["a disk", base, [1, 2, 3]], ["a server", served, [4]]]) {
  test(`pages from ${way} run nothing and ask for nothing elsewhere`, async () => {
    const { page, troubles } = await open(browser, address);
    const found = [];
    for (const path of several(seeds)) {
      await visit(page, address + path);
      if (path !== NOT_FOUND && (await page.locator("figure[data-chart]").count()) > 0) await allLive(page);
      const tips = await page.evaluate(tooltips);
      found.push(...[...tips.found, ...(await page.evaluate(effects)), ...troubles.splice(0)].map((fault) => `${path}: ${fault}`));
    }
    none(found);
  });
}

test("every text is drawn in charts and said in their tooltips as it is written", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await awake(page);
  const found = [];
  const said = [];
  const names = await page.evaluate(() => globalThis.roasbook.catalog.dimensions.find(({ id }) => id === "product").names.slice(1));
  for (let first = 0; first < names.length; first += 8) {
    await page.evaluate(change, { filter: { ...EVERYTHING, choices: { product: names.slice(first, first + 8) } } });
    await allLive(page);
    const tips = await page.evaluate(tooltips);
    said.push(...tips.texts);
    found.push(...tips.found, ...(await page.evaluate(effects)), ...troubles.splice(0));
  }
  const all = said.join("\n");
  for (const text of ["{a|rich}{b} {value}", "{@[0]}{a}{c}", `{b|<img src=x onerror=window.pwned=1>}`, "&lt;script&gt;", "%s%n$&$1$`"]) {
    assert.ok(all.includes(text), `a tooltip says ${text}`);
  }
  none(found);
});

test("what is typed, chosen and clicked runs nothing", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const found = [];
  const look = async (where) => found.push(...[...(await page.evaluate(effects)), ...troubles.splice(0)].map((fault) => `${where}: ${fault}`));
  const finder = page.locator("#finder");
  for (const text of TEXTS.filter((_, index) => index % 5 === 0)) {
    await finder.fill(text);
    await page.waitForTimeout(20);
    await look(`found ${text}`);
  }
  await finder.fill("");
  await page.keyboard.press("Escape");
  for (const more of await page.locator('#choices details').all()) await more.evaluate((details) => (details.open = true));
  await look("menus");
  await page.evaluate(searchEverywhere, "<img src=x onerror=window.pwned=1>");
  await look("searched");
  await visit(page, `${base}index.html`);
  const figures = page.locator("main td data, .tiles data");
  for (let place = 0; place < (await figures.count()); place += 40) {
    await figures.nth(place).evaluate((data) => data.click());
    await look("explained");
    await page.keyboard.press("Escape");
  }
  for (const table of ["posts", "payouts"]) {
    await page.locator(`#${table}`).scrollIntoViewIfNeeded();
    await page.locator(`table[data-table="${table}"] tbody tr`).first().waitFor();
    await look(table);
  }
  none(found);
});

/** In the page: types a text into the search of every table. */
function searchEverywhere(text) {
  for (const search of document.querySelectorAll(".tools .find:not([hidden])")) {
    search.value = text;
    search.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

test("an address that is an attack shows its view or says that it cannot", async () => {
  const { page, troubles } = await open(browser, base);
  const found = [];
  for (const text of TEXTS.filter((_, index) => index % 6 === 0)) {
    const asked = encodeURIComponent(text.toWellFormed());
    const keys = ["from", "brand", "influencer", "view", "sort", "vs.platform", asked].map((key) => `${key}=${asked}`).join("&");
    await page.goto(`${base}index.html?${keys}&find=influencers:${asked}&v=${asked}#${asked}`);
    await page.locator("html[data-ready=true], html[data-failed=true]").waitFor({ state: "attached" });
    found.push(...[...(await page.evaluate(effects)), ...troubles.splice(0)].map((fault) => `${keys.slice(0, 80)}: ${fault}`));
  }
  none(found);
});

test("what is downloaded is no formula, no script and no path", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const choices = { brand: textsOf("path").slice(0, 4).filter((text) => !text.includes("\0")), influencer: [idOf(1), idOf(30)] };
  const found = formulas("rows set aside", readFileSync(join(site, "rows-set-aside.csv"), "utf8"));
  const wholes = [EVERYTHING, { ...EVERYTHING, choices: { influencer: choices.influencer } }, { ...EVERYTHING, choices: { brand: choices.brand } }];
  let count = 0;
  let defused = 0;
  const come = async (filter) => {
    await page.goto("about:blank");
    await visit(page, `${base}index.html${query(filter)}`);
    await awake(page);
    for (const table of ["posts", "payouts"]) {
      await page.locator(`#${table}`).scrollIntoViewIfNeeded();
      await page.locator(`table[data-table="${table}"] tbody tr`).first().waitFor();
    }
  };
  for (const filter of wholes) {
    await come(filter);
    for (const [index, button] of (await page.evaluate(buttons)).entries()) {
      // Chromium lets a page hand out ten files at once.
      if (index % 8 === 7) await come(filter);
      const [file] = await Promise.all([page.waitForEvent("download"), page.locator(button).click()]);
      const [name, text] = [file.suggestedFilename(), (await readFile(await file.path())).toString("utf8")];
      count += 1;
      assert.match(name, /^[\p{L}\p{N}\p{M}_.-]+\.(csv|svg)$/u);
      assert.ok(Buffer.byteLength(name) <= 255 && !name.startsWith("."), name);
      if (name.endsWith(".csv")) {
        found.push(...formulas(name, text));
        defused += parseCsv(text.slice(1)).flat().filter((cell) => cell.startsWith("'") && isFormula(cell.slice(1))).length;
      } else found.push(...(await page.evaluate(strangeInPicture, text)).map((fault) => `${name}: ${fault}`));
    }
  }
  assert.ok(count > 20, `${count} downloads`);
  assert.ok(defused > 20, `${defused} formulas were made harmless`);
  none([...found, ...troubles]);
});

/** In the page: the selectors of what hands out a file. */
function buttons() {
  const seen = (/** @type {string} */ selector) => document.querySelector(selector)?.checkVisibility();
  const tables = [...document.querySelectorAll("table[data-table]")].map((table) => `.listing:has(table[data-table="${table.dataset.table}"]) .csv`);
  const charts = [...document.querySelectorAll("figure[data-chart]")].map((figure) => `figure[data-chart="${figure.dataset.chart}"] [data-picture=svg]`);
  return [...tables, ...charts].filter(seen);
}

/** In the page: what does not belong into an SVG that is a picture alone. */
function strangeInPicture(text) {
  const picture = new DOMParser().parseFromString(text, "image/svg+xml");
  const error = picture.querySelector("parsererror");
  if (error) return [error.textContent];
  // ECharts writes one style of its own.
  const isOwn = ({ localName, textContent }) => localName === "style" && /^\s*(\.zr\d+-cls-\d+:hover \{\s*pointer-events:none;\s*\}\s*)*$/.test(textContent);
  const parts = [...picture.querySelectorAll("script, foreignObject, image, a, use, set, animate, iframe, style")];
  const strange = parts.filter((part) => !isOwn(part)).map(({ outerHTML }) => outerHTML.slice(0, 120));
  const attributes = [...picture.querySelectorAll("*")].flatMap((one) => [...one.attributes]).filter(({ name, value }) => /^on|href/i.test(name) || /url\((?!#)/.test(value));
  return [...strange, ...attributes.map(({ name, value }) => `${name}=${value}`)];
}

test("a post leads to the web or nowhere", async () => {
  const { page } = await open(browser, base);
  const links = new Set();
  await visit(page, `${base}index.html`);
  await page.locator("#posts").scrollIntoViewIfNeeded();
  for (const path of ["posts.html", ...pages.filter((one) => kind(one) === "influencers").map(({ path }) => path)]) {
    const html = readFileSync(join(site, path), "utf8");
    const hrefs = await page.evaluate((text) => [...new DOMParser().parseFromString(text, "text/html").links].map((link) => link.getAttribute("href")), html);
    hrefs.filter((href) => /^[a-z][a-z0-9+.-]*:/i.test(href)).forEach((href) => links.add(href));
  }
  await page.locator('table[data-table="posts"] tbody tr').first().waitFor();
  for (const href of await page.evaluate(() => [...document.links].map(({ href }) => href))) if (!href.startsWith(base)) links.add(href);
  for (const href of links) assert.match(href, /^https?:\/\/[^\s"<>]+$/i);
  assert.ok(links.size > 0, "one of them is an address of the web");
});
