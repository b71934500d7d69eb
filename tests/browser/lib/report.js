// What `roasbook report` says of a campaign, for any filter.

import { roasbookBeside } from "./demo.js";
import { parseCsv } from "./csv.js";
import { EVERYTHING, flags } from "./filters.js";

/** The report of a filter as JSON has it. */
export async function report(folder, filter = EVERYTHING) {
  return JSON.parse(await roasbookBeside("report", folder, "--format", "json", "--quiet", ...flags(filter)));
}

/** The table of a report as CSV: a record a row, by the names of its columns. */
export async function reportTable(folder, filter, by) {
  const text = await roasbookBeside("report", folder, "--format", "csv", "--by", by, "--quiet", ...flags(filter));
  const [head, ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index]])));
}
