"use strict";
/**
 * Influencers of a slice, put together by what they share: pairs of category and platform, and personas. Pure.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.groups = (() => {
  /** What a persona is made of, in the order its name has. @type {DimensionId[]} */
  const PERSONA_DIMENSIONS = ["category", "platform", "tier", "gender"];

  /** What some influencers add up to. Each is one, so their count adds up too. @param {Catalog} catalog @param {MemberTotals[]} rows @returns {Totals} */
  function sumOf(catalog, rows) {
    const sum = roasbook.sums.remembered((column, population) =>
      rows.reduce((total, row) => total + row.totals.sum(column, population), 0),
    );
    return {
      sum,
      active: rows.reduce((count, { totals }) => count + (totals.active ?? 0), 0),
      payoutKnown: rows.some(({ totals }) => totals.payoutKnown),
      isEmpty: () => catalog.columns.every((column) => sum(column, "all") === 0),
    };
  }

  /** The codes of an attribute by influencer. @param {Catalog} catalog @param {DimensionId} id @returns {number[]} */
  function codesOf({ people }, id) {
    return /** @type {any} */ (people)[id];
  }

  /** The pair with most revenue first, then in natural order. @param {Catalog} catalog @param {MemberTotals[]} influencers @returns {Pair[]} */
  function pairs(catalog, influencers) {
    const [categories, platforms] = [codesOf(catalog, "category"), codesOf(catalog, "platform")];
    /** @type {Map<string, MemberTotals[]>} */
    const byPair = new Map();
    for (const row of influencers) {
      const key = `${categories[row.member]} ${platforms[row.member]}`;
      const found = byPair.get(key);
      if (found) found.push(row);
      else byPair.set(key, [row]);
    }
    const made = [...byPair.values()].map((rows) => {
      const [{ member }] = rows;
      return { category: categories[member], platform: platforms[member], influencers: rows, totals: sumOf(catalog, rows) };
    });
    const revenue = (/** @type {Pair} */ { totals }) => totals.sum("revenue", "all");
    return made.sort((a, b) => revenue(b) - revenue(a) || a.category - b.category || a.platform - b.platform);
  }

  /** The groups with enough people, over every choice of the dimensions: codes, 0 for any, and places among the paid. @param {Catalog} catalog @param {MemberTotals[]} paid */
  function groups(catalog, paid) {
    const attributes = PERSONA_DIMENSIONS.map((id) => codesOf(catalog, id));
    const sizes = PERSONA_DIMENSIONS.map((id) => roasbook.slices.dimension(catalog, id).names.length);
    /** @type {Map<number, {key: number[], places: number[]}>} */
    const found = new Map();
    paid.forEach(({ member }, place) => {
      const has = attributes.map((codes) => codes[member]);
      for (let chosen = 1; chosen < 1 << has.length; chosen++) {
        const isChosen = (/** @type {number} */ at) => (chosen & (1 << at)) !== 0;
        // Unassigned forms no persona.
        if (has.some((code, at) => isChosen(at) && code === 0)) continue;
        const key = has.map((code, at) => (isChosen(at) ? code : 0));
        const packed = key.reduce((number, code, at) => number * sizes[at] + code, 0);
        const group = found.get(packed);
        if (group) group.places.push(place);
        else found.set(packed, { key, places: [place] });
      }
    });
    return [...found.values()].filter(({ places }) => places.length >= catalog.thresholds.personaInfluencers);
  }

  /** Every persona, the highest ROAS first. Of groups of the same people only the narrowest is one. @param {Catalog} catalog @param {Slice} slice @returns {Persona[]} */
  function personas(catalog, slice) {
    const paid = roasbook.insight.paid(catalog, slice).map(({ row }) => row);
    const width = (/** @type {number[]} */ key) => key.filter((code) => code !== 0).length;
    /** @type {Map<string, {key: number[], places: number[]}>} */
    const narrowest = new Map();
    for (const group of groups(catalog, paid)) {
      const people = group.places.join(" ");
      const kept = narrowest.get(people);
      if (!kept || width(kept.key) < width(group.key)) narrowest.set(people, group);
    }
    const found = [...narrowest.values()].flatMap(({ key, places }) => {
      const influencers = places.map((place) => paid[place]);
      const totals = sumOf(catalog, influencers);
      const { amount } = roasbook.measures.value(catalog, "roas", totals, slice.scope);
      return amount === null ? [] : [{ key, influencers, totals, roas: amount }];
    });
    const byKey = (/** @type {number[]} */ a, /** @type {number[]} */ b) => a.map((code, at) => code - b[at]).find((order) => order !== 0) ?? 0;
    return found.sort((a, b) => b.roas - a.roas || byKey(a.key, b.key));
  }

  /** `Fitness · Instagram · Micro` @param {Catalog} catalog @param {Persona} persona */
  function personaName(catalog, { key }) {
    const names = key.map((code, at) => (code === 0 ? null : roasbook.slices.dimension(catalog, PERSONA_DIMENSIONS[at]).names[code]));
    return names.filter((name) => name !== null).join(" · ");
  }

  return { sumOf, pairs, personas, personaName };
})();
