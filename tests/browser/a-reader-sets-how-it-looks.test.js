// The theme follows the system until a reader sets it, and is then kept; charts have patterns on request; what
// changes is said to those who listen.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, ready, visit } from "./lib/browser.js";
import { tick } from "./lib/bar.js";
import { demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { serve } from "./lib/server.js";

const base = await serve(demoSite());
const browser = await launch();

const display = (page) => page.locator("[data-tools] details", { has: page.locator("summary", { hasText: "Display" }) });

/** In the page: whether its ground is dark, and whether the lettering of its charts is light. */
function looks() {
  const light = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).map(Number);
    return 0.3 * red + 0.6 * green + 0.1 * blue > 128;
  };
  const probe = document.createElement("i");
  document.body.append(probe);
  const ofText = (colour) => {
    probe.style.color = colour;
    return light(getComputedStyle(probe).color);
  };
  const text = document.querySelector("figure[data-chart] svg text")?.getAttribute("fill");
  const found = { isDark: !light(getComputedStyle(document.body).backgroundColor), chartIsDark: text ? ofText(text) : null };
  probe.remove();
  return found;
}

/** Waits until page and charts look so. */
async function isLook(page, isDark) {
  for (let turn = 0; turn < 40; turn++) {
    const found = await page.evaluate(looks);
    if (found.isDark === isDark && (found.chartIsDark ?? isDark) === isDark) return;
    await page.waitForTimeout(50);
  }
  assert.deepEqual(await page.evaluate(looks), { isDark, chartIsDark: isDark });
}

test("the theme follows the system", async () => {
  const { page, troubles } = await open(browser, base, { colorScheme: "dark" });
  await visit(page, `${base}index.html`);
  await isLook(page, true);
  await page.emulateMedia({ colorScheme: "light" });
  await isLook(page, false);
  none(troubles);
});

test("a theme that is set holds against the system, on every page, after a reload, and can be given back", async () => {
  const { page, troubles } = await open(browser, base, { colorScheme: "light" });
  await visit(page, `${base}index.html`);
  await display(page).locator("summary").click();
  await display(page).getByLabel("Dark").check();
  await isLook(page, true);
  for (const path of ["index.html?brand=Gritzo", "payouts.html", "methodology.html", "data-quality.html", "reports/gritzo/all/all/2026.html"]) {
    await visit(page, base + path);
    await isLook(page, true);
    assert.equal(await display(page).getByLabel("Dark").isChecked(), true, path);
  }
  await display(page).locator("summary").click();
  await display(page).getByLabel("System").check();
  await isLook(page, false);
  await page.reload();
  await ready(page);
  await isLook(page, false);
  none(troubles);
});

test("paper is light whatever theme is set", async () => {
  const { page } = await open(browser, base, { colorScheme: "dark" });
  await visit(page, `${base}index.html`);
  await display(page).locator("summary").click();
  await display(page).getByLabel("Dark").check();
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  assert.equal((await page.evaluate(looks)).isDark, false);
});

/** In the page: how many marks of the charts are filled with a pattern. */
const patterns = () => document.querySelectorAll("figure[data-chart] svg pattern").length;

test("charts have patterns beside colours on request, and the request is kept", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await page.waitForFunction(() => document.querySelector("figure[data-chart] svg path"));
  assert.equal(await page.evaluate(patterns), 0);
  await display(page).locator("summary").click();
  await display(page).getByLabel("Patterns in charts").check();
  await page.waitForFunction(() => document.querySelectorAll("figure[data-chart] svg pattern").length > 0);
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => document.querySelectorAll("figure[data-chart] svg pattern").length > 0);
  none(troubles);
});

test("a change of filter is said once, with the new headline", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const status = page.locator("#status");
  assert.equal((await status.textContent()).trim(), "", "nothing is said of a page that stands as it is");
  assert.equal(await status.getAttribute("role"), "status");
  await page.evaluate(() => {
    globalThis.said = [];
    new MutationObserver(() => globalThis.said.push(document.getElementById("status").textContent)).observe(document.getElementById("status"), {
      childList: true,
      characterData: true,
      subtree: true,
    });
  });
  await tick(page, "brand", "Gritzo");
  await ready(page);
  const lead = await page.locator(".lead").textContent();
  const heading = await page.locator("h1").textContent();
  const said = await page.evaluate(() => [...new Set(globalThis.said)]);
  assert.deepEqual(said, [`${heading}. ${lead}`]);
  assert.match(heading, /Gritzo/);
  assert.equal((await page.title()).startsWith(heading), true);
  none(troubles);
});

test("nothing is animated", async () => {
  const { page } = await open(browser, base, { reducedMotion: "no-preference" });
  await visit(page, `${base}index.html`);
  await tick(page, "brand", "Gritzo");
  await ready(page);
  const moving = await page.evaluate(() => [
    document.getAnimations().length,
    [...document.querySelectorAll("*")].filter((one) => !["0s", "auto"].includes(getComputedStyle(one).animationDuration)).length,
    document.querySelectorAll("svg animate").length,
  ]);
  assert.deepEqual(moving, [0, 0, 0]);
});
