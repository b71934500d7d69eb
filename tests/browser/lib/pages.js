// Which pages the tests look at: one of every kind, and picks that are the same in every run.

import { contents } from "./demo.js";
import { sample } from "./random.js";

/** Pages that are not the answer to a filter. */
export const OTHER_PAGES = ["earning.html", "personas.html", "posts.html", "payouts.html", "methodology.html", "data-quality.html"];

export const DIMENSIONS = ["brand", "category", "platform"];

/** The folders of pages that are about one member. */
const MEMBERS = ["influencers", "campaigns", "brands", "products"];

function monthsOf({ from, to }) {
  const month = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(to) - month(from) + 1;
}

function memberFolder({ path }) {
  return MEMBERS.find((folder) => path.startsWith(`${folder}/`));
}

/** Which choices a page makes: `brand platform month`; of a page of one member, its folder. */
export function kind(page) {
  const { filter } = page;
  const period = filter.from && { 1: "month", 3: "quarter", 12: "year" }[monthsOf(filter)];
  return memberFolder(page) ?? ([...DIMENSIONS.filter((dimension) => filter[dimension]), period].filter(Boolean).join(" ") || "everything");
}

/** One page of every kind. */
export function oneOfEachKind(pages, seed = 1) {
  const kinds = new Map();
  for (const page of pages) kinds.set(kind(page), [...(kinds.get(kind(page)) ?? []), page]);
  return [...kinds.values()].map((group) => sample(group, 1, seed)[0]);
}

/** Those that the filter bar leads to: everything, and every choice of brand, category, platform and period. */
export function reportsAmong(pages) {
  return pages.filter((page) => memberFolder(page) === undefined);
}

/** Without an answer, and without all that other pages share: hosts serve it for an address that has no page. */
export const NOT_FOUND = "404.html";

/** One page of every type, by the name of the type; of members the one that is first in the report. */
export function pageOfEachType(site) {
  const { pages } = contents(site);
  const first = (name) => pages.filter((page) => kind(page) === name)[0]?.path;
  const types = {
    overview: "index.html",
    slice: first("brand"),
    "slice of several choices": first("brand platform quarter"),
    ...Object.fromEntries(MEMBERS.map((folder) => [folder, first(folder)])),
    ...Object.fromEntries([...OTHER_PAGES, NOT_FOUND].map((path) => [path.replace(".html", ""), path])),
  };
  return Object.entries(types).filter(([, path]) => path !== undefined);
}
