// Every type of page looks as it did when somebody last looked at it: on a phone, a laptop and a large screen, in light
// and dark. `npm run looks` makes what is compared with; look at it before you commit it.
//
// What looks otherwise is written beside it: NAME.actual.png is how it looks now, NAME.diff.png what differs.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { SIZES, launch, open, visit } from "./lib/browser.js";
import { build, demoSite, root } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, pageOfEachType } from "./lib/pages.js";
import { inFewColours } from "./lib/palette.js";
import { comparePixels } from "./lib/pixels.js";
import { serve } from "./lib/server.js";
import { IN_DOLLARS, fourInfluencers } from "./lib/small.js";

/** So much of the top of a page, in pixels. */
const HEIGHT = 1600;
/** The share of points that may differ: edges of letters, and colours that a palette has no room for. */
const TOLERANCE = 0.002;

const looks = join(root, "tests", "browser", "looks");
const isUpdate = Boolean(process.env.UPDATE_LOOKS);

const browser = await launch();
const small = build(fourInfluencers(), IN_DOLLARS);
const base = await serve(small);
/** Pages of a small campaign, and the one of the demo that everybody sees first. */
const PAGES = [
  ...pageOfEachType(small).map(([type, path]) => ({ name: type.replaceAll(" ", "-"), url: base + path })),
  { name: "demo", url: `${await serve(demoSite())}index.html` },
];

/** In the page: whether its letters are those that all is compared in. */
function isInDejaVu() {
  const text = "Revenue of all influencers, 1,23,456";
  const context = document.createElement("canvas").getContext("2d");
  context.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  return Math.abs(context.measureText(text).width - globalThis.roasbook.ruler(text)) < 1;
}

async function otherFont() {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const is = await page.evaluate(isInDejaVu);
  await page.context().close();
  return is ? false : "pages were looked at in DejaVu Sans, and this machine has another font";
}

const skip = await otherFont();

/** The top of a page as it comes, before any move. */
async function look(page, url) {
  if (url.endsWith(NOT_FOUND)) await page.goto(url);
  else await visit(page, url);
  await page.evaluate(() => document.fonts.ready);
  return shot(page);
}

async function shot(page) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  return page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(HEIGHT, height) }, animations: "disabled" });
}

/** What looks otherwise than it did. */
function compared(name, picture) {
  const file = join(looks, `${name}.png`);
  if (isUpdate) {
    writeFileSync(file, inFewColours(picture));
    return [];
  }
  if (!existsSync(file)) return [`${name} has never been looked at: npm run looks makes ${name}.png`];
  const { share, sizes, picture: difference } = comparePixels(readFileSync(file), picture);
  if (share <= TOLERANCE) return [];
  writeFileSync(join(looks, `${name}.actual.png`), picture);
  if (difference) writeFileSync(join(looks, `${name}.diff.png`), difference);
  return [`${name}: ${sizes ?? `${(share * 100).toFixed(2)} % of the points look otherwise`}`];
}

const names = (width, colorScheme) => PAGES.map(({ name }) => `${name}-${width}-${colorScheme}`);

if (isUpdate) rmSync(looks, { recursive: true, force: true });
mkdirSync(looks, { recursive: true });
if (isUpdate) writeFileSync(join(looks, ".gitignore"), "*.actual.png\n*.diff.png\n");

for (const viewport of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`pages look as they did at ${viewport.width} px in ${colorScheme}`, { skip }, async () => {
      // Two sites, so any address of this machine is inside.
      const { page, troubles } = await open(browser, "http://127.0.0.1:", { viewport, colorScheme });
      const found = [];
      for (const { name, url } of PAGES) found.push(...compared(`${name}-${viewport.width}-${colorScheme}`, await look(page, url)));
      await page.context().close();
      none([...found, ...troubles]);
    });
  }
}

test("nothing is kept of pages that are no more", { skip }, () => {
  const expected = SIZES.flatMap(({ width }) => ["light", "dark"].flatMap((scheme) => names(width, scheme))).map((name) => `${name}.png`);
  const kept = readdirSync(looks).filter((name) => /^[^.]+\.png$/.test(name));
  assert.deepEqual(kept.sort(), expected.sort());
});

test("a page that looks otherwise would be found", { skip }, async () => {
  const { page } = await open(browser, base);
  const before = await look(page, `${base}index.html`);
  await page.evaluate(() => document.querySelector(".tiles").style.setProperty("padding-left", "24px"));
  const after = await shot(page);
  assert.ok(comparePixels(inFewColours(before), before).share <= TOLERANCE / 4, "in few colours it looks the same");
  assert.ok(comparePixels(inFewColours(before), after).share > TOLERANCE);
});
