"use strict";
/**
 * What a report comes down to, in a few sentences, each only where it has something to say, the most important
 * first. Pure, and letter for letter what the build writes where a page shows the same filter.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.insights = (() => {
  /** More than this is no summary. */
  const MOST = 8;
  /** How many of the first influencers are taken together. */
  const LEADING = 5;

  /** @param {Catalog} catalog @param {number} minor */
  const money = (catalog, minor) => roasbook.format.short(minor, catalog.money);
  /** @param {Catalog} catalog @param {number} ratio */
  const times = (catalog, ratio) => roasbook.format.times(ratio, catalog.money.grouping);
  /** @param {Catalog} catalog @param {number} amount */
  const count = (catalog, amount) => roasbook.format.count(amount, catalog.money.grouping);
  /** @param {{totals: Totals}} row */
  const revenue = ({ totals }) => totals.sum("revenue", "all");

  /** `Best by ROAS: Riya Rao, 12.0x (₹1.2 L for a payout of ₹10,000).` @param {Catalog} catalog @param {string} which @param {Paid} paid */
  function rating(catalog, which, { row, roas }) {
    const known = (/** @type {string} */ column) => row.totals.sum(column, "payout_known");
    const orders = known("orders");
    // Small samples make the extremes of any ranking.
    const caution = orders < catalog.thresholds.fewOrders ? ` That rests on ${roasbook.insight.countOf(catalog, orders, "order")}, too few to judge by.` : "";
    const amounts = `${money(catalog, known("revenue"))} for a payout of ${money(catalog, known("payout"))}`;
    return `${which} by ROAS: ${catalog.people.labels[row.member]}, ${times(catalog, roas)} (${amounts}).${caution}`;
  }

  /** The best and the worst of the paid by ROAS; of equals the first in natural order. @param {Catalog} catalog @param {Slice} slice */
  function extremes(catalog, slice) {
    const paid = roasbook.insight.paid(catalog, slice);
    if (paid.length === 0) return [];
    const best = paid.reduce((most, one) => (one.roas > most.roas ? one : most));
    const worst = paid.reduce((least, one) => (one.roas < least.roas ? one : least));
    // One alone is neither.
    return best === worst ? [] : [rating(catalog, "Best", best), rating(catalog, "Worst", worst)];
  }

  /** What was paid to those who did not earn it back, and how much of it is lost. @param {Catalog} catalog @param {Slice} slice */
  function lost(catalog, slice) {
    const paid = roasbook.insight.paid(catalog, slice);
    const losing = paid.filter(({ earnedBack }) => !earnedBack).map(({ row }) => row.totals);
    if (losing.length === 0) return [];
    const payout = losing.reduce((sum, totals) => sum + totals.sum("payout", "payout_known"), 0);
    const loss = losing.reduce((sum, totals) => sum + roasbook.measures.loss(totals), 0);
    const who = paid.length === 1 ? "The one paid influencer" : `${count(catalog, losing.length)} of ${count(catalog, paid.length)} paid influencers`;
    return [`${who} did not earn back ${money(catalog, payout)}: ${money(catalog, loss)} is lost.`];
  }

  /** @param {Catalog} catalog @param {Slice} slice */
  function bestPersona(catalog, slice) {
    const [best, second] = roasbook.groups.personas(catalog, slice);
    // One alone is no best, nor is one that lost.
    if (!second || best.roas <= 0) return [];
    const name = roasbook.groups.personaName(catalog, best);
    return [`Best persona: ${name}, ${times(catalog, best.roas)} over ${count(catalog, best.influencers.length)} paid influencers.`];
  }

  /** @typedef {{member: number, by: number, posts: number, before: number}} Move */

  /** In natural order, everybody who was there in either period. @param {MemberTotals[]} now @param {MemberTotals[]} before @returns {Move[]} */
  function moves(now, before) {
    const [later, earlier] = [now, before].map((rows) => new Map(rows.map(({ member, totals }) => [member, totals])));
    const members = [...new Set([...later.keys(), ...earlier.keys()])].filter((member) => member !== 0).sort((a, b) => a - b);
    return members.map((member) => {
      const sum = (/** @type {Map<number, Totals>} */ side, /** @type {string} */ column) => side.get(member)?.sum(column, "all") ?? 0;
      return { member, by: sum(later, "revenue") - sum(earlier, "revenue"), posts: sum(later, "posts"), before: sum(earlier, "posts") };
    });
  }

  /** `Riya Rao brought ₹1.2 L more than in the 31 days before, with 3 posts after 1.` @param {Catalog} catalog @param {Slice} slice @param {Move} one @param {string} which */
  function moved(catalog, slice, { member, by, posts, before }, which) {
    const { insight, measures } = roasbook;
    // Where posts cannot be told by the filter they are left unsaid.
    const areKnown = measures.value(catalog, "posts", slice.totals, slice.scope).amount !== null;
    const behind = areKnown ? `, with ${insight.countOf(catalog, posts, "post")} after ${count(catalog, before)}` : "";
    const amount = money(catalog, Math.abs(by));
    return `${catalog.people.labels[member]} brought ${amount} ${which} than in the ${insight.previousName(catalog, slice)}${behind}.`;
  }

  /** Who gained and who lost most against the previous period, with the posts behind it; of equals the first. @param {Catalog} catalog @param {Slice} slice */
  function movers(catalog, slice) {
    const all = slice.previous ? moves(slice.influencers, slice.previous.influencers) : [];
    if (all.length === 0) return [];
    const up = all.reduce((most, one) => (one.by > most.by ? one : most));
    const down = all.reduce((most, one) => (one.by < most.by ? one : most));
    return [
      ...(up.by > 0 ? [moved(catalog, slice, up, "more")] : []),
      ...(down.by < 0 ? [moved(catalog, slice, down, "less")] : []),
    ];
  }

  /** How few bring how much. @param {Catalog} catalog @param {Slice} slice */
  function concentration(catalog, slice) {
    const total = revenue(slice);
    const amounts = slice.influencers.map(revenue).filter((amount) => amount > 0).sort((a, b) => b - a);
    if (amounts.length <= LEADING || total <= 0) return [];
    const leading = amounts.slice(0, LEADING).reduce((sum, amount) => sum + amount, 0);
    // Refunds of others make a share of more than all.
    if (leading > total) return [];
    let half = 0;
    for (let sum = 0; half < amounts.length && 2 * sum < total; half++) sum += amounts[half];
    const who = `${count(catalog, half)} of ${count(catalog, amounts.length)} influencers ${half === 1 ? "brings" : "bring"}`;
    return [`${who} half of the revenue, the first ${LEADING} bring ${roasbook.insight.share(catalog, leading, total)}.`];
  }

  /** Whose payout nobody knows. @param {Catalog} catalog @param {Slice} slice */
  function unknown(catalog, slice) {
    const who = roasbook.insight.withoutPayout(catalog, slice);
    const counts = roasbook.measures.isMissing(catalog, "roas") ? "no cost counts" : "no ROAS counts";
    return who === null ? [] : [`${who} no payout row: ${counts} them.`];
  }

  /** @param {Catalog} catalog @param {Slice} slice @returns {string[]} */
  return function insights(catalog, slice) {
    const parts = [extremes, lost, bestPersona, movers, concentration, unknown];
    return parts.flatMap((part) => part(catalog, slice)).slice(0, MOST);
  };
})();
