// Whether an open page shows the figures of a filter.

import { disagreements } from "./agree.js";
import { ready } from "./browser.js";
import { data } from "./demo.js";
import { shownFigures } from "./figures.js";
import { query } from "./filters.js";
import { report } from "./report.js";

/** What the page shows otherwise than the report of a filter, in words. */
export async function shows(page, filter, folder = data) {
  await ready(page);
  return disagreements(await page.evaluate(shownFigures), await report(folder, filter), `${page.url()}, asked for ${query(filter) || "everything"}`);
}
