"use strict";
/**
 * What tells marks apart that colours tell apart, for readers who ask for it: stripes and other patterns in
 * the colour of the page. Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.patterns = (() => {
  const SLANT = Math.PI / 4;

  /** No pattern at all; the word that ECharts has for it makes ECharts fail. @returns {Option} */
  function plain() {
    return { symbol: "none" };
  }

  /** @param {Tokens} tokens @returns {Option} */
  function stripes({ surface }) {
    return { symbol: "rect", symbolSize: 1, color: surface, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -SLANT };
  }

  /** For the category colours from the second on. @type {Option[]} */
  const KINDS = [
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -SLANT },
    { symbol: "circle", dashArrayX: [[8, 8], [0, 8, 8, 0]], dashArrayY: [6, 0], symbolSize: 0.8 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: SLANT },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: SLANT * 2 },
    { symbol: "rect", dashArrayX: [[6, 6], [0, 6, 6, 0]], dashArrayY: [6, 0] },
    { symbol: "triangle", dashArrayX: [[9, 9], [0, 9, 9, 0]], dashArrayY: [7, 2], symbolSize: 0.75 },
    { symbol: "rect", dashArrayX: [1, 0], dashArrayY: [4, 3], rotation: -SLANT },
  ];

  /** The category that has dots. */
  const DOTS = 3;

  /** Of a category colour; the first has none. @param {number} tint  from 1 @param {Tokens} tokens @returns {Option} */
  function ofTint(tint, { surface }) {
    const kind = KINDS[tint - 2];
    return kind ? { symbolSize: 1, ...kind, color: surface } : plain();
  }

  /** The part of an item's style that tells it apart; empty where nobody asked. @param {boolean} isApart @param {Setting} setting @returns {Option} */
  function apart(isApart, { patterns, tokens }) {
    return patterns ? { decal: isApart ? stripes(tokens) : plain() } : {};
  }

  /** The part of an item's style that tells a part of a stack apart. @param {"stripes" | "dots" | undefined} pattern @param {Setting} setting @returns {Option} */
  function ofPart(pattern, { patterns, tokens }) {
    if (!patterns) return {};
    const decals = { stripes: stripes(tokens), dots: ofTint(DOTS, tokens) };
    return { decal: pattern ? decals[pattern] : plain() };
  }

  return { plain, stripes, ofTint, apart, ofPart };
})();
