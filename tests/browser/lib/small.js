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

/** A folder of CSVs with these rows; a table without rows has its header alone. */
export function smallFolder(tables) {
  const folder = join(temporaryFolder(), "data");
  mkdirSync(folder);
  for (const [table, head] of Object.entries(HEADS)) {
    writeFileSync(join(folder, `${table}.csv`), [head.split(","), ...(tables[table] ?? [])].map(csvLine).join(""));
  }
  return folder;
}
