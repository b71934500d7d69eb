// Whatever a CSV holds is text: it is shown as it is written, and never runs, breaks a page or leaves the site.

import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, launch, open, visit } from "./lib/browser.js";
import { build, contents, temporaryFolder } from "./lib/demo.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { OTHER_PAGES, oneOfEachKind } from "./lib/pages.js";

const RUN = "window.pwned=1";
const IMAGE = `"><img src=x onerror=${RUN}>`;

const NAMES = [
  `<script>${RUN}</script>`,
  IMAGE,
  `'><svg onload=${RUN}>`,
  "{{7*7}}{% raw %}",
  "</script></table></body>",
  "=1+1",
  "javascript:alert(1)",
  "../../etc/passwd",
  `${"long".repeat(75)} ${"name ".repeat(60)}`.trim(),
  "\u202eنص عربي من اليمين",
  "👩🏽‍💻 emoji 🏋️",
  `#*#*function(){${RUN}}#*#*`,
  "{a|rich}{b} {value}\u2028next",
  "&lt;b&gt;&amp;amp; 100 %",
];
const CATEGORIES = [`<b onmouseover=${RUN}>Fit</b>`, "../..", "Health & Wellness"];
const PLATFORMS = [`X" onfocus="${RUN}" autofocus="`, "</title><script>window.pwned=2</script>"];
const BRANDS = [`<style>*{display:none}</style>`, `</script><script>${RUN}</script>`, "__proto__"];
const CAMPAIGNS = [`<iframe src=javascript:${RUN}>`, "constructor"];
const PRODUCTS = [`<a href=javascript:${RUN}>whey</a>`, "{{ config }}", "toString"];
const BAD_DATE = `<img src=y onerror=${RUN}>`;

function csv(header, rows) {
  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}

const of = (list, index) => list[index % list.length];
const day = (index) => new Date(Date.UTC(2025, 5, 20 + index)).toISOString().slice(0, 10);

/** Few rows, all of them hostile, and some that no table can use. */
function hostileFolder() {
  const folder = join(temporaryFolder(), `data "><img src=x onerror=${RUN}>`);
  mkdirSync(folder);
  const write = (name, header, rows) => writeFileSync(join(folder, name), csv(header.split(","), rows));
  const ids = NAMES.map((_, index) => `I${index}<i>`);

  write(
    "influencers.csv",
    `influencer_id,name,category,gender,follower_count,platform,<b>column</b>`,
    NAMES.map((name, index) => [ids[index], name, of(CATEGORIES, index), IMAGE, 1000 * 10 ** (index % 4), of(PLATFORMS, index), IMAGE]),
  );
  write(
    "posts.csv",
    "post_id,influencer_id,platform,date,url,caption,reach,likes,comments",
    ids.map((id, index) => [`P${index}`, id, IMAGE, day(index), `javascript:${RUN}`, NAMES[index], 1000, 50, 5]),
  );
  write(
    "payouts.csv",
    "influencer_id,basis,rate,orders,total_payout,status",
    ids.slice(2).map((id) => [id, "per_post", 500, "", 500, IMAGE]),
  );
  write("products.csv", "product,brand,price,margin", PRODUCTS.map((product, index) => [product, BRANDS[index], 500, 0.4]));
  const sales = Array.from({ length: 60 }, (_, index) => [
    `T${index}`,
    of(NAMES, index),
    of(CAMPAIGNS, index),
    index % 9 === 0 ? "" : of(ids, index),
    `U${index}`,
    of(PRODUCTS, index >> 1),
    index === 7 ? BAD_DATE : day(index % 25),
    1,
    100 + index,
  ]);
  write(
    `tracking_data <img src=x onerror=${RUN}>.csv`,
    "tracking_id,source,campaign,influencer_id,user_id,product,date,orders,revenue",
    sales,
  );
  return folder;
}

const site = build(hostileFolder());
const { pages } = contents(site);
const paths = [...oneOfEachKind(pages, 12).map(({ path }) => path), ...OTHER_PAGES];
const base = pathToFileURL(`${site}/`).href;
const browser = await launch();

/** In the page: whatever a text of the data has turned into. */
function effects() {
  const found = [];
  if ("pwned" in globalThis) found.push(`a script of the data has run (${globalThis.pwned})`);
  const strange = document.querySelectorAll("iframe, img, object, embed, b[onmouseover], main style, main svg[onload], [onerror], [onfocus], [autofocus], i:not(.key i)");
  for (const element of strange) found.push(`text has become an element: ${element.outerHTML.slice(0, 80)}`);
  for (const script of document.scripts) {
    if (!script.src && script.type !== "application/json") found.push(`text has become a script: ${script.outerHTML.slice(0, 80)}`);
  }
  const folder = new URL(document.querySelector("link[rel=stylesheet]").href);
  folder.pathname = folder.pathname.replace(/assets\/[^/]*$/, "");
  for (const { href } of document.links) {
    if (!href.startsWith(folder.href)) found.push(`a link leaves the site: ${href}`);
  }
  return found;
}

/** In the page: every tooltip of every chart; ECharts writes them as HTML. */
function tooltips() {
  const texts = [];
  for (const canvas of document.querySelectorAll("figure[data-chart] [role=img]")) {
    const chart = globalThis.echarts.getInstanceByDom(canvas);
    if (!chart) continue;
    chart.getOption().series.forEach(({ data }, seriesIndex) => {
      data.forEach((_, dataIndex) => {
        chart.dispatchAction({ type: "showTip", seriesIndex, dataIndex });
        texts.push(canvas.textContent);
      });
    });
  }
  return texts;
}

test("pages open without a fault, and nothing runs", async () => {
  const { page, troubles } = await open(browser, base);
  const found = [];
  for (const path of paths) {
    await visit(page, base + path);
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
  await visit(page, `${base}index.html`);
  const texts = await page.evaluate(tooltips);
  assert.ok(texts.some((text) => text.includes(BRANDS[0])), "the tooltip of a brand has its name");
  none([...(await page.evaluate(effects)), ...troubles]);
});

test("every text is shown as it is written", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  // Where HTML folds white space, so does this.
  const plain = (text) => text.replaceAll(/\s+/g, " ");
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
  for (const { path } of pages) assert.match(path, /^(index\.html|reports(\/[a-z0-9-]+){4}\.html)$/);
  assert.deepEqual(readdirSync(site).sort(), [
    ".roasbook-manifest.json",
    "assets",
    "data-quality.html",
    "index.html",
    "methodology.html",
    "payouts.html",
    "reports",
    "roasbook.json",
  ]);
});
