"use strict";
/**
 * Two slices side by side: every measure of both, and how they differ. Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.comparison = (() => {
  /** What a sentence says of both sides: the first two of these that the data can have. */
  const SAID = ["revenue", "roas", "orders", "payout", "posts"];

  /** How one number differs from another, in words; nothing where either is none. @param {Catalog} catalog @param {Measure} measure @param {Value} mine @param {Value} other */
  function difference(catalog, measure, mine, other) {
    const { measures, figures, format } = roasbook;
    if (mine.amount === null || other.amount === null) return { text: format.NONE, change: format.NONE, tone: "neutral" };
    const by = mine.amount - other.amount;
    // What reads the same is the same, whatever the digits nobody sees.
    const isSame = figures.inColumn(catalog, measure.id, mine) === figures.inColumn(catalog, measure.id, other);
    const sign = by > 0 && !isSame ? "+" : "";
    const text = isSame ? "equal" : sign + points(catalog, measure, by);
    const before = /** @type {number} */ (measures.number(catalog, measure.id, other));
    const share = before > 0 && !isSame ? (measures.number(catalog, measure.id, { amount: by, why: null }) ?? 0) / before : null;
    const change = share === null ? format.NONE : sign + format.percent(share * 100, catalog.money.grouping);
    return { text, change, tone: tone(measure.better, isSame ? 0 : by) };
  }

  /** A difference of percentages is in points. @param {Catalog} catalog @param {Measure} measure @param {number} by */
  function points(catalog, { id, format }, by) {
    const text = roasbook.figures.inColumn(catalog, id, { amount: by, why: null });
    return format === "percent" ? `${text.replace(/[%\u00a0]+$/, "")} points` : text;
  }

  /** @param {Measure["better"]} better @param {number} by */
  function tone(better, by) {
    if (by === 0 || better === "neither") return "neutral";
    return by > 0 === (better === "higher") ? "good" : "bad";
  }

  /** @param {Catalog} catalog @param {Slice} mine @param {Slice} other */
  function rows(catalog, mine, other) {
    const { measures, figures } = roasbook;
    return catalog.measures
      .filter(({ shown, missing }) => shown && missing === null)
      .map((measure) => {
        const value = (/** @type {Slice} */ { totals, scope }) => measures.value(catalog, measure.id, totals, scope);
        const cell = (/** @type {Slice} */ { totals, scope }) => figures.cell(catalog, measure.id, totals, scope);
        const unit = figures.column(catalog, measure.id).unit;
        return { measure, unit, mine: cell(mine), other: cell(other), ...difference(catalog, measure, value(mine), value(other)) };
      });
  }

  /** @param {Catalog} catalog @param {Slice} mine @param {Slice} other */
  function sentence(catalog, mine, other) {
    const { measures, figures, insight } = roasbook;
    const said = measures.firstOf(catalog, SAID, 2).map((id) => {
      const measure = measures.named(catalog, id);
      const [here, there] = [mine, other].map(({ totals, scope }) => measures.value(catalog, id, totals, scope));
      const change = difference(catalog, measure, here, there);
      const by = change.change === roasbook.format.NONE ? "" : ` (${change.change})`;
      return `${measure.label} ${figures.short(catalog, id, here)} against ${figures.short(catalog, id, there)}${by}`;
    });
    return `${insight.heading(catalog, mine.filter)} beside ${insight.heading(catalog, other.filter)}: ${said.join("; ")}.`;
  }

  return { rows, sentence };
})();
