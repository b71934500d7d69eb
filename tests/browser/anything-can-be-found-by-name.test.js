// The search in the header: which pages a text means, best first, and a list of links that the keyboard is enough
// for, on every page, from a disk and from a server, whatever the names are.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { SIZES, launch, open, visit } from "./lib/browser.js";
import { build, data, demoSite } from "./lib/demo.js";
import { BRANDS, CAMPAIGNS, NAMES, PRODUCTS, hostileFolder } from "./lib/hostile.js";
import { none } from "./lib/none.js";
import { report } from "./lib/report.js";
import { load } from "./lib/scripts.js";
import { serve } from "./lib/server.js";

const { search } = load("sums.js", "slices.js", "query.js", "search.js");
const copy = (value) => JSON.parse(JSON.stringify(value));

// ---- Which pages a text means -------------------------------------------------------------------------------------

/** A catalog of these members; the first of each dimension is Unassigned, as in any catalog. */
function catalogOf({ influencer = [], campaign = [], brand = [], product = [] }) {
  const slugs = (names) => ["", ...names.map((_, index) => `s${index + 1}`)];
  const dimension = (id, plural, names) => ({ id, plural, names: ["Unassigned", ...names], slugs: slugs(names) });
  return {
    dimensions: [
      dimension("influencer", "influencers", influencer.map(([id]) => id)),
      dimension("campaign", "campaigns", campaign),
      dimension("brand", "brands", brand),
      dimension("product", "products", product),
    ],
    people: { labels: ["Unassigned", ...influencer.map(([, name]) => name)] },
    folders: { influencer: "influencers", campaign: "campaigns", brand: "brands", product: "products" },
    site: [{ label: "Overview", path: "index.html" }, { label: "Payouts", path: "payouts.html" }],
    pages: {
      dimensions: ["brand"],
      periods: [{ slug: "all", label: "All time", kind: "all" }, { slug: "2026-q2", label: "Q2 2026", kind: "quarter" }],
      existing: { 0: "11", 1: "11" },
    },
  };
}

const found = (catalog, text) => copy(search.find(search.index(catalog), text));
const labels = (groups, kind) => groups.find((group) => group.kind === kind)?.hits.map(({ label }) => label) ?? [];
const people = (...names) => ({ influencer: names.map((name, index) => [`INF${index + 1}`, name]) });

test("a name that begins with the text comes before one of which a word does, and that before any other", () => {
  const catalog = catalogOf(people("Jhanvi Rao", "Meera Anand", "Anika Menon", "An"));
  assert.deepEqual(labels(found(catalog, "an"), "influencer"), ["An", "Anika Menon", "Meera Anand", "Jhanvi Rao"]);
});

test("every word looked for has to be there, in any order", () => {
  const catalog = catalogOf(people("Anika Menon", "Anika Rao", "Rao Bahadur"));
  assert.deepEqual(labels(found(catalog, "rao ani"), "influencer"), ["Anika Rao"]);
  assert.deepEqual(found(catalog, "anika zz"), []);
  assert.deepEqual(found(catalog, "   "), []);
});

test("case and accents make no difference, on either side", () => {
  const catalog = catalogOf(people("Zoë Çelik", "ÅNGSTRÖM"));
  for (const text of ["zoe", "ZOË", "zoe\u0308", "celik", "Çel"]) assert.deepEqual(labels(found(catalog, text), "influencer"), ["Zoë Çelik"], text);
  assert.deepEqual(labels(found(catalog, "angstrom"), "influencer"), ["ÅNGSTRÖM"]);
});

test("an influencer is found by id as well, the id itself first", () => {
  const catalog = catalogOf(people("Bela", "Cem", ...Array.from({ length: 10 }, (_, index) => `Person ${index}`)));
  const [group] = found(catalog, "inf1");
  assert.deepEqual([group.hits[0].label, group.hits[0].detail, group.count], ["Bela", "INF1", 4]);
});

test("a group shows its best and says how many there are", () => {
  const catalog = catalogOf(people(...Array.from({ length: 30 }, (_, index) => `Maya ${index}`)));
  const [group] = found(catalog, "maya");
  assert.deepEqual([group.label, group.hits.length, group.count], ["Influencers", 8, 30]);
});

