"use strict";
/**
 * Days into weeks and months. Pure; amounts are integers of minor units, so sums are exact.
 *
 * A day is counted, never an instant, so no time zone can move it. A step is named by its own first day
 * even where the data begins later; `whole` tells whether every day of it is there.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.rollup = (() => {
  const { number, iso, month, placeInWeek } = roasbook.calendar;

  /**
   * The step a day falls in: its first day and the first day after it.
   * @type {Record<Grain, (day: number, weekStarts: WeekStart) => [number, number]>}
   */
  const around = {
    day: (day) => [day, day + 1],
    week: (day, weekStarts) => {
      const first = day - placeInWeek(day, weekStarts);
      return [first, first + 7];
    },
    month,
  };

  /**
   * The steps that so many days from `first` on make up, oldest first.
   * @param {string} first @param {number} days @param {Grain} grain @param {WeekStart} weekStarts @returns {Step[]}
   */
  function steps(first, days, grain, weekStarts) {
    const result = [];
    const start = number(first);
    for (let day = start; day < start + days; ) {
      const [from, to] = around[grain](day, weekStarts);
      const end = Math.min(to, start + days);
      result.push({ first: iso(from), days: end - day, whole: end - day === to - from });
      day = end;
    }
    return result;
  }

  /**
   * Amounts of days summed over the steps. Also for the period before, day by day beside the current one.
   * @param {number[]} amounts @param {Step[]} steps @returns {(number | null)[]}  null where no day is left
   */
  function sums(amounts, steps) {
    let day = 0;
    return steps.map(({ days }) => {
      const part = amounts.slice(day, (day += days));
      return part.length ? part.reduce((sum, amount) => sum + amount, 0) : null;
    });
  }

  return { steps, sums };
})();
