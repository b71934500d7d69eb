// Clicks through the same choices in a page of figures, and times each from the click to the changed figure.
//
//     node bench/clicks.mjs roasbook|streamlit ADDRESS
//
// Prints the number of clicks, their median and 95th percentile in milliseconds as JSON.

import { chromium } from "playwright-core";

import { CHROMIUM } from "../lib/chromium.js";
import { percentile } from "./percentile.mjs";

const [kind, address] = process.argv.slice(2);
/** Every pass begins on a fresh page, and so with no choice made. */
const PASSES = 4;

/** What to click in turn: a menu, and the entry of it that is added to the choices. */
const CHOICES = [
  ["brand", "Gritzo"],
  ["brand", "HKVitals"],
  ["platform", "Instagram"],
  ["platform", "YouTube"],
  ["category", "Fitness"],
  ["category", "Nutrition"],
];

/** How each kind of page shows the figure and offers the choices. */
const PAGES = {
  roasbook: {
    figure: "dl.tiles data[data-measure=revenue]",
    open: (page, menu) => page.locator(`#choices details[data-choice="${menu}"] > summary`).click(),
    entry: (page, menu, name) => page.locator(`#choices details[data-choice="${menu}"] .members`).getByText(name, { exact: true }),
    close: (page) => page.keyboard.press("Escape"),
  },
  streamlit: {
    figure: "[data-testid=stMetricValue]",
    open: (page, menu) => page.locator(`[data-testid=stMultiSelect] input[aria-label="${menu}"]`).click(),
    entry: (page, _, name) => page.getByRole("option", { name, exact: true }),
    close: (page) => page.keyboard.press("Escape"),
  },
};

/** In the page: notes when the reader clicks and when the figure next reads otherwise. */
function watch(figure) {
  globalThis.timed = () => {
    const before = document.querySelector(figure).textContent;
    globalThis.took = new Promise((done) => {
      let clicked;
      addEventListener("pointerdown", ({ timeStamp }) => (clicked = timeStamp), { capture: true, once: true });
      const observer = new MutationObserver(() => {
        const now = document.querySelector(figure)?.textContent;
        if (!now || now === before || clicked === undefined) return;
        observer.disconnect();
        requestAnimationFrame(() => done(performance.now() - clicked));
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
    });
  };
}

const { figure, open, entry, close } = PAGES[kind];
const browser = await chromium.launch(CHROMIUM);
const times = [];
for (let pass = 0; pass < PASSES; pass++) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  await page.locator(figure).first().waitFor({ timeout: 120_000 });
  await page.waitForTimeout(500);
  await page.evaluate(watch, figure);
  for (const [menu, name] of CHOICES) {
    await open(page, menu);
    await page.evaluate(() => globalThis.timed());
    await entry(page, menu, name).click();
    times.push(await page.evaluate(() => globalThis.took));
    await close(page);
    await page.waitForTimeout(300);
  }
  await context.close();
}
await browser.close();
console.log(JSON.stringify({ clicks: times.length, median: percentile(times, 0.5), p95: percentile(times, 0.95) }));
