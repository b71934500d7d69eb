"use strict";
/** The key above a chart: which line is which, what a hollow point, a dot or a shade is. Pure; the build writes the same. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{ text: string, colour: string, style: "line" | "dotted" | "part" | "point" | "square" | "hollow" | "stripes" | "dots" }} KeyEntry
 */

roasbook.legend = (() => {
  /** What a series is called that is no measure. @type {Record<string, string>} */
  const NAMES = {
    previous: "Previous period", mean: "Mean of the posts", "post-*": "One post", posts: "Posts that day",
    paid: "Paid", pending: "Pending", not_paid: "Cancelled or failed", unclear: "Other or no status",
  };

  /** The words for the series of a skeleton. @param {Option} skeleton @param {Record<string, string> | undefined} given @returns {Record<string, string>} */
  function names(skeleton, given) {
    const label = (/** @type {string} */ id) => roasbook.catalog?.measures.find((measure) => measure.id === id)?.label;
    return Object.fromEntries(
      roasbook.rows.measures(skeleton).map((id) => [id, NAMES[id] ?? given?.[id] ?? label(id) ?? id]),
    );
  }

  /** What a hollow point stands for; null where there is none. @param {Rows} rows @param {Grain} grain */
  function partWords({ steps, part }, grain) {
    if (steps?.some((step) => !step.whole)) return `part of a ${grain}`;
    return Object.values(part ?? {}).flat().includes(true) ? "part of seven days" : null;
  }

  /** Series that a reader has to tell apart, the one on top first. @param {Option} option @returns {Option[]} */
  function named(option) {
    const { isEach } = roasbook.bindLines;
    const found = option.series.filter((/** @type {Option} */ { id, tooltip }) => tooltip?.show !== false || isEach(id));
    return option.tooltip.order === "seriesDesc" ? found.reverse() : found;
  }

  /** @param {Option} option  as bound @param {Rows} rows @param {Pick<Setting, "tokens" | "patterns" | "grain">} setting @returns {KeyEntry[]} */
  function key(option, rows, { tokens, patterns, grain = "day" }) {
    if (rows.calendar) return ofCalendar(option, rows.calendar, tokens);
    const series = named(option);
    const lines = (series.length > 1 ? series : []).map((one) => {
      const { name, itemStyle: { color } } = one;
      if (roasbook.bindBars.isStacked(one)) return { text: name, ...roasbook.bindBars.keyOf(one, patterns ?? false) };
      const style = patterns && color !== tokens.accent ? "dotted" : "line";
      return /** @type {KeyEntry} */ ({ text: name, colour: color, style });
    });
    const part = partWords(rows, grain);
    return part === null ? lines : [...lines, { text: part, colour: tokens.accent, style: "part" }];
  }

  /** @param {Option} option @param {NonNullable<Rows["calendar"]>} calendar @param {Tokens} tokens @returns {KeyEntry[]} */
  function ofCalendar({ series }, { days }, { shade, text }) {
    /** @type {KeyEntry[]} */
    const shades = [{ text: "No revenue", colour: shade[0], style: "square" }, { text: "Most revenue", colour: shade[5], style: "square" }];
    const [, { name }] = series;
    return days.some(({ posts }) => posts > 0) ? [...shades, { text: name, colour: text, style: "point" }] : shades;
  }

  return { names, partWords, key };
})();
