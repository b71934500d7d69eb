"use strict";
/**
 * The colours of charts. Pure.
 *
 * On a page, written into it or drawn in it, a chart has the variables of the style sheet, so that one drawing
 * serves both themes; a file of its own has the colours they stand for.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.tokens = (() => {
  /** @param {number} first @param {number} last @param {(number: number) => string} name */
  function each(first, last, name) {
    return Array.from({ length: last - first + 1 }, (_, index) => name(first + index));
  }

  /** @param {(name: string) => string} colour  of a variable, by its name without the dashes @param {string} font @returns {Tokens} */
  function from(colour, font) {
    return {
      accent: colour("accent-bar"),
      other: colour("category-4"),
      context: colour("context"),
      good: colour("good-bar"),
      bad: colour("bad-bar"),
      text: colour("text"),
      muted: colour("muted"),
      rule: colour("rule"),
      surface: colour("surface"),
      categories: each(1, 8, (number) => colour(`category-${number}`)),
      scale: each(1, 6, (number) => colour(`scale-${number}`)),
      onScale: each(1, 6, (number) => colour(`on-scale-${number}`)),
      shade: each(0, 5, (number) => colour(`shade-${number}`)),
      font,
    };
  }

  return { from, ofPage: from((name) => `var(--${name})`, "inherit") };
})();
