"use strict";
/**
 * How wide a text is. Pure: no page is there when pictures are drawn at build time, and a chart that the browser
 * draws in their place must not move by a pixel, whatever font it has. So both measure with one table.
 *
 * It holds the widths of DejaVu Sans, the widest of the fonts that pages commonly get: what fits by this table
 * fits on the screen.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.ruler = (() => {
  /** Thousandths of the font size: U+0020 to U+007E, then U+00A0 to U+00FF. */
  const ASCII =
    "318 401 460 838 636 950 780 275 390 390 500 838 318 361 318 337 636 636 636 636 636 636 636 636 636 " +
    "636 337 337 838 838 838 531 1000 684 686 698 770 632 575 775 752 295 295 656 557 863 748 787 603 787 " +
    "695 635 611 732 684 989 685 611 685 390 337 390 838 500 500 613 635 550 635 615 352 635 634 278 278 " +
    "579 278 974 634 612 635 635 411 521 392 634 592 818 592 592 525 636 337 636 838";
  const LATIN =
    "318 401 636 636 636 636 337 500 500 1000 471 612 838 0 1000 500 500 838 401 401 500 636 636 318 500 " +
    "401 471 612 969 969 969 531 684 684 684 684 684 684 974 698 632 632 632 632 295 295 295 295 775 748 " +
    "787 787 787 787 787 838 787 732 732 732 732 611 605 630 613 613 613 613 613 613 982 550 615 615 615 " +
    "615 278 278 278 278 612 634 612 612 612 612 612 838 612 634 634 634 634 592 635 592";
  /** Other signs that are written here. @type {Record<string, number>} */
  const SIGNS = { "₹": 636, "€": 636, "–": 500, "—": 1000, "…": 1000, "−": 838, "‘": 318, "’": 318, "“": 518, "”": 518, "•": 590, "▲": 769, "▼": 769, "▾": 502 };
  /** Chinese, Japanese and Korean letters and emoji fill the square; halves of characters fill half of it. */
  const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3ffff}]/u;
  const HALF = /\p{Surrogate}/u;
  /** What joins the letter before it, or is not seen. */
  const NOTHING = /[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u;
  /** Of any other script: few letters are wider. */
  const OTHER = 650;
  /** The size of lettering in charts. */
  const SIZE = 13;

  /** By character; filled as texts come. @type {Map<string, number>} */
  const widths = new Map(Object.entries(SIGNS));
  const fill = (/** @type {string} */ table, /** @type {number} */ first) =>
    table.split(" ").forEach((width, index) => widths.set(String.fromCodePoint(first + index), Number(width)));
  fill(ASCII, 0x20);
  fill(LATIN, 0xa0);

  /** @param {string} character */
  function guess(character) {
    return NOTHING.test(character) ? 0 : WIDE.test(character) ? 1000 : HALF.test(character) ? 500 : OTHER;
  }

  /** Pixels. @param {string} text @param {number} [size] */
  function ruler(text, size = SIZE) {
    let sum = 0;
    for (const character of text) {
      let width = widths.get(character);
      if (width === undefined) widths.set(character, (width = guess(character)));
      sum += width;
    }
    return (sum * size) / 1000;
  }

  /** Makes ECharts measure so. @param {any} echarts */
  function teach(echarts) {
    echarts.setPlatformAPI({
      measureText: (/** @type {string} */ text, /** @type {string | undefined} */ font) => ({
        width: ruler(text, Number(/([\d.]+)px/.exec(font ?? "")?.[1] ?? SIZE)),
      }),
    });
  }

  /** As much of a text as fits, three points for the rest. ECharts would cut by what it guesses, and guess by the clock. @param {string} text @param {number} width  pixels */
  function cut(text, width) {
    if (ruler(text) <= width) return text;
    let kept = "";
    for (const character of text) {
      if (ruler(`${kept + character}…`) > width) break;
      kept += character;
    }
    return `${kept.trimEnd()}…`;
  }

  /** A text in lines that fit; a longer word has a line of its own. @param {string} text @param {number} width  pixels @param {number} [size] */
  function wrap(text, width, size = SIZE) {
    /** @type {string[]} */
    const lines = [];
    for (const word of text.split(/\s+/).filter(Boolean)) {
      const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
      if (lines.length && ruler(longer, size) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  return Object.assign(ruler, { cut, wrap, teach });
})();
