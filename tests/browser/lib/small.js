// A campaign of a few rows, written for one test.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { csvLine } from "./csv.js";
import { temporaryFolder } from "./demo.js";

const HEADS = {
  influencers: "influencer_id,name,category,gender,follower_count,platform",
  posts: "post_id,influencer_id,platform,date,url,caption,reach,likes,comments",
  payouts: "influencer_id,basis,rate,orders,total_payout",
  products: "product,brand,price,margin",
  tracking_data: "source,campaign,influencer_id,user_id,product,date,orders,revenue",
};

/** A folder of CSVs with these rows, some tables under other heads; a table without rows has its header alone. */
export function smallFolder(tables, heads = {}) {
  const folder = join(temporaryFolder(), "data");
  mkdirSync(folder);
  for (const [table, head] of Object.entries({ ...HEADS, ...heads })) {
    writeFileSync(join(folder, `${table}.csv`), [head.split(","), ...(tables[table] ?? [])].map(csvLine).join(""));
  }
  return folder;
}

/** A campaign of four influencers and three months, paid in dollars, large enough for every kind of chart; the folder. */
export function fourInfluencers() {
  const names = ["Ann", "Ben", "Cleo", "Dan"];
  const platform = (index) => ["YouTube", "X"][index >> 1];
  const day = (index) => new Date(Date.UTC(2025, 0, 3 + index * 3)).toISOString().slice(0, 10);
  const sales = Array.from({ length: 40 }, (_, index) => ["web", "Spring", `I${index % 4}`, `U${index}`, "Tea", day(index % 30), 3, `${(index % 7) * 41_234 + 950}.50`]);
  return smallFolder({
    influencers: names.map((name, index) => [`I${index}`, name, ["Home", "Food"][index % 2], "Female", 9000 * 8 ** index, platform(index)]),
    posts: sales.slice(0, 12).map(([, , id, , , date], index) => [`P${index}`, id, platform(index % 4), date, "", "Spring Tea by Leaf", 5000 + 700 * index, 200, 9]),
    payouts: names.map((_, index) => [`I${index}`, "per_post", 90_000 * 4 ** index, ["Paid", "paid", "On hold", "Cancelled"][index], day(index * 9)]),
    products: [["Tea", "Leaf", 12, 0.5]],
    tracking_data: sales,
  }, { payouts: "influencer_id,basis,total_payout,status,payout_date" });
}

/** Its configuration. */
export const IN_DOLLARS = 'locale = "en-US"\nmoney = { currency = "USD" }\n';
