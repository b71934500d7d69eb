"use strict";
/**
 * Calendar days as numbers, the periods of a reporting year, and what a range is compared with. Pure.
 *
 * A day is counted from 1970-01-01 and never becomes an instant, so no time zone can move it. The same rules
 * as the build's; a test holds the two together.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.calendar = (() => {
  const DAY = 86_400_000;
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  /** @typedef {"year" | "quarter" | "month"} PeriodKind */
  /** How many months a period of each kind has. @type {Record<PeriodKind, number>} */
  const LENGTH = { year: 12, quarter: 3, month: 1 };
  /** @type {PeriodKind[]} */
  const KINDS = ["year", "quarter", "month"];

  /** @param {string} iso */
  function number(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return at(year, month - 1, day);
  }

  /** @param {number} year @param {number} month  from 0, and beyond 11 into the years after @param {number} day */
  function at(year, month, day) {
    const date = new Date(0);
    // Date.UTC takes the years 0 to 99 for those of the twentieth century.
    date.setUTCFullYear(year, month, day);
    return date.getTime() / DAY;
  }

  /** @param {number} day */
  function iso(day) {
    return new Date(day * DAY).toISOString().slice(0, 10);
  }

  /** @param {string} text */
  function isDay(text) {
    return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00Z`)) && iso(number(text)) === text;
  }

  /** @param {number} day @returns {[number, number]}  year and month from 0 */
  function civil(day) {
    const date = new Date(day * DAY);
    return [date.getUTCFullYear(), date.getUTCMonth()];
  }

  /** How many days after Monday a week begins. @type {Record<WeekStart, number>} */
  const AFTER_MONDAY = { monday: 0, sunday: 6, saturday: 5 };

  /** The place of a day in its week, 0 for the first. @param {number} day @param {WeekStart} weekStarts */
  function placeInWeek(day, weekStarts) {
    // Day 0, 1 January 1970, was a Thursday: three days after a Monday.
    return (((day + 3 - AFTER_MONDAY[weekStarts]) % 7) + 7) % 7;
  }

  /** The days of a week in its order, of what is given in that from Monday. @template T @param {T[]} days @param {WeekStart} weekStarts */
  function inWeek(days, weekStarts) {
    const begin = AFTER_MONDAY[weekStarts];
    return [...days.slice(begin), ...days.slice(0, begin)];
  }

  /** @param {number} day @returns {[number, number]} */
  function month(day) {
    const [year, index] = civil(day);
    return [at(year, index, 1), at(year, index + 1, 1)];
  }

  /**
   * The period of a kind that a day falls in: the reporting year it is of, its place within, its days.
   * @param {number} day @param {PeriodKind} kind @param {number} yearStarts
   */
  function around(day, kind, yearStarts) {
    const [civilYear, index] = civil(day);
    const since = (index + 1 + 12 - yearStarts) % 12;
    const year = index + 1 < yearStarts ? civilYear - 1 : civilYear;
    const first = kind === "month" ? index : yearStarts - 1 + (kind === "quarter" ? since - (since % 3) : 0);
    const of = kind === "month" ? civilYear : year;
    return {
      kind,
      year: of,
      place: kind === "month" ? index + 1 : Math.floor(since / 3) + 1,
      range: { first: at(of, first, 1), last: at(of, first + LENGTH[kind], 1) - 1 },
    };
  }

  /** @param {ReturnType<typeof around>} period @param {number} yearStarts */
  function named({ kind, year, place, range }, yearStarts) {
    const next = String((year + 1) % 100).padStart(2, "0");
    const yearLabel = yearStarts === 1 ? String(year) : `FY ${year}–${next}`;
    const names = {
      year: { slug: String(year), label: yearLabel },
      quarter: { slug: `${year}-q${place}`, label: `Q${place} ${yearLabel}` },
      month: { slug: `${year}-${String(place).padStart(2, "0")}`, label: `${MONTHS[place - 1]} ${year}` },
    };
    return { kind, range, ...names[kind] };
  }

  /** @param {DateRange} range @param {number} yearStarts */
  function periodOf(range, yearStarts) {
    for (const kind of KINDS) {
      const period = around(range.first, kind, yearStarts);
      if (period.range.first === range.first && period.range.last === range.last) return named(period, yearStarts);
    }
    return null;
  }

  /** @param {DateRange} range @param {DateRange} data @param {number} yearStarts @returns {DateRange | null} */
  function previous(range, data, yearStarts) {
    const days = range.last - range.first + 1;
    let before = { first: range.first - days, last: range.first - 1 };
    const period = periodOf(range, yearStarts);
    if (period) {
      before = around(range.first - 1, period.kind, yearStarts).range;
      if (data.last < range.last) before.last = Math.min(before.last, before.first + data.last - range.first);
    }
    const within = data.first <= before.first && before.last <= data.last;
    return before.first <= before.last && within ? before : null;
  }

  /** @param {DateRange} range */
  function label({ first, last }) {
    const { day } = roasbook.format;
    return first === last ? day(iso(first)) : `${day(iso(first))} – ${day(iso(last))}`;
  }

  /** Every period of a kind that shares a day with the range, oldest first. @param {DateRange} range @param {PeriodKind} kind @param {number} yearStarts */
  function periods(range, kind, yearStarts) {
    const found = [];
    for (let day = range.first; day <= range.last; ) {
      const period = around(day, kind, yearStarts);
      found.push(named(period, yearStarts));
      day = period.range.last + 1;
    }
    return found;
  }

  /** @param {DateRange} data @param {number} yearStarts */
  function presets(data, yearStarts) {
    const last = [7, 30, 90].map((days) => ({
      id: `last-${days}`,
      label: `Last ${days} days`,
      range: /** @type {DateRange | null} */ ({ first: data.last - days + 1, last: data.last }),
    }));
    const latest = [...KINDS].reverse().map((kind) => {
      const period = named(around(data.last, kind, yearStarts), yearStarts);
      return { id: `latest-${kind}`, label: `Latest ${kind} · ${period.label}`, range: period.range };
    });
    return [...last, ...latest, { id: "all", label: "All time", range: null }];
  }

  /** @param {number} days @returns {Grain} */
  function grainOfTable(days) {
    return days <= 10 ? "day" : days <= 45 ? "week" : "month";
  }

  /** @param {number} days @returns {Grain} */
  function grainOfChart(days) {
    return days <= 45 ? "day" : days <= 200 ? "week" : "month";
  }

  /** @param {number} days @returns {Grain[]} */
  function grainsWorthDrawing(days) {
    /** @type {[Grain, number][]} */
    const grains = [["day", 0], ["week", 14], ["month", 60]];
    return grains.filter(([, moreThan]) => days > moreThan).map(([grain]) => grain);
  }

  return {
    number, iso, isDay, month, placeInWeek, inWeek, periodOf, previous, label, periods, presets,
    grainOfTable, grainOfChart, grainsWorthDrawing,
  };
})();
