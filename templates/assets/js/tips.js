"use strict";
/** What a chart says of the mark pointed at, where ECharts' own words do not do. Pure; the result is HTML. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.tips = (() => {
  /** @type {Record<string, string>} */
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  /** @param {string} text */
  function escaped(text) {
    return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
  }

  /** A name in bold, and a line for each figure. @param {string} name @param {[label: string, figure: string][]} figures */
  function of(name, figures) {
    const lines = figures.map(([label, figure]) => escaped(`${label} ${figure}`));
    return [`<b>${escaped(name)}</b>`, ...lines].join("<br>");
  }

  return { of, escaped };
})();
