// Filters as a reader makes them, at random, and as the program and an address say them.

import { one, some } from "./random.js";

export const DIMENSIONS = ["brand", "category", "platform", "campaign", "product", "gender", "tier", "influencer"];
export const EVERYTHING = { from: null, to: null, choices: {} };
const UNASSIGNED = "Unassigned";

const DAY = 86_400_000;
const number = (iso) => Date.parse(`${iso}T00:00:00Z`) / DAY;
const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** The calendar period of so many months that a day is in. */
function period(day, months) {
  const date = new Date(day * DAY);
  const [year, month] = [date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months];
  return { from: iso(Date.UTC(year, month, 1) / DAY), to: iso(Date.UTC(year, month + months, 1) / DAY - 1) };
}

/** The kinds of range, each from random numbers and the days of the data. */
const RANGES = {
  all: () => ({ from: null, to: null }),
  cut: (day) => {
    const [from, to] = [day(), day()].sort((a, b) => a - b);
    return { from: iso(from), to: iso(to) };
  },
  short: (day, { last }) => {
    const from = day();
    return { from: iso(from), to: iso(Math.min(from + 9, last)) };
  },
  oneDay: (day) => {
    const from = iso(day());
    return { from, to: from };
  },
  month: (day) => period(day(), 1),
  quarter: (day) => period(day(), 3),
  year: (day) => period(day(), 12),
  fromOnly: (day) => ({ from: iso(day()), to: null }),
  toOnly: (day) => ({ from: null, to: iso(day()) }),
  overTheEnd: (day, { last }) => ({ from: iso(day()), to: iso(last + 40) }),
  overBoth: (_, { first, last }) => ({ from: iso(first - 400), to: iso(last + 1) }),
  outside: (_, { last }) => ({ from: iso(last + 3), to: iso(last + 33) }),
  before: (_, { first }) => ({ from: null, to: iso(first - 1) }),
  reversed: (day, { last }) => {
    const to = Math.min(day(), last - 1);
    return { from: iso(to + 1), to: iso(to) };
  },
};

/** The kinds of choice in one dimension, each from random numbers and its members. */
const CHOICES = {
  one: (next, members) => [one(next, members)],
  several: (next, members) => some(next, members, 2 + Math.floor(next() * 3)),
  unassigned: () => [UNASSIGNED],
  unassignedToo: (next, members) => [...new Set([UNASSIGNED, one(next, members)])],
  unknown: () => ["No such & name"],
  unknownToo: (next, members) => ["No such & name", ...some(next, members, 2)],
};

/** What there is to choose from, as the report of everything lists it. */
function membersOf({ by, influencers }) {
  const listed = Object.entries(by).map(([dimension, rows]) => [dimension, rows.map(({ id }) => id)]);
  return Object.fromEntries([...listed, ["influencer", influencers.map(({ id }) => id)]]);
}

/**
 * So many filters of a campaign, given the report of everything. Every kind of range and every dimension comes
 * up in turn, and most filters choose in one or two dimensions.
 */
export function randomFilters(next, everything, count) {
  const members = membersOf(everything);
  const data = { first: number(everything.range.from), last: number(everything.range.to) };
  const day = () => data.first + Math.floor(next() * (data.last - data.first + 1));
  const ranges = some(next, Object.keys(RANGES), Infinity);
  const turns = some(next, DIMENSIONS, Infinity);
  return Array.from({ length: count }, (_, index) => {
    // Most ranges and choices are plain ones: many of the other kinds find nothing.
    const kind = next() < 0.6 ? one(next, ["all", "cut", "cut", "month"]) : ranges[index % ranges.length];
    const others = some(next, DIMENSIONS, one(next, [0, 0, 0, 1, 1, 2]));
    const dimensions = index % 9 === 0 ? [] : new Set([turns[index % turns.length], ...others]);
    const choices = {};
    for (const dimension of dimensions) {
      const choice = next() < 0.8 ? one(next, ["one", "several", "several"]) : one(next, Object.keys(CHOICES));
      choices[dimension] = CHOICES[choice](next, members[dimension]);
    }
    return { ...RANGES[kind](day, data), choices };
  });
}

/** A filter as arguments of the program. */
export function flags({ from, to, choices }) {
  const range = [from && `--from=${from}`, to && `--to=${to}`].filter(Boolean);
  return [...range, ...Object.entries(choices).flatMap(([dimension, names]) => names.map((name) => `--${dimension}=${name}`))];
}

const sameNames = (a = [], b = []) => a.length === b.length && a.every((name) => b.includes(name));

export function same(a, b) {
  return a.from === b.from && a.to === b.to && DIMENSIONS.every((id) => sameNames(a.choices[id], b.choices[id]));
}

/** A filter as the query of an address, over what the page itself has chosen. */
export function query({ from, to, choices }, own = EVERYTHING) {
  const pairs = [];
  if (from !== own.from || to !== own.to) pairs.push(["from", from ?? ""], ["to", to ?? ""]);
  for (const id of DIMENSIONS) {
    if (sameNames(choices[id], own.choices[id])) continue;
    pairs.push(...(choices[id] ?? [""]).map((name) => [id, name]));
  }
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

/** The filter of an entry of roasbook.json in the words of the page. */
export function ofEntry({ from = null, to = null, ...choices }) {
  return { from, to, choices };
}
