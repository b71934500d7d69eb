// The page of one influencer, campaign, brand or product is a report like any other: its filter can be changed. What it
// says of its member alone gives way then, and comes back with its own filter. Names in tables lead to such pages.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";

import { SIZES, launch, open, ready, visit } from "./lib/browser.js";
import { data, demoSite } from "./lib/demo.js";
import { EVERYTHING } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { serve } from "./lib/server.js";
import { shows } from "./lib/shows.js";

const site = demoSite();
const base = await serve(site);
const browser = await launch();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [person] = (await report(data)).influencers;
const OWN = { ...EVERYTHING, choices: { influencer: [person.id] } };
const PATH = `influencers/${person.id.toLowerCase()}.html`;

/** Who it is, which stands first, and what is listed of that, which stands last. */
const own = (page) => page.locator("[data-own]");
const seen = async (page) => (await own(page).evaluateAll((parts) => parts.map((part) => part.checkVisibility()))).join();
const [BOTH, NEITHER] = ["true,true", "false,false"];
const SENTENCE = "Profile and posts are of all time; clear the filter to see them.";

for (const viewport of SIZES.slice(0, 2)) {
  test(`what is of one member alone gives way to another filter at ${viewport.width} px`, async () => {
    const { page, troubles } = await open(browser, base, { viewport });
    await visit(page, base + PATH);
    assert.equal(await seen(page), BOTH);
    assert.equal(await page.locator(".elsewhere").count(), 0);
    await page.evaluate((filter) => globalThis.roasbook.app.change({ filter }, new Event("input")), { ...OWN, from: "2026-01-01", to: "2026-03-31" });
    none(await shows(page, { ...OWN, from: "2026-01-01", to: "2026-03-31" }));
    assert.equal(await seen(page), NEITHER);
    assert.equal(await page.locator(".elsewhere").textContent(), SENTENCE);
    await page.evaluate(axe);
    none(await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)));

    await page.locator(".elsewhere button").click();
    none(await shows(page, OWN));
    assert.equal(await seen(page), BOTH);
    assert.equal(await page.locator(".elsewhere").isVisible(), false);
    assert.equal(page.url(), base + PATH);
    await page.goBack();
    await ready(page);
    assert.equal(await seen(page), NEITHER);
    assert.equal(await page.locator(".elsewhere").count(), 1);
    none(troubles);
  });
}

test("such a page has all that a report has, and what is its own stands as it is", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, base + PATH);
  assert.equal(await page.locator("[data-tool=compare]").isVisible(), true);
  assert.equal(await own(page).locator(".listing button").count(), 0);
  await own(page).locator("data").first().click();
  assert.equal(await page.locator("dialog.explain").count(), 0);
  await page.locator("[data-tool=compare]").click();
  await page.locator("#compare").waitFor();
  none(await shows(page, OWN));
  none(troubles);
});

test("an address that asks such a page for another filter shows nothing of its own", async () => {
  const { page } = await open(browser, base);
  await visit(page, base + PATH);
  await visit(page, `${base}${PATH}?influencer=&brand=Gritzo`);
  none(await shows(page, { ...EVERYTHING, choices: { brand: ["Gritzo"] } }));
  assert.equal(await seen(page), NEITHER);
});

test("a link to one influencer, campaign or product is the address of its page", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const { by } = await report(data);
  const link = (filter) =>
    page.evaluate((one) => globalThis.roasbook.display.linkOf({ ...globalThis.roasbook.app.state, filter: one }).replace(/[?&]v=.*/, ""), filter);
  const of = (dimension, ...names) => ({ ...EVERYTHING, choices: { [dimension]: names } });
  assert.equal(await link(OWN), base + PATH);
  assert.match(await link(of("campaign", by.campaign[0].id)), /\/campaigns\/[a-z0-9-]+\.html$/);
  assert.match(await link(of("product", by.product[0].id)), /\/products\/[a-z0-9-]+\.html$/);
  assert.match(await link(of("brand", "Gritzo")), /\/reports\/gritzo\/all\/all\/all\.html$/);
  assert.match(await link({ ...OWN, from: "2026-01-01" }), /\/index\.html\?from=2026-01-01&influencer=/);
  assert.match(await link(of("influencer", person.id, "INF0002")), /\/index\.html\?influencer=/);
});

test("a name in a table leads to its page, and beside it the same member is chosen", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const row = page.locator(`table[data-table="influencers"] tr[data-id="${person.id}"]`);
  for (const turn of ["as it was written", "drawn anew"]) {
    assert.equal(await row.locator("th a").evaluate((one) => one.href), base + PATH, turn);
    assert.equal((await row.locator("th").textContent()).trim(), person.name, turn);
    await row.hover();
    await row.getByRole("button", { name: `Only ${person.name}` }).click();
    none(await shows(page, OWN));
    await page.goBack();
    none(await shows(page, EVERYTHING));
  }
  // A brand has a report, which is the same filter.
  await page.locator('table[data-table="brands"] tbody th :is(a, button)').first().click();
  await ready(page);
  assert.equal((await page.evaluate(() => globalThis.roasbook.app.state.filter.choices.brand)).length, 1);
  none(troubles);
});
