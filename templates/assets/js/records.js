"use strict";
/**
 * Single posts and rows of the ledger: which of them a filter lets through, and what one of them adds up to.
 * Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.records = (() => {
  /** What a post names itself; all else is its influencer's. @type {DimensionId[]} */
  const NAMED = ["brand", "campaign"];

  /** @param {Catalog} catalog @param {Filter} filter @param {DimensionId} id @returns {Set<number> | null} */
  function codes(catalog, { choices }, id) {
    const { names } = roasbook.slices.dimension(catalog, id);
    return choices[id] ? new Set(choices[id].map((name) => names.indexOf(name))) : null;
  }

  /** Whether all that is chosen of influencers lets one through. @param {Catalog} catalog @param {Filter} filter @returns {(code: number) => boolean} */
  function letsThrough(catalog, filter) {
    const attributes = catalog.dimensions.filter(({ attribute }) => attribute).map(({ id }) => id);
    const tests = attributes.flatMap((id) => {
      const chosen = codes(catalog, filter, id);
      /** @type {number[]} */
      const of = /** @type {any} */ (catalog.people)[id];
      return chosen ? [(/** @type {number} */ code) => chosen.has(of[code])] : [];
    });
    const people = codes(catalog, filter, "influencer");
    return (code) => (!people || people.has(code)) && tests.every((test) => test(code));
  }

  /** @param {Catalog} catalog @param {Frame} frame @param {Filter} filter */
  function posts(catalog, { rows, columns }, filter) {
    if (filter.choices.product) return null;
    const range = roasbook.slices.rangeOf(catalog, filter);
    if (!range) return [];
    const isAllowed = letsThrough(catalog, filter);
    const named = NAMED.flatMap((id) => {
      const chosen = codes(catalog, filter, id);
      return chosen ? [{ chosen, values: columns[id] }] : [];
    });
    const found = [];
    for (let row = rows - 1; row >= 0; row--) {
      const isIn = columns.day[row] >= range.first && columns.day[row] <= range.last;
      if (isIn && isAllowed(columns.influencer[row]) && named.every(({ chosen, values }) => chosen.has(values[row]))) found.push(row);
    }
    return found;
  }

  /** @param {Frame} frame @param {MemberTotals[]} influencers */
  function payouts({ rows, columns }, influencers) {
    const wanted = new Set(influencers.map(({ member }) => member));
    const found = [];
    for (let row = 0; row < rows; row++) if (wanted.has(columns.influencer[row])) found.push(row);
    return found.sort((a, b) => columns.total[b] - columns.total[a] || a - b);
  }

  /** @param {Record<string, number>} sums @returns {Totals} */
  function totals(sums) {
    return { sum: (column) => sums[column] ?? 0, active: null, payoutKnown: true, isEmpty: () => false };
  }

  /** @param {Frame} frame @param {number} row */
  function ofPost({ columns }, row) {
    const [reach, likes, comments] = [columns.reach[row], columns.likes[row], columns.comments[row]];
    const engagements = likes + comments;
    const isRated = reach > 0;
    return totals({
      posts: 1, reach, likes, comments, engagements,
      shares: columns.shares[row],
      saves: columns.saves[row],
      rated_engagements: isRated ? engagements : 0,
      rated_reach: isRated ? reach : 0,
    });
  }

  /** @param {Frame} frame @param {number} row */
  function ofPayout({ columns }, row) {
    return totals({ payout: columns.total[row] });
  }

  return { posts, payouts, ofPost, ofPayout };
})();
