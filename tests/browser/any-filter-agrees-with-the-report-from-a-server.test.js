// Any filter a reader makes on a page from a web server, in any time zone: every tile, every row of every table
// and every measure is what `roasbook report` says with the same flags.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch } from "./lib/browser.js";
import { campaigns } from "./lib/campaigns.js";
import { DIMENSIONS } from "./lib/filters.js";
import { none } from "./lib/none.js";
import { serve } from "./lib/server.js";
import { filtersOf, take, tours } from "./lib/tours.js";

const browser = await launch();
const all = tours(campaigns());

test("there are 500 filters, in every dimension, by one value and by several", async () => {
  const filters = (await Promise.all(all.map(filtersOf))).flat();
  assert.equal(filters.length, 500);
  for (const dimension of DIMENSIONS) {
    const chosen = filters.map(({ choices }) => choices[dimension]?.length ?? 0);
    assert.ok(chosen.filter((count) => count === 1).length >= 15, `one ${dimension}`);
    assert.ok(chosen.filter((count) => count > 1).length >= 15, `several of ${dimension}`);
  }
  const isReversed = ({ from, to }) => from !== null && to !== null && from > to;
  for (const kind of [isReversed, ({ from, to }) => from !== null && from === to, ({ from, to }) => (from === null) !== (to === null)]) {
    assert.ok(filters.filter(kind).length >= 5, String(kind));
  }
});

for (const tour of all.filter(({ way }) => way === "server")) {
  test(`${tour.count} filters of ${tour.campaign.name} in ${tour.zone}`, async () => {
    none(await take(browser, await serve(tour.campaign.site), tour));
  });
}
