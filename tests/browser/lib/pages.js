// Which pages the tests look at: one of every kind, and picks that are the same in every run.

/** Pages that are not the answer to a filter. */
export const OTHER_PAGES = ["payouts.html", "methodology.html", "data-quality.html"];

export const DIMENSIONS = ["brand", "category", "platform"];

/** Numbers that look random and are the same for a seed (mulberry32). */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many of a list, none twice. */
export function sample(list, count, seed = 1) {
  const next = numbers(seed);
  const rest = [...list];
  const picked = [];
  while (picked.length < count && rest.length > 0) picked.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return picked;
}

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
