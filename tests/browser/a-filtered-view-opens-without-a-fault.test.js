// Views that only scripts can make open from a disk and from a web server, on a phone and on a large screen, in
// light and in dark: nothing on the console, nothing from outside, every chart drawn, nothing to scroll sideways.

import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { faults } from "./lib/inspect.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const browser = await launch();
const { influencers, by } = await report(data);
const all = (dimension, rows) => rows.map(({ id }) => `${dimension}=${encodeURIComponent(id)}`).join("&");
const measures = Object.keys(influencers[0].measures).join(":");

const VIEWS = {
  "several of two dimensions": "brand=MuscleBlaze&brand=Gritzo&platform=Instagram&platform=YouTube",
  "days that cut months": "from=2025-08-10&to=2026-02-20&gender=Female",
  "one day": "from=2025-10-14&to=2025-10-14",
  "one influencer": `influencer=${influencers[0].id}`,
  "more chips than fit a line": `${all("product", by.product.slice(0, 6))}&${all("campaign", by.campaign.slice(0, 6))}&${all("influencer", influencers.slice(0, 6))}`,
  "every measure in every table": ["influencers", "brands", "categories", "platforms", "campaigns", "products", "trend", "top-roas", "not-earned-back"].map((table) => `view=${table}:${measures}`).join("&"),
  "a comparison": "brand=MuscleBlaze&view=compare&vs.brand=Gritzo",
  "nothing found": "from=2031-01-01&brand=Nobrand",
  "a note on a link": "platform=X&v=0badc0de",
};

/** Opens every view in one size and scheme, then looks at it in all sizes, and changes the scheme. */
async function opens(base, viewport, colorScheme) {
  const { page, troubles } = await open(browser, base, { viewport, colorScheme });
  const other = colorScheme === "light" ? "dark" : "light";
  const found = [];
  for (const [name, query] of Object.entries(VIEWS)) {
    const note = (state, list) => found.push(...list.map((fault) => `${name} (${state}): ${fault}`));
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await visit(page, `${base}index.html?${query}`);
    for (const size of SIZES) {
      await page.setViewportSize(size);
      note(`${size.width} px, ${colorScheme}`, await page.evaluate(faults));
    }
    await page.emulateMedia({ colorScheme: other });
    note(`changed to ${other}`, await page.evaluate(faults));
    await ready(page);
    note("loading", troubles.splice(0));
  }
  none(found);
}

test("filtered views open from a disk", () => opens(pathToFileURL(`${site}/`).href, SIZES[0], "light"));

test("filtered views open from a web server, below any path", async () => opens(await serve(site), SIZES[1], "dark"));
