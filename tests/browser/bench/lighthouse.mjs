// What Lighthouse says of the pages of a built site, as a static host serves them.
//
//     node bench/lighthouse.mjs SITE [RUNS] [mobile|desktop] [PAGE...]
//
// Prints, for a page and a kind of device, the medians of RUNS (3) runs: the scores of the four categories, and
// what makes up the one for speed; then the audits that cost points. Build the site with --base-url, or the
// links that search engines want are not there. Lighthouse is as large as all else here together, so only who
// measures installs it: npm install --no-save --ignore-scripts lighthouse@12.8.2

import { join, resolve } from "node:path";

import { CHROMIUM } from "../lib/chromium.js";
import { contents } from "../lib/demo.js";
import { kind } from "../lib/pages.js";
import { serve } from "../lib/server.js";
import { percentile } from "./percentile.mjs";

const [folder, runs = "3", device, ...only] = process.argv.slice(2);
if (!folder) {
  console.error("error: which site?\nhint: node bench/lighthouse.mjs SITE [RUNS] [mobile|desktop] [PAGE...]");
  process.exit(2);
}
const site = resolve(folder);
const { default: lighthouse, desktopConfig } = await import("lighthouse").catch(() => missing());
const { launch } = await import("chrome-launcher");

function missing() {
  console.error("error: Lighthouse is not installed\nhint: npm install --no-save --ignore-scripts lighthouse@12.8.2");
  process.exit(2);
}

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const TIMES = {
  FCP: "first-contentful-paint",
  LCP: "largest-contentful-paint",
  SI: "speed-index",
  TBT: "total-blocking-time",
  CLS: "cumulative-layout-shift",
};
const DEVICES = { mobile: undefined, desktop: desktopConfig };

/** The overview, the first page of one choice and of two, and the page of the influencer who comes first. */
function pages() {
  const { pages: all } = contents(site);
  const first = (wanted) => all.find((page) => page.path.startsWith("reports/") && kind(page) === wanted)?.path;
  const influencer = all.find(({ path }) => path.startsWith("influencers/"))?.path ?? "influencers/inf0001.html";
  return ["index.html", first("brand"), first("brand category"), influencer].filter(Boolean);
}

/** One run on a page in a browser of its own. */
async function run(address, config) {
  const { executablePath, args } = CHROMIUM;
  const chrome = await launch({ chromePath: executablePath, chromeFlags: ["--headless=new", "--no-sandbox", ...args] });
  try {
    const { lhr } = await lighthouse(address, { port: chrome.port, logLevel: "error", output: [] }, config);
    return lhr;
  } finally {
    await chrome.kill();
  }
}

const score = (lhr, category) => Math.round(lhr.categories[category].score * 100);

/** The audits that cost points, in words. */
function findings(lhr) {
  const weighed = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs.filter(({ weight }) => weight > 0));
  const audits = weighed.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 0.995);
  const said = lhr.audits["errors-in-console"].details?.items ?? [];
  return [...audits.map(({ id, title, displayValue = "" }) => `${id}: ${title} ${displayValue}`), ...said.map(({ description }) => `console: ${description}`)];
}

/** What a page asks for before anyone moves: the address within the site, and its bytes on the line. */
function requests(lhr, base) {
  const items = lhr.audits["network-requests"].details.items.filter(({ url }) => url.startsWith(base));
  return items.map(({ url, transferSize }) => `${String(transferSize).padStart(9)} ${url.slice(base.length)}`);
}

const base = await serve(site, { asHost: true });
const numbers = [...CATEGORIES.map((name) => name.slice(0, 5)), ...Object.keys(TIMES), "bytes"];
console.log(`${"median of runs: " + runs}`.padEnd(52) + numbers.map((name) => name.padStart(8)).join(""));
for (const path of only.length > 0 ? only : pages()) {
  for (const [name, config] of Object.entries(DEVICES).filter(([name]) => !device || name === device)) {
    const results = [];
    for (let turn = 0; turn < Number(runs); turn++) results.push(await run(base + path, config));
    const median = (of) => percentile(results.map(of), 0.5);
    const scores = CATEGORIES.map((category) => median((lhr) => score(lhr, category)));
    const times = Object.values(TIMES).map((id) => median((lhr) => lhr.audits[id].numericValue));
    const bytes = median((lhr) => lhr.audits["total-byte-weight"].numericValue);
    const columns = [...scores, ...times.slice(0, 4).map(Math.round), times[4].toFixed(3), bytes];
    console.log(`${path} ${name}`.padEnd(52) + columns.map((value) => String(value).padStart(8)).join(""));
    for (const finding of new Set(results.flatMap(findings))) console.log(`  ${finding}`);
    if (name === "mobile") for (const request of requests(results[0], base)) console.log(request);
  }
}
process.exit(0);
