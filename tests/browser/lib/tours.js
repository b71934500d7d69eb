// A reader who goes from filter to filter on one page, and whether every figure was the report's.

import { computed, disagreements, miscalculations, misstatedChanges, shownChanges } from "./agree.js";
import { member, openMenu } from "./bar.js";
import { open, ready, visit } from "./browser.js";
import { contents } from "./demo.js";
import { shownFigures } from "./figures.js";
import { DIMENSIONS, ofEntry, query, randomFilters, same } from "./filters.js";
import { numbers, one } from "./random.js";
import { report, reportTable } from "./report.js";

/** As many filters are tried, over all campaigns, time zones and ways to open a page. */
const FILTERS = 500;
/** From the last place on Earth where a day ends to the first where it begins. */
const ZONES = ["Pacific/Niue", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"];
const WAYS = ["disk", "server"];
/** Every so many filters a page is opened anew with the filter in its address. */
const OPENED = 5;
/** Every so many filters a member is ticked in the bar instead. */
const TICKED = 7;
/** Every so many filters the tables show every measure. */
const WIDE = 3;

const TABLES = ["influencers", "top-roas", "not-earned-back", "brands", "categories", "platforms", "campaigns", "products", "trend"];

/** The demo is seen in every time zone, both ways; the others in every time zone, one way each. */
function toursOf({ name }, index) {
  const pairs = ZONES.flatMap((zone, turn) => WAYS.map((way, which) => ({ zone, way, isMine: (index + turn) % WAYS.length === which })));
  return pairs.filter(({ isMine }) => name === "demo" || isMine);
}

/** All tours, which have all the filters between them. */
export function tours(campaigns) {
  const all = campaigns.flatMap((campaign, index) => toursOf(campaign, index).map(({ zone, way }) => ({ campaign, zone, way })));
  return all.map((tour, index) => ({ ...tour, seed: 100 + index, count: Math.floor((FILTERS + index) / all.length) }));
}

/** The filters of a tour. */
export async function filtersOf({ campaign, seed, count }) {
  return randomFilters(numbers(seed), await report(campaign.folder), count);
}

/** In the page: asks for a filter, and maybe more of the state, as a control does. */
export function change(state) {
  return globalThis.roasbook.app.change(state, new Event("input"));
}

/** In the page: shows as many rows a page as any table has. */
export function showAllRows() {
  for (const select of document.querySelectorAll(".pager select")) {
    const most = select.options[select.options.length - 1].value;
    if (select.value === most) continue;
    select.value = most;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Every measure of every table, or the tables as they come. */
async function columnsFor(page, isWide) {
  if (!isWide) return {};
  const measures = await page.evaluate(() => globalThis.roasbook.catalog.measures.filter(({ shown }) => shown).map(({ id }) => id));
  return Object.fromEntries(TABLES.map((table) => [table, measures]));
}

/** In the page: whether it shows its filter, which one, and the grain of its table over time. */
function state() {
  const isReady = document.documentElement.dataset.ready === "true";
  const head = document.querySelector('table[data-table="trend"] thead th');
  return { isReady, filter: globalThis.roasbook.app.state.filter, grain: head?.textContent.trim().toLowerCase() };
}

/** The steps of a report with every measure, which its JSON does not list. */
async function stepsOf(folder, filter, grain) {
  const rows = await reportTable(folder, filter, grain);
  const like = (text) => (text === "" ? null : text);
  return rows.map(({ [grain]: from, ...measures }) => ({ from, measures: Object.fromEntries(Object.entries(measures).map(([id, text]) => [id, like(text)])) }));
}

/** Ticks some member in the bar; the filter that makes. Nothing where the bar has no menu of members. */
async function tickOne(page, next) {
  const choices = await page.locator("#choices > details:visible").evaluateAll((menus) => menus.map(({ dataset }) => dataset.choice));
  const menus = choices.filter((choice) => DIMENSIONS.includes(choice));
  if (menus.length === 0) return null;
  const choice = one(next, menus);
  const { filter } = await page.evaluate(state);
  const details = await openMenu(page, choice);
  const label = one(next, await details.locator(".members label > span:first-of-type").allTextContents());
  await member(details, label).locator("input").click();
  await page.keyboard.press("Escape");
  await ready(page);
  const { [choice]: chosen = [], ...rest } = filter.choices;
  const names = chosen.includes(label) ? chosen.filter((name) => name !== label) : [...chosen, label];
  return { ...filter, choices: names.length ? { ...rest, [choice]: names } : rest };
}

/** What is wrong on the page while it shows a filter. */
async function look(page, folder, filter, isWide, where) {
  const expected = await report(folder, filter);
  const { isReady, filter: shown, grain } = await page.evaluate(state);
  if (!isReady) return [`${where}: html[data-ready=true] was not reached`];
  if (!same(shown, filter)) return [`${where}: the page has another filter, ${query(shown)}`];
  await page.evaluate(showAllRows);
  const trend = isWide && grain ? { ...expected.trend, [grain]: await stepsOf(folder, filter, grain) } : expected.trend;
  return [
    ...disagreements(await page.evaluate(shownFigures), { ...expected, trend }, where, { isWhole: true }),
    ...misstatedChanges(await page.evaluate(shownChanges), expected, where),
    ...miscalculations(await page.evaluate(computed), expected, where),
  ];
}

/** Goes through the filters of a tour; what was wrong, in words. */
export async function take(browser, base, tour) {
  const { campaign, zone, seed } = tour;
  const pages = contents(campaign.site).pages.map(({ path, filter }) => ({ path, own: ofEntry(filter) }));
  const next = numbers(seed + 1000);
  const { page, troubles } = await open(browser, base, { timezoneId: zone });
  const found = [];
  let at = pages[0];
  await visit(page, base + at.path);
  for (const [index, wanted] of (await filtersOf(tour)).entries()) {
    const isOpened = index % OPENED === OPENED - 1;
    const isWide = !isOpened && index % WIDE === 0;
    const ticked = index % TICKED === TICKED - 1 ? await tickOne(page, next) : null;
    const filter = ticked ?? wanted;
    if (isOpened && !ticked) {
      at = one(next, pages);
      await visit(page, base + at.path + query(filter, at.own));
    } else {
      // After a tick the filter is there already, and only the columns change.
      await page.evaluate(change, { columns: await columnsFor(page, isWide), ...(ticked ? {} : { filter }) });
    }
    const where = `${campaign.name} ${ticked ? "ticked" : isOpened ? "opened" : "changed"} at ${at.path}${query(filter, at.own)}`;
    found.push(...(await look(page, campaign.folder, filter, isWide, where)));
    found.push(...troubles.splice(0).map((trouble) => `${where}: ${trouble}`));
  }
  await page.context().close();
  return found;
}
