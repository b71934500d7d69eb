// A chart that was drawn at build time and the live one that takes its place have the same words in the same order, in
// the same places, and look the same: whoever looks away meanwhile does not see that one has gone for the other.

import assert from "node:assert/strict";
import { test } from "node:test";

import { SIZES, allLive, launch, open, visit } from "./lib/browser.js";
import { build, demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { pageOfEachType } from "./lib/pages.js";
import { comparePixels } from "./lib/pixels.js";
import { serve } from "./lib/server.js";
import { IN_DOLLARS, fourInfluencers } from "./lib/small.js";

/** Pixels that a word may be elsewhere. */
const PLACE = 1;
/** The share of a chart's points that may look otherwise: pictures are written in tenths of a pixel, so that a word may fall on the next. */
const LOOK = 0.005;

const browser = await launch();

/** In the page: each chart with its words, their places within it, and their colours. */
function lettering() {
  return [...document.querySelectorAll("figure[data-chart]")].map((figure) => {
    const canvas = figure.querySelector("[role=img]");
    const { left, top } = canvas.getBoundingClientRect();
    const svg = [...canvas.querySelectorAll("svg")].find((one) => one.checkVisibility());
    const texts = [...(svg?.querySelectorAll("text") ?? [])].filter((text) => text.textContent.trim());
    return {
      name: figure.dataset.chart,
      isPicture: svg?.classList.contains("drawn") ?? false,
      key: figure.querySelector(".key > p")?.textContent ?? "",
      words: texts.map((text) => {
        const box = text.getBoundingClientRect();
        return { text: text.textContent, colour: getComputedStyle(text).fill, left: box.left - left, top: box.top - top, right: box.right - left };
      }),
    };
  });
}

/** What differs between the words of a picture and of the live chart. */
function differences(before, after, where) {
  const texts = (list) => list.map(({ text }) => text);
  if (before.key !== after.key) return [`${where}: the key says ${after.key}, not ${before.key}`];
  if (texts(before.words).join("\n") !== texts(after.words).join("\n")) {
    return [`${where}: the picture says ${texts(before.words).join(" | ")}; the live chart ${texts(after.words).join(" | ")}`];
  }
  return before.words.flatMap(({ text, ...was }, index) => {
    const now = after.words[index];
    const moved = ["left", "top", "right"].filter((side) => Math.abs(now[side] - was[side]) > PLACE);
    const places = moved.map((side) => `${where}: the ${side} of ${text} is at ${now[side].toFixed(1)}, not ${was[side].toFixed(1)}`);
    return now.colour === was.colour ? places : [...places, `${where}: ${text} is ${now.colour}, not ${was.colour}`];
  });
}

/** The charts of a page as they look, without what may be over them. */
async function looks(page) {
  const pictures = [];
  for (const canvas of await page.locator("figure[data-chart] [role=img]").all()) pictures.push(await canvas.screenshot());
  return pictures;
}

/** Visits pages of a site, and compares each chart with what takes its place; the words of all. */
async function compare(base, paths, viewport, colorScheme) {
  const { page, troubles } = await open(browser, base, { viewport, colorScheme });
  const found = [];
  const said = new Map();
  for (const path of paths) {
    await visit(page, base + path);
    const [before, pictures] = [await page.evaluate(lettering), await looks(page)];
    await allLive(page);
    const [after, live] = [await page.evaluate(lettering), await looks(page)];
    assert.ok(before.length > 0, `${path} has no chart`);
    assert.deepEqual(after.map(({ name }) => name), before.map(({ name }) => name));
    before.forEach((chart, index) => {
      const where = `${path} at ${viewport.width} px, ${chart.name}`;
      if (!chart.isPicture) found.push(`${where}: no picture`);
      if (after[index].isPicture) found.push(`${where}: not live`);
      found.push(...differences(chart, after[index], where));
      const { share, sizes } = comparePixels(pictures[index], live[index]);
      if (share > LOOK) found.push(`${where}: ${sizes ?? `${(share * 100).toFixed(2)} % of the points look otherwise`}`);
      said.set(chart.name, [...(said.get(chart.name) ?? []), ...chart.words.map(({ text }) => text)]);
    });
  }
  await page.context().close();
  none([...found, ...troubles]);
  return said;
}

const types = Object.fromEntries(pageOfEachType(demoSite()));
const PATHS = [types.overview, types.slice, types.brands, types.influencers, types.campaigns, types.earning, types.payouts];
const EVERY_CHART = ["revenue-trend", "top-roas", "top-revenue", "top-payout", "revenue-by-brand", "revenue-by-category", "revenue-by-platform", "payback", "roas-distribution", "roas-heat", "engagement", "calendar", "around-posts"];

for (const [viewport, colorScheme] of [[SIZES[0], "dark"], [SIZES[1], "light"]]) {
  test(`every chart of the demo is the same live at ${viewport.width} px`, async () => {
    const said = await compare(await serve(demoSite()), PATHS, viewport, colorScheme);
    assert.deepEqual([...said.keys()].sort(), [...EVERY_CHART].sort());
    assert.ok(said.get("revenue-trend").some((text) => /^₹5\.00\sL$/.test(text)));
    assert.ok(said.get("revenue-by-brand").some((text) => /^₹1\.62\sCr$/.test(text)));
  });
}

test("amounts of a western campaign are written the same", async () => {
  const base = await serve(build(fourInfluencers(), IN_DOLLARS));
  for (const viewport of SIZES.slice(0, 2)) {
    const said = await compare(base, ["index.html", "influencers/i0.html", "earning.html", "payouts.html"], viewport, "light");
    const words = [...said.values()].flat().join(" ");
    assert.match(words, /\$[\d.]+\sM/);
    assert.doesNotMatch(words, /₹|\sL\b|Cr\b/);
  }
});
