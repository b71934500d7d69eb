// Without scripts every entry of a menu leads to the page whose filter differs in that one choice, and every such
// page has an entry: the bar is links, which work with the mouse, with the keyboard, and behind the button on a
// phone. With scripts, links that are opened beside the page still lead there.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, launch, open, visit } from "./lib/browser.js";
import { contents, demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { oneOfEachKind, reportsAmong } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const pages = reportsAmong(contents(site).pages);
const base = await serve(site);
const browser = await launch();
const pageAt = new Map(pages.map((page) => [page.path, page]));

/** The choices of a filter, one text each. */
function choices({ brand, category, platform, from, to }) {
  return { Brand: brand?.join(), Category: category?.join(), Platform: platform?.join(), Period: from && `${from} ${to}` };
}

/** The names of the choices in which two filters differ. */
function changed(a, b) {
  const [one, other] = [choices(a), choices(b)];
  return Object.keys(one).filter((choice) => one[choice] !== other[choice]);
}

/** In the page: each menu with what it says is chosen and where its entries lead. */
function menus() {
  return [...document.querySelectorAll("nav.choices details")].filter((menu) => menu.checkVisibility()).map((menu) => ({
    choice: menu.querySelector("summary span").textContent,
    current: [...menu.querySelectorAll("[aria-current=true]")].map((entry) => entry.textContent.trim()),
    shown: menu.querySelector("summary").lastChild.textContent.trim(),
    links: [...menu.querySelectorAll("a")].map((link) => ({ href: link.href, label: link.textContent })),
  }));
}

const pathOf = (url) => url.slice(base.length);

const WITHOUT = { javaScriptEnabled: false };
const menuOf = (page, choice) => page.locator("nav.choices details", { has: page.locator(`summary span:text-is("${choice}")`) });

test("entries lead to all pages that differ in one choice, and to no other", async () => {
  const { page } = await open(browser, base, WITHOUT);
  for (const { path, filter } of oneOfEachKind(pages, 6)) {
    await page.goto(base + path);
    const found = await page.evaluate(menus);
    assert.deepEqual(found.map(({ choice }) => choice), ["Brand", "Category", "Platform", "Period"]);
    for (const { choice, current, shown, links } of found) {
      const expected = pages.filter((other) => changed(filter, other.filter).join() === choice).map((other) => other.path);
      assert.deepEqual(links.map(({ href }) => pathOf(href)).sort(), expected.sort(), `${choice} of ${path}`);
      assert.deepEqual(current, [shown], `${choice} of ${path} marks what is chosen`);
      for (const { href, label } of links) {
        const value = choices(pageAt.get(pathOf(href)).filter)[choice];
        if (choice !== "Period" && value) assert.equal(label, value);
      }
    }
  }
});

test("a click in a menu changes that choice", async () => {
  const { page, troubles } = await open(browser, base, WITHOUT);
  for (const choice of ["Brand", "Category", "Platform", "Period"]) {
    const start = oneOfEachKind(pages, 7).find(({ filter }) => !choices(filter)[choice] && changed(filter, {}).length === 2);
    await page.goto(base + start.path);
    const menu = menuOf(page, choice);
    await menu.locator("summary").click();
    await menu.locator("a").nth(1).click();
    await page.waitForURL((url) => url.href !== base + start.path);
    assert.deepEqual(changed(start.filter, pageAt.get(pathOf(page.url())).filter), [choice]);
  }
  none(troubles);
});

test("the keyboard opens a menu and follows a link", async () => {
  const { page } = await open(browser, base, WITHOUT);
  await page.goto(`${base}index.html`);
  const menu = menuOf(page, "Brand");
  await menu.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await menu.getAttribute("open"), "");
  await page.keyboard.press("Tab");
  const to = await page.evaluate(() => document.activeElement?.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(to);
  assert.deepEqual(changed({}, pageAt.get(pathOf(page.url())).filter), ["Brand"]);
});

test("on a phone the menus wait behind a button that says how many choices are made", async () => {
  const { page } = await open(browser, base, { ...WITHOUT, viewport: SIZES[0] });
  const start = pages.find(({ filter }) => changed(filter, {}).join() === "Brand,Period");
  await page.goto(base + start.path);
  const button = page.locator("button.filters");
  assert.equal((await button.textContent()).trim(), "Filters (2)");
  const menu = menuOf(page, "Category");
  assert.equal(await menu.isVisible(), false);
  await button.focus();
  await page.keyboard.press("Enter");
  await menu.locator("summary").click();
  await menu.locator("a").first().click();
  await page.waitForURL((url) => url.href !== base + start.path);
  assert.deepEqual(changed(start.filter, pageAt.get(pathOf(page.url())).filter), ["Category"]);
});

test("reset leads to everything", async () => {
  const { page } = await open(browser, base, WITHOUT);
  await page.goto(base + pages.at(-1).path);
  await page.getByRole("link", { name: "Reset" }).click();
  await page.waitForURL(`${base}index.html`);
});

test("what only scripts can do is not there without them", async () => {
  const { page } = await open(browser, base, WITHOUT);
  for (const path of ["index.html", pages.at(-1).path, "payouts.html"]) {
    await page.goto(base + path);
    // Links, folds and the sheet of a phone need no script.
    const dead = await page.locator("button:visible:not(.filters), select:visible, input:visible").evaluateAll((list) => list.map((one) => one.outerHTML.slice(0, 90)));
    none(dead);
  }
});

test("with scripts, a link of a table opens its page in a tab of its own", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const link = page.locator('table[data-table="brands"] a').first();
  const [other] = await Promise.all([page.context().waitForEvent("page"), link.click({ modifiers: ["ControlOrMeta"] })]);
  await other.waitForURL(/reports\/[a-z-]+\/all\/all\/all\.html$/);
  assert.equal(page.url(), `${base}index.html`);
});
