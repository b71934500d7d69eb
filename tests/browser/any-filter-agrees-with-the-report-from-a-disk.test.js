// Any filter a reader makes on a page opened from a disk, in any time zone: every tile, every row of every table
// and every measure is what `roasbook report` says with the same flags.

import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { launch } from "./lib/browser.js";
import { campaigns } from "./lib/campaigns.js";
import { none } from "./lib/none.js";
import { take, tours } from "./lib/tours.js";

const browser = await launch();

for (const tour of tours(campaigns()).filter(({ way }) => way === "disk")) {
  test(`${tour.count} filters of ${tour.campaign.name} in ${tour.zone}`, async () => {
    none(await take(browser, pathToFileURL(`${tour.campaign.site}/`).href, tour));
  });
}