test("members lead to their pages, choices and periods to reports, and Unassigned nowhere", () => {
  const catalog = catalogOf({ influencer: [["I1", "Gritty"]], campaign: ["Gritzo_Go"], brand: ["Gritzo"], product: ["Gritzo Kids"] });
  const paths = found(catalog, "grit").map(({ kind, hits }) => [kind, ...hits.map(({ label, path }) => `${label}: ${path}`)]);
  assert.deepEqual(paths, [
    ["influencer", "Gritty: influencers/s1.html"],
    ["campaign", "Gritzo_Go: campaigns/s1.html"],
    ["brand", "Gritzo: brands/s1.html"],
    ["product", "Gritzo Kids: products/s1.html"],
    ["page", "Gritzo: reports/s1/all.html", "Gritzo, Q2 2026: reports/s1/2026-q2.html"],
  ]);
  assert.deepEqual(found(catalog, "q2 2026")[0].hits.map(({ path }) => path), ["reports/all/2026-q2.html", "reports/s1/2026-q2.html"]);
  assert.deepEqual(found(catalog, "unassigned"), []);
  assert.deepEqual(labels(found(catalog, "pay"), "page"), ["Payouts"]);
});

test("the letters that a text met are those of the name as it is written", () => {
  const met = (label, text) => copy(search.parts(label, text)).map(({ text: part, isHit }) => (isHit ? `[${part}]` : part)).join("");
  assert.equal(met("Zoë Çelik", "zoe cel"), "[Zoë] [Çel]ik");
  assert.equal(met("Zoe\u0308", "zoe"), "[Zoe\u0308]");
  assert.equal(met("Meera Anand", "an"), "Meera [An]and");
  assert.equal(met("İstanbul", "ist"), "[İst]anbul");
  assert.equal(met("👩🏽‍💻 emoji", "emo"), "👩🏽‍💻 [emo]ji");
  assert.equal(met("Nobody", "zz"), "Nobody");
});

test("of five thousand influencers the best are found within a frame", () => {
  const catalog = catalogOf(people(...Array.from({ length: 5000 }, (_, index) => `${"Anika Menon Rao Devi".split(" ")[index % 4]} ${index} Sharma`)));
  const index = search.index(catalog);
  const texts = ["a", "an", "ani", "a s", "sharma", "zz", "inf4"];
  // The quickest of several rounds: others may use this machine.
  const rounds = Array.from({ length: 8 }, () => {
    const begin = performance.now();
    for (const text of texts) search.find(index, text);
    return (performance.now() - begin) / texts.length;
  });
  assert.ok(Math.min(...rounds) < 16, `a search takes longer than a frame: ${rounds}`);
});

// ---- On the page --------------------------------------------------------------------------------------------------

const site = demoSite();
const base = await serve(site);
const browser = await launch();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const field = (page) => page.getByRole("combobox", { name: /^Find an influencer/ });
const options = (page) => page.locator("#found [role=option]");

/** Types a text and waits for its answer. */
async function type(page, text) {
  await field(page).fill(text);
  await page.waitForFunction((wanted) => document.querySelector(".results").hidden === (wanted === ""), text.trim());
}

const active = (page) =>
  page.evaluate(() => {
    const id = document.getElementById("finder").getAttribute("aria-activedescendant");
    return id && document.getElementById(id).querySelector(".name").textContent;
  });

for (const [way, root] of [["a server", base], ["a disk", pathToFileURL(`${site}/`).href]]) {
  test(`a page is found by keyboard alone, from ${way}`, async () => {
    const { page, troubles } = await open(browser, root);
    await visit(page, `${root}index.html`);
    await page.keyboard.press("/");
    assert.equal(await field(page).evaluate((one) => one === document.activeElement), true, "a slash leads to the field");
    await page.keyboard.type("gritzo");
    await options(page).first().waitFor();
    assert.equal(await field(page).getAttribute("aria-expanded"), "true");
    const first = await active(page);
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await active(page), first);
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), first, "arrows go there and back");
    await page.keyboard.press("ArrowUp");
    assert.equal(await active(page), await options(page).last().locator(".name").textContent(), "and around");

    await page.keyboard.press("Escape");
    assert.equal(await options(page).first().isVisible(), false);
    assert.equal(await field(page).inputValue(), "gritzo");
    await page.keyboard.press("Escape");
    assert.equal(await field(page).inputValue(), "");

    await page.keyboard.type("q2 2026");
    await options(page).first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`${root}reports/all/all/all/2026-q2.html`);
    none(troubles);
  });

  test(`what lies in a folder finds its way, from ${way}`, async () => {
    const { page, troubles } = await open(browser, root);
    await visit(page, `${root}reports/gritzo/all/all/all.html`);
    await type(page, "methodology");
    await options(page).first().click();
    await page.waitForURL(`${root}methodology.html`);
    // A page without the catalog fetches it when the field is used.
    assert.equal(await page.evaluate(() => globalThis.roasbook.catalog), undefined);
    const [person] = (await report(data)).influencers;
    await field(page).click();
    await type(page, person.name);
    const link = options(page).first();
    assert.equal(await link.locator(".name").textContent(), person.name);
    assert.equal(await link.locator(".detail").textContent(), person.id);
    assert.match(await link.evaluate((one) => one.href), new RegExp(`^${root.replaceAll(".", "\\.")}influencers/[a-z0-9-]+\\.html$`));
    none(troubles);
  });
}

