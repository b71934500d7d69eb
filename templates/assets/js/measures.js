"use strict";
/**
 * What a measure is worth for some totals: a sum, a count of distinct keys, or one ratio or difference of two
 * other measures. Pure, and driven by the list of measures in the catalog: no measure is named here.
 *
 * Sums are exact integers; a ratio is a single floating division of two of them, made last. A ratio with
 * nothing to divide by is none, and none says why.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.measures = (() => {
  /** @type {WeakMap<Catalog, Map<string, Measure>>} */
  const byId = new WeakMap();

  /** @param {Catalog} catalog @param {string} id */
  function named(catalog, id) {
    let measures = byId.get(catalog);
    if (!measures) byId.set(catalog, (measures = new Map(catalog.measures.map((measure) => [measure.id, measure]))));
    const measure = measures.get(id);
    if (!measure) throw new Error(`no measure is called ${id}`);
    return measure;
  }

  /** Whether the data cannot have a measure: no file has what it needs. @param {Catalog} catalog @param {string} id */
  function isMissing(catalog, id) {
    return named(catalog, id).missing !== null;
  }

  /** The first few of some measures that the data can have. @param {Catalog} catalog @param {string[]} ids @param {number} [most] */
  function firstOf(catalog, ids, most = ids.length) {
    return ids.filter((id) => !isMissing(catalog, id)).slice(0, most);
  }

  /** The columns a measure is made from; null for what is counted rather than summed. @param {Catalog} catalog @param {string} id @returns {string[] | null} */
  function columns(catalog, id) {
    const { kind } = named(catalog, id);
    switch (kind.type) {
      case "sum":
        return [kind.column];
      case "sum_where_known":
        return [kind.column, kind.part, kind.whole];
      case "distinct":
        return null;
      default: {
        const halves = kind.type === "ratio" ? [kind.over, kind.under] : [kind.of, kind.less];
        const [one, other] = halves.map((half) => columns(catalog, half));
        return one && other && [...one, ...other];
      }
    }
  }

  /** @param {string} why @returns {Value} */
  const none = (why) => ({ amount: null, why });
  /** @param {number} amount @returns {Value} */
  const some = (amount) => ({ amount, why: null });

  /** @param {Catalog} catalog @param {string} id @param {Totals} totals @param {Scope} scope @returns {Value} */
  function value(catalog, id, totals, scope) {
    const measure = named(catalog, id);
    if (measure.missing !== null) return none(measure.missing);
    const limit = measure.undefined.find(({ under, payoutLifts }) => {
      // Where nothing happened there is nothing to know either.
      return scope.has(under) && !(payoutLifts && (totals.payoutKnown || totals.isEmpty()));
    });
    if (limit) return none(limit.because);
    if (measure.population === "payout_known" && !totals.payoutKnown && !totals.isEmpty()) {
      return none(catalog.reasons.payoutUnknown);
    }
    return over(catalog, measure, totals, measure.population);
  }

  /** @param {Catalog} catalog @param {Measure} measure @param {Totals} totals @param {Population} population @returns {Value} */
  function over(catalog, { kind }, totals, population) {
    const operand = (/** @type {string} */ id) => over(catalog, named(catalog, id), totals, population);
    switch (kind.type) {
      case "sum":
        return some(totals.sum(kind.column, population));
      case "sum_where_known":
        return catalog.marginsKnown && totals.sum(kind.part, population) === totals.sum(kind.whole, population)
          ? some(totals.sum(kind.column, population))
          : none(catalog.reasons.marginUnknown);
      case "distinct":
        return totals.active === null ? none(catalog.reasons.notCounted) : some(totals.active);
      case "difference": {
        const [of, less] = [operand(kind.of), operand(kind.less)];
        if (of.amount === null) return of;
        return less.amount === null ? less : some(of.amount - less.amount);
      }
      case "ratio": {
        const [top, bottom] = [operand(kind.over), operand(kind.under)];
        if (top.amount === null) return top;
        if (bottom.amount === null) return bottom;
        const under = named(catalog, kind.under);
        if (bottom.amount === 0) return none(catalog.reasons.zeroUnder.replace("{measure}", () => under.label));
        return some(ratio(top.amount, named(catalog, kind.over), bottom.amount, under, kind.times, catalog.money));
      }
    }
  }

  /**
   * One division of two exact integers: the factor between minor and major units goes into the integers.
   * @param {number} top @param {Measure} over @param {number} bottom @param {Measure} under @param {number} times @param {Money} money
   */
  function ratio(top, over, bottom, under, times, money) {
    const unit = 10 ** money.minor;
    const [topIsMoney, bottomIsMoney] = [over.format === "money", under.format === "money"];
    const upper = times * (bottomIsMoney && !topIsMoney ? unit : 1);
    const lower = topIsMoney && !bottomIsMoney ? unit : 1;
    // A product of two exact integers is rounded once, to the double nearest to it. Nothing over a negative is nothing, not minus nothing.
    return (top * upper) / (bottom * lower) + 0;
  }

  /** Whether a measure's amounts are minor units: ratios written as money are in major ones. @param {Measure} measure */
  function isMinor({ kind, format }) {
    return format === "money" && kind.type !== "ratio";
  }

  /** @param {Catalog} catalog @param {string} id @param {Value} value @returns {number | null} */
  function number(catalog, id, { amount }) {
    if (amount === null) return null;
    return isMinor(named(catalog, id)) ? amount / 10 ** catalog.money.minor : amount;
  }

  /** A double in digits, without an exponent. @param {number} value */
  function plain(value) {
    const text = String(value);
    const [, sign, whole, fraction = "", exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
    if (exponent === undefined) return text;
    const shift = Number(exponent);
    if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${whole}${fraction}`;
    return `${sign}${whole}${fraction.padEnd(shift, "0")}`;
  }

  /** @param {number} units @param {number} minor */
  function decimal(units, minor) {
    const digits = String(Math.abs(units)).padStart(minor + 1, "0");
    return `${units < 0 ? "-" : ""}${digits.slice(0, -minor)}.${digits.slice(-minor)}`;
  }

  /** @param {Catalog} catalog @param {string} id @param {Value} value */
  function machineText(catalog, id, { amount }) {
    if (amount === null) return "";
    return isMinor(named(catalog, id)) ? decimal(amount, catalog.money.minor) : plain(amount);
  }

  /** @param {Value} a @param {Value} b */
  function orderDescending(a, b) {
    if (a.amount === null || b.amount === null) return Number(a.amount === null) - Number(b.amount === null);
    return b.amount - a.amount;
  }

  /** Rows without a known margin are left out of both halves. @param {Totals} totals @returns {BreakEven} */
  function breakEven(totals) {
    const contribution = totals.sum("contribution", "all");
    if (contribution === 0) return { roas: 1, fromMargin: false };
    return { roas: totals.sum("margin_revenue", "all") / contribution, fromMargin: true };
  }

  /** The steps of the scale around break-even end at these multiples of it. */
  const STEPS = [0.25, 0.5, 1, 2, 4];

  /** The step of that scale a ROAS falls on, 1 to 6. Steps 1 to 3 are below break-even, whatever its sign. @param {BreakEven} breakEven @param {number} roas */
  function stepOf(breakEven, roas) {
    return 1 + STEPS.filter((multiple) => roas >= multiple * breakEven.roas).length;
  }

  /** Whether a measure is anything but zero or none; a ratio of zero is a finding. @param {Catalog} catalog @param {string} id @param {Totals} totals @param {Scope} scope */
  function shows(catalog, id, totals, scope) {
    const { amount } = value(catalog, id, totals, scope);
    return amount !== null && (amount !== 0 || named(catalog, id).kind.type === "ratio");
  }

  /** @param {Catalog} catalog @param {Totals} totals @param {Scope} scope */
  function earnedBack(catalog, totals, scope) {
    if (totals.sum("payout", "payout_known") <= 0) return null;
    const { amount } = value(catalog, "roas", totals, scope);
    return amount === null ? null : amount >= breakEven(totals).roas;
  }

  /** @param {Totals} totals */
  function loss(totals) {
    const brought = breakEven(totals).fromMargin ? "contribution" : "revenue";
    return totals.sum("payout", "payout_known") - totals.sum(brought, "payout_known");
  }

  return { named, isMissing, firstOf, columns, value, isMinor, number, machineText, orderDescending, shows, breakEven, stepOf, earnedBack, loss };
})();
