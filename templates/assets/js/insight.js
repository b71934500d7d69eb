"use strict";
/**
 * The sentences of a report: what its figures say, in words, computed. Pure, and letter for letter what the
 * build writes where a page shows the same filter.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.insight = (() => {
  /** More names than this are counted instead. */
  const NAMED = 3;
  /** Of so many influencers the heading over their table says what they bring together. */
  const LEADING = 5;

  /** @param {Catalog} catalog @param {string} id @param {Totals} totals @param {Scope} scope */
  function amountOf(catalog, id, totals, scope) {
    return roasbook.measures.value(catalog, id, totals, scope).amount;
  }

  /** Revenue where somebody tracks it; else what was paid; else how much was posted. @type {Lead[]} */
  const LEADS = [
    {
      id: "revenue", column: "revenue", chart: "top-revenue", heading: "Revenue", noun: "revenue", by: "revenue",
      does: "brings", do: "bring", didMost: "brought most", nothing: "There was no revenue.",
    },
    {
      id: "payout", column: "payout", chart: "top-payout", heading: "Payouts", noun: "payouts", by: "payout",
      does: "takes", do: "take", didMost: "is paid most", nothing: "There were no payouts.",
    },
    {
      id: "posts", column: "posts", chart: null, heading: "Posts", noun: "posts", by: "posts",
      does: "has", do: "have", didMost: "posted most", nothing: "There were no posts.",
    },
  ];

  /** The first that the data can have. @param {Catalog} catalog */
  function lead(catalog) {
    return LEADS.find(({ id }) => !roasbook.measures.isMissing(catalog, id)) ?? LEADS[0];
  }

  /** @param {Catalog} catalog @param {number} minor */
  const money = (catalog, minor) => roasbook.format.short(minor, catalog.money);
  /** @param {Catalog} catalog @param {number} ratio */
  const times = (catalog, ratio) => roasbook.format.times(ratio, catalog.money.grouping);
  /** @param {Catalog} catalog @param {number} amount */
  const count = (catalog, amount) => roasbook.format.count(amount, catalog.money.grouping);
  /** @param {MemberTotals | {totals: Totals}} row */
  const revenue = ({ totals }) => totals.sum("revenue", "all");

  /** `1 influencer`, `58 influencers` @param {Catalog} catalog @param {number} amount @param {string} noun */
  function countOf(catalog, amount, noun) {
    return `${count(catalog, amount)} ${noun}${amount === 1 ? "" : "s"}`;
  }

  /** Names such as ROAS stay as they are. @param {string} text */
  function lowerFirst(text) {
    return /^.\p{Lowercase}/u.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
  }

  /** `times * part / whole` for a whole above zero, a tie going to the even neighbour. @param {number} part @param {number} whole @param {number} [times] */
  function divideHalfEven(part, whole, times = 1) {
    const [over, under] = [BigInt(part) * BigInt(times), BigInt(whole)];
    const rest = ((over % under) + under) % under;
    const below = (over - rest) / under;
    const isUp = 2n * rest > under || (2n * rest === under && below % 2n !== 0n);
    return Number(isUp ? below + 1n : below);
  }

  /** Part of a whole in per cent, to a tenth. @param {Catalog} catalog @param {number} part @param {number} whole */
  function share(catalog, part, whole) {
    const { percent } = roasbook.format;
    const { grouping } = catalog.money;
    return percent(whole === 0 ? 0 : divideHalfEven(part, Math.max(whole, 1), 1000) / 10, grouping);
  }

  /** Part of a whole in per cent; null where refunds make the part more than the whole. @param {Catalog} catalog @param {number} part @param {number} whole */
  function partOf(catalog, part, whole) {
    return part <= whole && whole > 0 ? share(catalog, part, whole) : null;
  }

  // ---- What the filter asks for ---------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {DimensionId} id @param {string} name */
  function labelOf(catalog, id, name) {
    if (id !== "influencer") return name;
    return catalog.people.labels[roasbook.slices.dimension(catalog, id).names.indexOf(name)] ?? name;
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function choices(catalog, filter) {
    return catalog.dimensions.flatMap(({ id, plural }) => {
      const names = filter.choices[id];
      if (!names) return [];
      if (names.length > NAMED) return [`${count(catalog, names.length)} ${plural}`];
      return [names.map((name) => labelOf(catalog, id, name)).join(", ")];
    });
  }

  /** @param {string} text  of an address, so perhaps no day */
  function dayLabel(text) {
    return roasbook.calendar.isDay(text) ? roasbook.format.day(text) : `\`${text}\``;
  }

  /** @param {Catalog} catalog @param {Filter} filter */
  function days(catalog, filter) {
    const { from, to } = filter;
    if (from === null && to === null) return "all time";
    const range = roasbook.slices.rangeOf(catalog, filter);
    if (range) {
      const { periodOf, label } = roasbook.calendar;
      return periodOf(range, catalog.calendar.yearStarts)?.label ?? label(range);
    }
    if (from === null) return `until ${dayLabel(/** @type {string} */ (to))}`;
    return to === null ? `from ${dayLabel(from)}` : `${dayLabel(from)} – ${dayLabel(to)}`;
  }

  /** `MuscleBlaze · Instagram, Q2 2026` @param {Catalog} catalog @param {Filter} filter */
  function heading(catalog, filter) {
    return `${choices(catalog, filter).join(" · ") || "Everything"}, ${days(catalog, filter)}`;
  }

  /** `no brand `X`, no tier `Y` and 3 more` @param {Catalog} catalog @param {ReturnType<Roasbook["slices"]["unknown"]>} unknown */
  function lacks(catalog, unknown) {
    const { dimension } = roasbook.slices;
    const coarse = unknown.find((one) => !dimension(catalog, one.dimension).filters);
    if (coarse) return `This report cannot be filtered by ${dimension(catalog, coarse.dimension).label.toLowerCase()}.`;
    const named = unknown.slice(0, NAMED).map((one) => `no ${dimension(catalog, one.dimension).label.toLowerCase()} \`${one.name}\``);
    const rest = unknown.length - named.length;
    return `The data has ${named.join(", ")}${rest > 0 ? ` and ${count(catalog, rest)} more` : ""}.`;
  }

  /** Why a filter lets nothing through, and the way out. @param {Catalog} catalog @param {Slice} slice */
  function emptiness(catalog, { filter, shown, totals }) {
    if (!totals.isEmpty()) return null;
    const { from, to, choices } = filter;
    const unknown = roasbook.slices.unknown(catalog, filter);
    const missing = unknown.filter(({ dimension }) => unknown.filter((one) => one.dimension === dimension).length === choices[dimension]?.length);
    if (missing.length) {
      const isThere = missing.every((one) => roasbook.slices.dimension(catalog, one.dimension).filters);
      const hint = isThere ? "Choose one that the data has, or reset the filters." : "Reset the filters.";
      return { sentence: lacks(catalog, missing), hint };
    }
    const noDay = [from, to].find((text) => text !== null && !roasbook.calendar.isDay(text));
    if (noDay) {
      return { sentence: `\`${noDay}\` is not a day.`, hint: "Choose a first and a last day, or reset the filters." };
    }
    if (from !== null && to !== null && from > to) {
      return {
        sentence: `The first day, ${dayLabel(from)}, is after the last day, ${dayLabel(to)}.`,
        hint: "Choose a last day that is not before the first.",
      };
    }
    if (!shown) {
      return {
        sentence: `The data covers ${roasbook.calendar.label(roasbook.slices.dataRange(catalog))}.`,
        hint: "Choose days within these, or reset the filters.",
      };
    }
    return {
      sentence: "No sale, post or payout has all that is chosen here.",
      hint: "Take one of the choices away, or reset the filters.",
    };
  }

  // ---- What the figures say -------------------------------------------------------------------------------------

  /** @typedef {{row: MemberTotals, roas: number | null, earnedBack: boolean | null}} Earning */
  /** @type {WeakMap<Slice, Earning[]>} */
  const earnings = new WeakMap();

  /** What came of each influencer's payout, in natural order. @param {Catalog} catalog @param {Slice} slice */
  function earning(catalog, slice) {
    let made = earnings.get(slice);
    if (made) return made;
    const scope = scopeBy(slice, "influencer");
    made = slice.influencers.map((row) => ({
      row,
      roas: amountOf(catalog, "roas", row.totals, scope),
      earnedBack: roasbook.measures.earnedBack(catalog, row.totals, scope),
    }));
    earnings.set(slice, made);
    return made;
  }

  /** The influencers whose payout is known and above zero, in natural order. @param {Catalog} catalog @param {Slice} slice @returns {Paid[]} */
  function paid(catalog, slice) {
    return earning(catalog, slice).flatMap(({ row, roas, earnedBack }) => (roas === null || earnedBack === null ? [] : [{ row, roas, earnedBack }]));
  }

  /** Where a value of a breakdown's row is asked for. @param {Slice} slice @param {DimensionId} dimension @returns {Scope} */
  function scopeBy({ scope }, dimension) {
    return new Set([...scope, dimension]);
  }

  /** The sentence under the heading: what was paid, what came of it, who did not earn it back. @param {Catalog} catalog @param {Slice} slice */
  function headline(catalog, slice) {
    const { totals, scope } = slice;
    if (totals.isEmpty()) return "Nothing was tracked, posted or paid here.";
    const { why } = roasbook.measures.value(catalog, "revenue", totals, scope);
    if (why !== null) return withoutRevenue(catalog, slice, why);
    const roas = amountOf(catalog, "roas", totals, scope);
    if (roas === null) return revenueAlone(catalog, slice);
    const payout = money(catalog, totals.sum("payout", "payout_known"));
    const brought = money(catalog, totals.sum("revenue", "payout_known"));
    const sentence = `Payouts of ${payout} brought ${brought}: ROAS ${times(catalog, roas)}${moved(catalog, slice, roas)}.`;
    return `${sentence} ${earnedBack(catalog, slice)}`.trimEnd();
  }

  /** @param {Catalog} catalog @param {Slice} slice @param {number} roas */
  function moved(catalog, { previous, scope }, roas) {
    const before = previous && amountOf(catalog, "roas", previous.totals, scope);
    if (!previous || before === null) return "";
    const text = times(catalog, before);
    if (text !== times(catalog, roas)) return roas > before ? `, up from ${text}` : `, down from ${text}`;
    return `, as in the ${previousName(catalog, { previous })}`;
  }

  /** The previous period in words. @param {Catalog} catalog @param {{previous: Slice["previous"]}} slice */
  function previousName(catalog, { previous }) {
    const days = previous ? previous.range.last - previous.range.first + 1 : 0;
    return days === 1 ? "day before" : `${count(catalog, days)} days before`;
  }

  /** The headline where nobody knows what was sold. @param {Catalog} catalog @param {Slice} slice @param {string} why */
  function withoutRevenue(catalog, { totals, scope }, why) {
    const posts = amountOf(catalog, "posts", totals, scope);
    const payout = amountOf(catalog, "payout", totals, scope);
    const known = [
      ...(posts === null ? [] : [`${countOf(catalog, posts, "post")} by ${countOf(catalog, totals.active ?? 0, "influencer")}`]),
      ...(payout === null ? [] : [`${money(catalog, payout)} of payouts`]),
    ];
    const reason = `${lowerFirst(why)}.`;
    return known.length === 0 ? `There is no revenue: ${reason}` : `${known.join(", ")}; there is no revenue: ${reason}`;
  }

  /** The headline where no ROAS can be given. @param {Catalog} catalog @param {Slice} slice */
  function revenueAlone(catalog, { totals, scope }) {
    const { value } = roasbook.measures;
    const brought = roasbook.figures.short(catalog, "revenue", value(catalog, "revenue", totals, scope));
    const { why } = value(catalog, "roas", totals, scope);
    return `${brought} came from ${countOf(catalog, totals.active ?? 0, "influencer")}; there is no ROAS: ${lowerFirst(why ?? "")}.`;
  }

  /** How many paid influencers did not earn back their payout, and what they were paid. @param {Catalog} catalog @param {Slice} slice */
  function earnedBack(catalog, slice) {
    const all = paid(catalog, slice);
    const losing = all.filter((one) => !one.earnedBack);
    if (all.length === 0) return "";
    const influencers = countOf(catalog, all.length, "paid influencer");
    const cost = money(catalog, losing.reduce((sum, { row }) => sum + row.totals.sum("payout", "payout_known"), 0));
    if (all.length === 1) {
      return losing.length ? `The one paid influencer did not earn back the payout (${cost}).` : "The one paid influencer earned back the payout.";
    }
    if (losing.length === 0) return `All ${influencers} earned back their payout.`;
    return `${count(catalog, losing.length)} of ${influencers} did not earn back their payout (${cost}).`;
  }

  /** Whose payout nobody knows, with their revenue: `58 influencers with ₹1.86 Cr of revenue have`. Nothing where there is nobody, or no ledger to have a row in. @param {Catalog} catalog @param {Slice} slice */
  function withoutPayout(catalog, { unknownPayout }) {
    const { isMissing } = roasbook.measures;
    const { influencers, revenue: brought } = unknownPayout;
    if (influencers === 0 || isMissing(catalog, "payout")) return null;
    const withRevenue = isMissing(catalog, "revenue") ? "" : ` with ${money(catalog, brought)} of revenue`;
    return `${countOf(catalog, influencers, "influencer")}${withRevenue} ${influencers === 1 ? "has" : "have"}`;
  }

  /** What these figures leave out or rest on. @param {Catalog} catalog @param {Slice} slice */
  function notes(catalog, slice) {
    const { unallocatedPayout, breakEven, filter, range, shown, totals } = slice;
    const notes = [...catalog.missing];
    const who = withoutPayout(catalog, slice);
    const hasRoas = !roasbook.measures.isMissing(catalog, "roas");
    const leaveOut = hasRoas ? "ROAS, profit and costs leave" : "costs leave";
    if (who !== null) notes.push(`${who} no payout row. Their payout is unknown, so ${leaveOut} them out.`);
    if (unallocatedPayout !== 0 && roasbook.slices.unknown(catalog, filter).every((one) => roasbook.slices.dimension(catalog, one.dimension).filters)) {
      const what = filter.choices.brand ? "brand" : "campaign";
      notes.push(`Cost not included: ${money(catalog, unallocatedPayout)} of payouts that name no ${what}.`);
    }
    if (!breakEven.fromMargin && totals.sum("revenue", "all") > 0 && hasRoas) {
      notes.push("No margin is known, so break-even is a ROAS of 1 (payout = revenue) and there is no profit.");
    }
    notes.push(...catalog.coarser);
    const data = roasbook.slices.dataRange(catalog);
    if (range && shown && (range.first < data.first || data.last < range.last)) {
      notes.push(`The data covers ${roasbook.calendar.label(shown)} of this period.`);
    }
    const unknown = roasbook.slices.unknown(catalog, filter);
    if (unknown.length && !totals.isEmpty()) notes.push(lacks(catalog, unknown));
    return notes;
  }

  /**
   * Title and sentence of the trend.
   * @param {Catalog} catalog @param {Slice} slice @param {{day: number, totals: Totals}[]} steps @param {Grain} grain @returns {[string, string]}
   */
  function trend(catalog, slice, steps, grain) {
    const amounts = steps.map(revenue);
    const highest = amounts.reduce((best, amount) => Math.max(best, amount), 0);
    if (highest <= 0) return ["Revenue over time", "There was no revenue."];
    const first = roasbook.calendar.iso(steps[amounts.indexOf(highest)].day);
    const name = roasbook.format.stepName({ first, days: 1, whole: true }, grain);
    const when = { day: `on ${name}`, week: `in the ${lowerFirst(name)}`, month: `in ${name}` }[grain];
    const amount = money(catalog, highest);
    if (steps.length === 1) return [`All revenue came ${when}`, `${amount} in all.`];
    const part = partOf(catalog, highest, revenue(slice));
    return [`Revenue was highest ${when}`, `${amount} came then${part === null ? "" : `, ${part} of the total`}.`];
  }

  /**
   * Title and sentence of a breakdown, the leader first: who leads, and who has the better ROAS.
   * @param {Catalog} catalog @param {Slice} slice @param {Dimension} dimension @param {MemberTotals[]} rows @returns {[string, string]}
   */
  function breakdown(catalog, slice, { id, names }, rows) {
    const first = rows[0];
    const { column, heading, noun, does, nothing, ...leading } = lead(catalog);
    const of = (/** @type {{totals: Totals}} */ { totals }) => totals.sum(column, "all");
    if (!first || of(first) <= 0) return [`${heading} by ${id}`, nothing];
    const part = partOf(catalog, of(first), of(slice));
    const title = `${names[first.member]} ${does} ${part === null ? `most ${noun}` : `${part} of ${noun}`}`;
    const scope = scopeBy(slice, id);
    /** @type {{member: number, roas: number} | undefined} */
    let best;
    /** @type {{member: number, roas: number} | undefined} */
    let worst;
    for (const { member, totals } of rows) {
      const roas = amountOf(catalog, "roas", totals, scope);
      if (roas === null) continue;
      if (!best || best.roas < roas) best = { member, roas };
      if (!worst || worst.roas > roas) worst = { member, roas };
    }
    if (!best || !worst) {
      const { measures, figures } = roasbook;
      return [title, `${figures.short(catalog, leading.id, measures.value(catalog, leading.id, slice.totals, slice.scope))} in all.`];
    }
    const high = times(catalog, best.roas);
    if (best.member === worst.member) return [title, `${names[best.member]} has a ROAS of ${high}.`];
    const low = times(catalog, worst.roas);
    return [title, `ROAS runs from ${low} for ${names[worst.member]} to ${high} for ${names[best.member]}.`];
  }

  /**
   * Title and sentence of the table of influencers, the leader first: how concentrated revenue is.
   * @param {Catalog} catalog @param {Slice} slice @param {MemberTotals[]} rows @returns {[string, string]}
   */
  function concentration(catalog, slice, rows) {
    const { id, column, noun, by, does, do: all, didMost, nothing } = lead(catalog);
    const of = (/** @type {{totals: Totals}} */ { totals }) => totals.sum(column, "all");
    const total = of(slice);
    const active = slice.totals.active ?? 0;
    const areKnown = !roasbook.measures.isMissing(catalog, "active_influencers");
    const were = areKnown ? `${countOf(catalog, active, "influencer")} ${active === 1 ? "was" : "were"} active` : "";
    if (total <= 0 || rows.length === 0) return ["Influencers", areKnown ? `${were}; ${lowerFirst(nothing)}` : nothing];
    const amount = roasbook.figures.short(catalog, id, { amount: of(rows[0]), why: null });
    const first = `${catalog.people.labels[rows[0].member]} ${didMost}: ${amount}.`;
    const leading = rows.slice(0, LEADING);
    const top = leading.reduce((sum, row) => sum + of(row), 0);
    const part = partOf(catalog, top, total);
    const several = part === null ? `Influencers by ${by}` : `The first ${leading.length} influencers ${all} ${part} of ${noun}`;
    const title = leading.length === 1 ? `One influencer ${does} all ${noun}` : several;
    return [title, areKnown ? `${were}. ${first}` : first];
  }

  return {
    heading, headline, notes, emptiness, earning, paid, scopeBy, earnedBack, trend, breakdown, concentration, lead, withoutPayout,
    countOf, share, divideHalfEven, previousName,
  };
})();