test("every report that is offered is there", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const paths = await page.evaluate(() => {
    const { search, catalog } = globalThis.roasbook;
    return search.index(catalog).find(({ kind }) => kind === "page").entries.map(({ path }) => path);
  });
  assert.ok(paths.length > 50);
  none(paths.filter((path) => !existsSync(join(site, path))));
});

test("a slash that is typed somewhere stays a slash", async () => {
  const { page } = await open(browser, base);
  await visit(page, `${base}index.html`);
  const other = page.locator(".tools .find:visible").first();
  await other.click();
  await page.keyboard.type("a/b");
  assert.equal(await other.inputValue(), "a/b");
  assert.equal(await field(page).evaluate((one) => one === document.activeElement), false);
});

test("what nobody is called is said, and leaving the field closes the list", async () => {
  const { page, troubles } = await open(browser, base);
  await visit(page, `${base}index.html`);
  await type(page, "qqqq");
  const words = "No influencer, campaign or page has this name.";
  assert.equal(await page.locator(".results > p").textContent(), words);
  assert.equal(await page.locator(".finder [role=status]").textContent(), words);
  assert.equal(await field(page).getAttribute("aria-expanded"), "false");
  await type(page, "an");
  assert.equal(await page.locator(".results > p").isVisible(), false);
  await page.keyboard.press("Tab");
  assert.equal(await page.locator(".results").isVisible(), false);
  await field(page).click();
  await options(page).first().waitFor();
  await page.locator("h1").click();
  assert.equal(await page.locator(".results").isVisible(), false);
  none(troubles);
});

test("without scripts there is no field", async () => {
  const { page } = await open(browser, base, { javaScriptEnabled: false });
  await page.goto(`${base}index.html`);
  assert.equal(await page.locator("#finder").isVisible(), false);
});

for (const viewport of SIZES) {
  for (const colorScheme of ["light", "dark"]) {
    test(`the list is whole, and nothing moves for it, at ${viewport.width} px in ${colorScheme}`, async () => {
      const { page, troubles } = await open(browser, base, { viewport, colorScheme });
      const found = [];
      for (const path of ["index.html", "methodology.html"]) {
        await visit(page, base + path);
        const top = () => page.locator("h1").evaluate((one) => one.getBoundingClientRect().top);
        const before = await top();
        for (const text of ["an", "qqqq"]) {
          await type(page, text);
          const box = await page.locator(".results").boundingBox();
          if (box.x < 0 || box.x + box.width > viewport.width) found.push(`${path}: the list reaches from ${box.x} to ${box.x + box.width}`);
          if ((await page.evaluate(() => document.documentElement.scrollWidth)) > viewport.width) found.push(`${path} scrolls sideways`);
          if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
          found.push(...(await page.evaluate(async () => (await globalThis.axe.run(document)).violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))));
        }
        assert.equal(await top(), before);
      }
      none([...found, ...troubles]);
    });
  }
}

test("hostile names are found, and stay text", async () => {
  const from = pathToFileURL(`${build(hostileFolder())}/`).href;
  const { page, troubles } = await open(browser, from);
  for (const path of ["index.html", "data-quality.html"]) {
    await visit(page, from + path);
    for (const name of [...NAMES, ...CAMPAIGNS, ...BRANDS, ...PRODUCTS]) {
      await field(page).click();
      await type(page, name);
      // What would turn the text after it around is left out of what people are called.
      const plain = (text) => text.replaceAll(/[\u202a-\u202e\u2066-\u2069]/g, "").replaceAll(/\s+/g, " ").trim();
      const shown = (await options(page).locator(".name").allTextContents()).map(plain);
      assert.ok(shown.includes(plain(name)), `${name} is not among ${shown}`);
      const links = await options(page).evaluateAll((all) => all.map((one) => one.href));
      none(links.filter((href) => !href.startsWith(from)));
    }
    assert.equal(await page.evaluate(() => document.querySelectorAll(".results :not(a, b, span, mark, div, p)").length), 0);
    assert.equal(await page.evaluate(() => globalThis.pwned), undefined);
  }
  none(troubles);
});
