// An influencer without a row in the ledger has an unknown payout: a page shows none, never a zero.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, open, visit } from "./lib/browser.js";
import { contents, data, demoSite, roasbook } from "./lib/demo.js";
import { shownFigures } from "./lib/figures.js";
import { none } from "./lib/none.js";
import { oneOfEachKind } from "./lib/pages.js";
import { serve } from "./lib/server.js";

const site = demoSite();
const { influencers } = JSON.parse(roasbook("report", data, "--format", "json", "--quiet"));
const unknown = influencers.filter((influencer) => !influencer.payout_known);

test("the report has none where the payout is unknown", () => {
  assert.ok(unknown.length > 0);
  none(unknown.filter(({ measures }) => measures.payout !== null).map(({ id, measures }) => `${id} has ${measures.payout}`));
});

test("pages have none where the payout is unknown", async () => {
  const base = await serve(site);
  const { page } = await open(await launch(), base);
  const categories = new Set(unknown.map(({ category }) => category));
  const pages = contents(site).pages.filter(({ filter }) => filter.category?.length === 1 && categories.has(filter.category[0]));
  const found = [];
  let rows = 0;
  for (const { path } of oneOfEachKind(pages, 14)) {
    await visit(page, base + path);
    const { tables } = await page.evaluate(shownFigures);
    for (const { id, measures } of tables.influencers.filter(({ id }) => unknown.some((influencer) => influencer.id === id))) {
      rows += 1;
      if (measures.payout.value !== "") found.push(`${path}: the payout of ${id} is ${measures.payout.text}`);
    }
  }
  assert.ok(rows > 0, "no page looked at has such an influencer");
  none(found);
});
