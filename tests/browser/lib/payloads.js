// The campaign of `tests/payloads.json`: each of its texts, all of them attacks or traps, stands in every column of text
// of every table. `support/hostile.rs` writes the same.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { csvLine } from "./csv.js";
import { root, temporaryFolder } from "./demo.js";

/** Kind and text of each. */
export const PAYLOADS = JSON.parse(readFileSync(join(root, "tests", "payloads.json"), "utf8"));
export const TEXTS = PAYLOADS.map(({ text }) => text);

/** The texts of a kind, such as `formula`. */
export const textsOf = (kind) => PAYLOADS.filter((payload) => payload.kind === kind).map(({ text }) => text);

/** A title and a name for the site that are attacks as well. */
export const CONFIG = [
  "title = \"</title><script>window.pwned='title'</script>\"",
  "[look]",
  "name = '\"><img src=x onerror=window.pwned=1>'",
  "[brands]",
  "'<svg onload=window.pwned=1>' = ['{{7*7}}']",
  // A page for each text, but not for each combination of them.
  "[pages]",
  'dimensions = ["brand"]',
  'periods = ["year"]',
  'members = ["influencer", "campaign"]',
].join("\n");

const COUNT = TEXTS.length;
const of = (index, column) => TEXTS[(index + 7 * column) % COUNT];
/** A text of its own for each person, however alike two of them are to whoever reads them. */
export const idOf = (index) => `${TEXTS[index % COUNT]}#${index}`;
const day = (index) => `2025-${String(1 + (index % 3)).padStart(2, "0")}-${String(1 + (index % 28)).padStart(2, "0")}`;

/** A name for a file with a text in it, as far as a file system goes. */
function fileName(table, text) {
  const kept = [...text.toWellFormed()].filter((letter) => letter !== "/" && letter !== "\0").slice(0, 40);
  return `${table} ${kept.join("")}.csv`;
}

/** The folder. */
export function payloadFolder() {
  const folder = join(temporaryFolder(), "data");
  mkdirSync(folder);
  const write = (name, header, rows) => writeFileSync(join(folder, name), [header, ...rows].map(csvLine).join(""));
  const every = (row) => TEXTS.map((_, index) => row(index));

  write(
    "influencers.csv",
    ["influencer_id", "name", "category", "gender", "follower_count", "platform", "tier", "<img src=x onerror=window.pwned=1>"],
    every((at) => [idOf(at), of(at, 0), of(at, 1), of(at, 2), at * 997, of(at, 3), of(at, 4), of(at, 5)]),
  );
  write(
    "posts.csv",
    ["post_id", "influencer_id", "platform", "date", "url", "caption", "reach", "likes", "comments", "brand", "campaign"],
    every((at) => [of(at, 6), idOf(at), of(at, 3), day(at), of(at, 0), of(at, 7), 1000, 50, 5, of(at, 8), of(at, 9)]),
  );
  write(
    "payouts.csv",
    ["influencer_id", "basis", "rate", "orders", "total_payout", "campaign", "status"],
    every((at) => [idOf(at), of(at, 10), 500, "", 500, of(at, 9), of(at, 11)]),
  );
  write("products.csv", ["product", "brand", "price", "margin"], every((at) => [TEXTS[at], of(at, 8), 500, 0.4]));
  TEXTS.forEach((text, index) => {
    const sale = (at, date) => [of(at, 12), of(at, 9), at % 9 === 0 ? "" : idOf(at % COUNT), of(at, 13), of(at, 14), date, 1, 100 + at];
    // The last one no table can use, so that it is shown as it was found.
    const rows = [sale(2 * index, day(2 * index)), sale(2 * index + 1, day(2 * index + 1)), sale(2 * index, text)];
    write(fileName("tracking_data", text), ["source", "campaign", "influencer_id", "user_id", "product", "date", "orders", "revenue"], rows);
  });
  return folder;
}
