// Which pages the tests look at: one of every kind, and picks that are the same in every run.

import { sample } from "./random.js";

/** Pages that are not the answer to a filter. */
export const OTHER_PAGES = ["payouts.html", "methodology.html", "data-quality.html"];

export const DIMENSIONS = ["brand", "category", "platform"];

function monthsOf({ from, to }) {
  const month = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return month(to) - month(from) + 1;
}

/** Which choices a page makes: `brand platform month`. */
export function kind({ filter }) {
  const period = filter.from && { 1: "month", 3: "quarter", 12: "year" }[monthsOf(filter)];
  return [...DIMENSIONS.filter((dimension) => filter[dimension]), period].filter(Boolean).join(" ") || "everything";
}

/** One page of every kind. */
export function oneOfEachKind(pages, seed = 1) {
  const kinds = new Map();
  for (const page of pages) kinds.set(kind(page), [...(kinds.get(kind(page)) ?? []), page]);
  return [...kinds.values()].map((group) => sample(group, 1, seed)[0]);
}
