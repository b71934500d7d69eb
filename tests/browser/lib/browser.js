// One Chromium for a test file, and pages that write down all that goes wrong in them.

import { after } from "node:test";
import { chromium } from "playwright-core";

import { CHROMIUM } from "./chromium.js";

/** The sizes a page is looked at: a phone, a laptop, a large screen. */
export const SIZES = [390, 1280, 1920].map((width) => ({ width, height: 900 }));

/** How long anything may take that a test waits for, in milliseconds: much longer than it does. */
const PATIENCE = 15_000;

/** What went wrong in each page. */
const troublesOf = new WeakMap();

/** A browser with a profile of its own, closed after the tests of the file. */
export async function launch() {
  const browser = await chromium.launch(CHROMIUM);
  after(() => browser.close());
  return browser;
}

/**
 * A page in a fresh context. What goes wrong is added to `troubles`: errors and warnings on the console,
 * uncaught errors, violations of the content policy, requests that fail or leave the site.
 */
export async function open(browser, site, options = {}) {
  const context = await browser.newContext({ viewport: SIZES[1], ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const troubles = [];
  troublesOf.set(page, troubles);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) troubles.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => troubles.push(`uncaught: ${error.message}`));
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(site) && !url.startsWith("data:")) troubles.push(`request to outside: ${url}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Going to the next page while the icon of this one still loads: nothing is missing.
    if (reason !== "net::ERR_ABORTED") troubles.push(`request failed: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) troubles.push(`answered ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`content policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return { page, troubles };
}

/** Waits until a page shows its filter. */
export async function ready(page) {
  try {
    await page.locator("html[data-ready=true]").waitFor({ state: "attached", timeout: PATIENCE });
  } catch {
    throw new Error([`${page.url()} does not show its filter`, ...(troublesOf.get(page) ?? [])].join("\n  "));
  }
}

/** Goes to a page of the site and waits until it shows its filter. */
export async function visit(page, url) {
  await page.goto(url);
  await ready(page);
}

/** Moves on a page as a reader does who has come to use it, and waits until its charts are live. */
export async function awake(page) {
  await page.mouse.move(4, 4);
  await page.mouse.move(8, 8);
  const isThere = () => document.querySelector("figure[data-chart]") === null || globalThis.roasbook.charts.loaded;
  await page.waitForFunction(isThere);
  await page.evaluate(() => globalThis.roasbook.charts.settled());
}

/** Goes to a page, waits until it shows its filter, and wakes its charts. */
export async function visitAwake(page, url) {
  await visit(page, url);
  await awake(page);
}

/** Wakes a page and goes to a chart that has rows of its own, so that every chart is live; then leaves it alone. */
export async function allLive(page) {
  await awake(page);
  const own = page.locator("figure[data-rows=view]:has(.drawn) [role=img]").first();
  if ((await own.count()) > 0) {
    await own.scrollIntoViewIfNeeded();
    await own.hover({ position: { x: 2, y: 2 } });
  }
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => document.querySelector(".drawn") === null);
  await page.evaluate(() => globalThis.roasbook.charts.settled());
  // What a chart says of what is pointed at goes a moment after the pointer.
  const isSaid = (tip) => tip.textContent !== "" && tip.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  await page.waitForFunction(`![...document.querySelectorAll(".tip")].some(${isSaid})`);
}
