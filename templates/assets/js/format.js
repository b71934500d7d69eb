"use strict";
/**
 * How figures are written. Pure, and without Intl, which QuickJS lacks: Rust and this file print the
 * same text for the same number (format-vectors.json is the common test).
 *
 * Money comes as an integer of minor units, below 2^53. Rounding is half away from zero, on that integer,
 * once, straight to the digits shown. The short form takes the first of these steps that fits *after*
 * rounding, so nothing ever reads "100.0 L":
 *
 *     indian:  whole if below 1,00,000;  lakh with 2 decimals if below 10.00 L, with 1 if below 100.0 L;
 *              crore with 2 decimals if below 10.00 Cr, with 1 if below 100.0 Cr, else with none.
 *     western: whole if below 10,000;    K with 1 decimal if below 100.0 K, with none if below 1,000 K;
 *              M and B with 2, 1, none below 10, 100, 1,000; B with none and grouped beyond.
 *
 * Before the digits stand the sign, U+2212 (never before a zero), and the symbol; between digits and unit
 * U+00A0. The full form has every minor digit and no unit.
 *
 * A ratio comes as a double; it is rounded on its exact binary value, a true tie going away from zero
 * (toFixed does both). "times" has 2 decimals if that reads below 10, 1 if below 100, else none; "percent"
 * takes the percentage itself (12.3 for 12.3 %), 1 decimal if that reads below 10, else none.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.format = (() => {
  const NONE = "–";
  const NBSP = "\u00a0";
  const MINUS = "\u2212";
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

  /** Units, decimals and the (exclusive) limit, counted in the last digit shown. @type {Record<Grouping, [number, number, number, string][]>} */
  const SHORT = {
    indian: [
      [1, 0, 1e5, ""],
      [1e5, 2, 1000, "L"],
      [1e5, 1, 1000, "L"],
      [1e7, 2, 1000, "Cr"],
      [1e7, 1, 1000, "Cr"],
      [1e7, 0, Infinity, "Cr"],
    ],
    western: [
      [1, 0, 1e4, ""],
      [1e3, 1, 1000, "K"],
      [1e3, 0, 1000, "K"],
      [1e6, 2, 1000, "M"],
      [1e6, 1, 1000, "M"],
      [1e6, 0, 1000, "M"],
      [1e9, 2, 1000, "B"],
      [1e9, 1, 1000, "B"],
      [1e9, 0, Infinity, "B"],
    ],
  };

  /**
   * Puts commas into digits: 12,34,567 or 1,234,567.
   * @param {string} digits @param {Grouping} grouping
   */
  function group(digits, grouping) {
    const tail = digits.slice(-3);
    const head = digits.slice(0, -3);
    const size = grouping === "indian" ? /\B(?=(\d\d)+$)/g : /\B(?=(\d{3})+$)/g;
    return head ? `${head.replace(size, ",")},${tail}` : tail;
  }

  /**
   * A count of units of 10^-decimals, written out.
   * @param {number} units @param {number} decimals @param {Grouping} grouping
   */
  function fixed(units, decimals, grouping) {
    const digits = String(units).padStart(decimals + 1, "0");
    if (decimals === 0) return group(digits, grouping);
    return `${group(digits.slice(0, -decimals), grouping)}.${digits.slice(-decimals)}`;
  }

  /** Whole-number division, half up. @param {number} amount @param {number} by */
  function divide(amount, by) {
    const rest = amount % by;
    return (amount - rest) / by + (2 * rest >= by ? 1 : 0);
  }

  /** ₹3.02 L @param {number} units @param {Money} money */
  function short(units, money) {
    const size = Math.abs(units);
    for (const [unit, decimals, limit, name] of SHORT[money.grouping]) {
      const by = (unit * 10 ** money.minor) / 10 ** decimals;
      const rounded = divide(size, by);
      if (rounded >= limit) continue;
      const sign = units < 0 && rounded > 0 ? MINUS : "";
      return `${sign}${money.symbol}${fixed(rounded, decimals, money.grouping)}${name && NBSP + name}`;
    }
    return NONE;
  }

  /** ₹3,02,322.86 @param {number} units @param {Money} money */
  function full(units, money) {
    const sign = units < 0 ? MINUS : "";
    return `${sign}${money.symbol}${fixed(Math.abs(units), money.minor, money.grouping)}`;
  }

  /** 9,812 @param {number} units @param {Grouping} grouping */
  function count(units, grouping) {
    return `${units < 0 ? MINUS : ""}${group(String(Math.abs(units)), grouping)}`;
  }

  /**
   * The first number of decimals that stays below its limit once rounded.
   * @param {number} value @param {[number, number][]} steps @param {Grouping} grouping
   */
  function ratio(value, steps, grouping) {
    const size = Math.abs(value);
    let text = "";
    for (const [decimals, limit] of steps) {
      text = size.toFixed(decimals);
      if (Number(text) < limit) break;
    }
    const sign = value < 0 && Number(text) > 0 ? MINUS : "";
    const [whole, ...rest] = text.split(".");
    return sign + [group(whole, grouping), ...rest].join(".");
  }

  /** 4.52x @param {number} value @param {Grouping} grouping */
  function times(value, grouping) {
    return `${ratio(value, [[2, 10], [1, 100], [0, Infinity]], grouping)}x`;
  }

  /** 12 % @param {number} value  a percentage @param {Grouping} grouping */
  function percent(value, grouping) {
    return `${ratio(value, [[1, 10], [0, Infinity]], grouping)}${NBSP}%`;
  }

  /** @param {string} iso */
  function parts(iso) {
    const [year, month, day] = iso.split("-").map(Number);
    return { year, month: MONTHS[month - 1], day };
  }

  /** 1 Jul 2025 @param {string} iso */
  function day(iso) {
    const { year, month, day } = parts(iso);
    return `${day} ${month} ${year}`;
  }

  /** The name of a step, and how many days of it there are when some are missing. @param {Step} step @param {Grain} grain */
  function stepName({ first, days, whole }, grain) {
    const { year, month } = parts(first);
    const name = grain === "month" ? `${month} ${year}` : grain === "week" ? `Week of ${day(first)}` : day(first);
    return whole ? name : `${name} (${days} ${days === 1 ? "day" : "days"})`;
  }

  /** The mark under an axis: a day or month, the year below where one begins. @param {string} iso @param {Grain} grain @param {boolean} named */
  function tick(iso, grain, named) {
    const { year, month, day } = parts(iso);
    const text = grain === "month" ? month : `${day} ${month}`;
    return named ? `${text}\n${year}` : text;
  }

  /** Decimal text in major units as a number; nothing for an empty text. @param {string | null} text @returns {number | null} */
  function number(text) {
    return text === null || text === "" ? null : Number(text);
  }

  /**
   * What an "@name" in a skeleton stands for. Charts draw major units; a label turns them back into the
   * minor units they came from.
   * @type {Record<string, (value: number, money: Money) => string>}
   */
  const named = {
    "@money": (value, money) => short(Math.sign(value) * Math.round(Math.abs(value) * 10 ** money.minor), money),
    "@times": (value, money) => times(value, money.grouping),
    "@percent": (value, money) => percent(value, money.grouping),
    "@count": (value, money) => count(Math.round(value), money.grouping),
  };

  /**
   * The same for the steps of a trend: short under the axis, in full above a tooltip.
   * @type {Record<string, (steps: Step[], grain: Grain) => (index: number) => string>}
   */
  const namedSteps = {
    "@day": (steps, grain) => (index) => {
      const { first } = steps[index];
      const named = index === 0 || first.slice(0, 4) !== steps[index - 1].first.slice(0, 4);
      return tick(first, grain, named);
    },
    "@step": (steps, grain) => (index) => stepName(steps[index], grain),
  };

  return { NONE, short, full, count, times, percent, day, stepName, number, named, namedSteps };
})();
