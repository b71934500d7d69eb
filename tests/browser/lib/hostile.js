// A campaign in which every text is an attack or a trap.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { csvLine } from "./csv.js";
import { temporaryFolder } from "./demo.js";

export const RUN = "window.pwned=1";
export const IMAGE = `"><img src=x onerror=${RUN}>`;

export const NAMES = [
  `<script>${RUN}</script>`,
  IMAGE,
  `'><svg onload=${RUN}>`,
  "{{7*7}}{% raw %}",
  "</script></table></body>",
  "=1+1",
  "javascript:alert(1)",
  "../../etc/passwd",
  `${"long".repeat(75)} ${"name ".repeat(60)}`.trim(),
  "\u202eنص عربي من اليمين",
  "👩🏽‍💻 emoji 🏋️",
  `#*#*function(){${RUN}}#*#*`,
  "{a|rich}{b} {value}\u2028next",
  "&lt;b&gt;&amp;amp; 100 %",
];
export const CATEGORIES = [`<b onmouseover=${RUN}>Fit</b>`, "../..", "Health & Wellness"];
export const PLATFORMS = [`X" onfocus="${RUN}" autofocus="`, "</title><script>window.pwned=2</script>"];
export const BRANDS = [`<style>*{display:none}</style>`, `</script><script>${RUN}</script>`, "__proto__"];
export const CAMPAIGNS = [`<iframe src=javascript:${RUN}>`, "constructor"];
export const PRODUCTS = [`<a href=javascript:${RUN}>whey</a>`, "{{ config }}", "toString"];
export const BAD_DATE = `<img src=y onerror=${RUN}>`;

const of = (list, index) => list[index % list.length];
const day = (index) => new Date(Date.UTC(2025, 5, 20 + index)).toISOString().slice(0, 10);

/** A folder of few rows, all of them hostile, and some that no table can use. */
export function hostileFolder() {
  const folder = join(temporaryFolder(), `data "><img src=x onerror=${RUN}>`);
  mkdirSync(folder);
  const write = (name, header, rows) => writeFileSync(join(folder, name), [header.split(","), ...rows].map(csvLine).join(""));
  const ids = NAMES.map((_, index) => `I${index}<i>`);

  write(
    "influencers.csv",
    `influencer_id,name,category,gender,follower_count,platform,<b>column</b>`,
    NAMES.map((name, index) => [ids[index], name, of(CATEGORIES, index), IMAGE, 1000 * 10 ** (index % 4), of(PLATFORMS, index), IMAGE]),
  );
  write(
    "posts.csv",
    "post_id,influencer_id,platform,date,url,caption,reach,likes,comments",
    ids.map((id, index) => [`P${index}`, id, IMAGE, day(index), `javascript:${RUN}`, NAMES[index], 1000, 50, 5]),
  );
  write(
    "payouts.csv",
    "influencer_id,basis,rate,orders,total_payout,status",
    ids.slice(2).map((id) => [id, "per_post", 500, "", 500, IMAGE]),
  );
  write("products.csv", "product,brand,price,margin", PRODUCTS.map((product, index) => [product, BRANDS[index], 500, 0.4]));
  const sales = Array.from({ length: 60 }, (_, index) => [
    `T${index}`,
    of(NAMES, index),
    of(CAMPAIGNS, index),
    index % 9 === 0 ? "" : of(ids, index),
    `U${index}`,
    of(PRODUCTS, index >> 1),
    index === 7 ? BAD_DATE : day(index % 25),
    1,
    100 + index,
  ]);
  write(
    `tracking_data <img src=x onerror=${RUN}>.csv`,
    "tracking_id,source,campaign,influencer_id,user_id,product,date,orders,revenue",
    sales,
  );
  return folder;
}
