"use strict";
/**
 * The findings that are drawn from rows of their own: who is above the break-even line and how far, category
 * against platform, engagement against ROAS, day by day. Pure, and letter for letter what the build writes.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.findings = (() => {
  const SHOWN_ROWS = 10;
  /** One is no spread. */
  const FEWEST_PAID = 2;
  /** The steps of the scale around break-even in words. */
  const STEPS = ["below 0.25x", "0.25x to 0.5x", "0.5x to 1x", "1x to 2x", "2x to 4x", "4x and more"];
  /** The first step that is not below break-even. */
  const BREAK_EVEN = 3;
  /** A pair with fewer paid influencers than this is not called best or worst. */
  const FEWEST_OF_PAIR = 3;
  /** As many categories and platforms are drawn, those with most revenue. */
  const MOST_CATEGORIES = 24;
  const MOST_PLATFORMS = 12;
  /** Fewer influencers than this go along or not by chance. */
  const FEWEST_POSTING = 5;
  /** A weaker rank correlation than this says little. */
  const WEAK = 0.2;
  /** Fewer days than this, four of each weekday, are no calendar. */
  const FEWEST_DAYS = 28;
  /** A weekday is worth a title where it brings this much more than a day does on average. */
  const NOTABLE = 1.25;
  const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

  /** @param {Catalog} catalog @param {number} minor */
  const money = (catalog, minor) => roasbook.format.short(minor, catalog.money);
  /** @param {Catalog} catalog @param {number} ratio */
  const times = (catalog, ratio) => roasbook.format.times(ratio, catalog.money.grouping);
  /** @param {Catalog} catalog @param {number} amount */
  const count = (catalog, amount) => roasbook.format.count(amount, catalog.money.grouping);
  /** Minor units as charts take them. @param {Catalog} catalog @param {number} minor */
  const inMajor = (catalog, minor) => minor / 10 ** catalog.money.minor;
  /** @param {number[]} amounts */
  const sum = (amounts) => amounts.reduce((total, amount) => total + amount, 0);

  /** What a line on a chart is held against. @param {Catalog} catalog @param {Slice} slice @returns {NonNullable<Rows["mark"]>} */
  function mark(catalog, slice) {
    const { roas } = slice.breakEven;
    return { value: roas, label: `break-even ${times(catalog, roas)}` };
  }

  /** `44 of 58 paid influencers reach`, of at least two; `verb` for one and for several. @param {Catalog} catalog @param {number} part @param {number} whole @param {[string, string]} verb */
  function howMany(catalog, part, whole, [one, several]) {
    const all = roasbook.insight.countOf(catalog, whole, "paid influencer");
    if (part === 0) return `None of ${all} ${one}`;
    if (part === 1) return `1 of ${all} ${one}`;
    return part === whole ? `All ${all} ${several}` : `${count(catalog, part)} of ${all} ${several}`;
  }

  /** @param {Catalog} catalog @param {number} member */
  function person(catalog, member) {
    return { label: catalog.people.labels[member], name: roasbook.slices.dimension(catalog, "influencer").names[member] };
  }

  // ---- Payback --------------------------------------------------------------------------------------------------

  /** Every paid influencer by payout and revenue. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function payback(catalog, slice) {
    const paid = roasbook.insight.paid(catalog, slice);
    if (paid.length < FEWEST_PAID) return null;
    const reaching = paid.filter(({ earnedBack }) => earnedBack);
    const below = paid.filter(({ earnedBack }) => !earnedBack);
    const points = paid.map(({ row, earnedBack }) => {
      const known = (/** @type {string} */ column) => inMajor(catalog, row.totals.sum(column, "payout_known"));
      return { ...person(catalog, row.member), x: known("payout"), y: known("revenue"), below: !earnedBack };
    });
    // With margins each has a break-even of its own; the line is that of all together.
    const { fromMargin } = slice.breakEven;
    /** @type {[[string, string], string]} */
    const [verbs, line] = fromMargin
      ? [["reaches its own break-even", "reach their own break-even"], " The line is that of all together."]
      : [["reaches the break-even line", "reach the break-even line"], ""];
    const title = howMany(catalog, reaching.length, paid.length, verbs);
    const loss = (/** @type {Paid[]} */ rows) => sum(rows.map(({ row }) => roasbook.measures.loss(row.totals)));
    const gain = fromMargin ? "a profit" : "a surplus of revenue over payout";
    // Nothing less nothing is nothing, not minus nothing.
    const [gained, lost] = [money(catalog, 0 - loss(reaching)), money(catalog, loss(below))];
    const both = `Those who do left ${gain} of ${gained}, the others a loss of ${lost}.`;
    const one = reaching.length === 0 ? `That left a loss of ${lost}.` : `That left ${gain} of ${gained}.`;
    return {
      id: "payback",
      title,
      sentence: (reaching.length && below.length ? both : one) + line,
      half: true,
      chart: { id: "payback", from: null, label: title, rows: { points, mark: mark(catalog, slice) } },
      table: null,
      more: { text: "The table of influencers has the amounts", href: "#most-revenue" },
    };
  }

  /** How many paid influencers stand on each step of the scale around their own break-even. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function distribution(catalog, slice) {
    const { insight, measures } = roasbook;
    const paid = insight.paid(catalog, slice);
    if (paid.length < FEWEST_PAID) return null;
    /** @type {MemberTotals[][]} */
    const steps = STEPS.map(() => []);
    for (const { row, roas } of paid) steps[measures.stepOf(measures.breakEven(row.totals), roas) - 1].push(row);
    const hasMargin = paid.some(({ row }) => measures.breakEven(row.totals).fromMargin);
    const [of, label] = hasMargin ? [" of break-even", "Of break-even"] : ["", "ROAS"];
    const counts = steps.map((rows) => rows.length);
    const most = counts.indexOf(Math.max(...counts));
    const title = `${howMany(catalog, counts[most], paid.length, ["returns", "return"])} ${STEPS[most]}${of}`;
    const payout = (/** @type {MemberTotals[][]} */ rows) => sum(rows.flat().map(({ totals }) => totals.sum("payout", "payout_known")));
    const below = steps.slice(0, BREAK_EVEN);
    const took = `Those below break-even took ${insight.share(catalog, payout(below), payout(steps))} of the payouts, ${money(catalog, payout(below))}.`;
    const sentence = below.flat().length ? took : "None is below break-even.";
    const people = roasbook.slices.dimension(catalog, "influencer").names;
    /** @type {TableSource} */
    const source = {
      dimension: null,
      order: "place",
      scope: insight.scopeBy(slice, "influencer"),
      rows: steps.map((rows, step) => {
        const choices = { influencer: rows.map(({ member }) => people[member]) };
        return { member: null, id: null, label: STEPS[step], totals: roasbook.groups.sumOf(catalog, rows), choices };
      }),
      counts: [{ column: { id: "influencers", label: "Influencers", unit: null, numeric: true }, values: counts }],
      measures: ["payout", "revenue"],
      limit: STEPS.length,
      plural: "steps",
    };
    const head = { id: "roas-distribution", caption: "Paid influencers by ROAS", label };
    const table = roasbook.figures.table(catalog, head, source);
    return { id: head.id, title, sentence, half: true, chart: { id: head.id, from: head.id, label: title, rows: null }, table };
  }

  // ---- Category against platform ----------------------------------------------------------------------------------

  /** The ROAS of every category on every platform; none where there is but one of either. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function heat(catalog, slice) {
    const { measures, slices } = roasbook;
    /** @type {Scope} */
    const scope = new Set([...slice.scope, "category", "platform"]);
    const pairs = roasbook.groups.pairs(catalog, slice.influencers);
    const rated = pairs.flatMap((pair) => {
      const { amount } = measures.value(catalog, "roas", pair.totals, scope);
      return amount === null ? [] : [{ pair, roas: amount }];
    });
    const withValue = (/** @type {"category" | "platform"} */ id) => {
      const members = new Set(rated.map(({ pair }) => pair[id]));
      return slice.by(id).map(({ member }) => member).filter((member) => members.has(member));
    };
    const [everyRow, everyColumn] = [withValue("category"), withValue("platform")];
    if (everyRow.length < 2 || everyColumn.length < 2) return null;
    const [rows, columns] = [everyRow.slice(0, MOST_CATEGORIES), everyColumn.slice(0, MOST_PLATFORMS)];
    const byPlace = new Map(rated.map((one) => [`${one.pair.category} ${one.pair.platform}`, one]));
    const cells = rows.flatMap((category, row) =>
      columns.map((platform, column) => {
        const found = byPlace.get(`${category} ${platform}`);
        if (!found) return { row, column, value: null, step: null };
        return { row, column, value: found.roas, step: measures.stepOf(measures.breakEven(found.pair.totals), found.roas) };
      }),
    );
    const [categories, platforms] = [slices.dimension(catalog, "category").names, slices.dimension(catalog, "platform").names];
    const [title, words] = ofPairs(catalog, slice, rated, (pair) => `${categories[pair.category]} on ${platforms[pair.platform]}`);
    const sentence = words + drawnOnly(everyRow.length, everyColumn.length);
    const columnsShown = ["revenue", "payout", "roas"];
    const listed = pairs
      .filter(({ totals }) => columnsShown.some((measure) => measures.shows(catalog, measure, totals, scope)))
      .map(({ category, platform, totals }) => {
        const choices = { category: [categories[category]], platform: [platforms[platform]] };
        return { member: null, id: null, label: `${categories[category]} · ${platforms[platform]}`, totals, choices };
      });
    /** @type {TableSource} */
    const source = { dimension: null, order: "value", scope, rows: listed, measures: columnsShown, limit: SHOWN_ROWS, plural: "pairs" };
    const head = { id: "roas-heat", caption: "By category and platform", label: "Category and platform" };
    const drawn = { categories: rows.map((code) => categories[code]), columns: columns.map((code) => platforms[code]), cells };
    const table = roasbook.figures.table(catalog, head, source);
    return { id: head.id, title, sentence, half: true, chart: { id: head.id, from: null, label: title, rows: drawn }, table };
  }

  /** What is drawn, where that is not everything. @param {number} categories @param {number} platforms */
  function drawnOnly(categories, platforms) {
    const cut = [
      ...(categories > MOST_CATEGORIES ? [`${MOST_CATEGORIES} categories`] : []),
      ...(platforms > MOST_PLATFORMS ? [`${MOST_PLATFORMS} platforms`] : []),
    ];
    return cut.length ? ` The ${cut.join(" and the ")} with most revenue are drawn.` : "";
  }

  /**
   * Who is best and worst among the pairs with enough paid influencers, and how many have enough.
   * @param {Catalog} catalog @param {Slice} slice @param {{pair: Pair, roas: number}[]} rated @param {(pair: Pair) => string} called @returns {[string, string]}
   */
  function ofPairs(catalog, slice, rated, called) {
    const paid = new Set(roasbook.insight.paid(catalog, slice).map(({ row }) => row.member));
    const enough = rated.filter(({ pair }) => pair.influencers.filter(({ member }) => paid.has(member)).length >= FEWEST_OF_PAIR);
    const total = count(catalog, rated.length);
    if (enough.length === 0) {
      return ["ROAS by category and platform", `None of the ${total} pairs has ${FEWEST_OF_PAIR} paid influencers, so none is called best.`];
    }
    // Of equals the one with more revenue, which stands first.
    const best = enough.reduce((most, one) => (one.roas > most.roas ? one : most));
    const worst = enough.reduce((least, one) => (one.roas < least.roas ? one : least));
    const high = times(catalog, best.roas);
    const title =
      best.roas > worst.roas
        ? `${called(best.pair)} returns most, ${high}; ${called(worst.pair)} least, ${times(catalog, worst.roas)}`
        : `${called(best.pair)} returns ${high}`;
    if (enough.length === rated.length) return [title, `Each of the ${total} pairs has at least ${FEWEST_OF_PAIR} paid influencers.`];
    const have = `${count(catalog, enough.length)} of ${total} pairs ${enough.length === 1 ? "has" : "have"}`;
    return [title, `${have} at least ${FEWEST_OF_PAIR} paid influencers; only these are called best or worst.`];
  }

  // ---- Engagement -------------------------------------------------------------------------------------------------

  /** Engagement rate against ROAS; none where either is undefined, or known of too few. @param {Catalog} catalog @param {Slice} slice @returns {SectionView | null} */
  function engagement(catalog, slice) {
    const { insight, measures } = roasbook;
    const scope = insight.scopeBy(slice, "influencer");
    const both = insight.earning(catalog, slice).flatMap(({ row, roas }) => {
      const amountOf = (/** @type {string} */ id) => measures.value(catalog, id, row.totals, scope).amount;
      if (row.member === 0 || roas === null) return [];
      const [rate, reach] = [amountOf("engagement_rate"), amountOf("reach")];
      return rate === null || reach === null ? [] : [{ row, rate, reach, roas }];
    });
    if (both.length < FEWEST_POSTING) return null;
    const points = both.map(({ row, rate, reach, roas }) => {
      const below = roas < measures.breakEven(row.totals).roas;
      return { ...person(catalog, row.member), x: rate * 100, y: roas, size: reach, below };
    });
    const roas = both.map((one) => one.roas);
    const byRate = rankCorrelation(both.map(({ rate }) => rate), roas);
    const byReach = rankCorrelation(both.map(({ reach }) => reach), roas);
    // Where nobody differs nothing can go with anything.
    if (byRate === null && byReach === null) return null;
    const text = (/** @type {number | null} */ rho) => (rho === null ? roasbook.format.NONE : times(catalog, rho).replace(/x$/, ""));
    const isWeak = byRate === null || Math.abs(byRate) < WEAK;
    const title = isWeak
      ? "The engagement rate says little about ROAS"
      : `A higher engagement rate goes with a ${byRate > 0 ? "higher" : "lower"} ROAS`;
    const over = `Over ${count(catalog, both.length)} influencers the rank correlation with ROAS, from ${count(catalog, -1)} to 1,`;
    const sentence = `${over} is ${text(byRate)} for the engagement rate and ${text(byReach)} for reach.`;
    const sorted = [...both].sort((a, b) => b.rate - a.rate || a.row.member - b.row.member);
    /** @type {TableSource} */
    const source = {
      dimension: "influencer",
      scope,
      rows: sorted.map(({ row }) => {
        const { label, name } = person(catalog, row.member);
        return { member: row.member, id: name, label, totals: row.totals };
      }),
      measures: ["engagement_rate", "reach", "roas"],
      limit: SHOWN_ROWS,
      plural: "influencers",
    };
    const table = roasbook.figures.table(catalog, { id: "engagement", caption: "Influencers by engagement rate", label: "Influencer" }, source);
    const chart = { id: "engagement", from: null, label: title, rows: { points, mark: mark(catalog, slice) } };
    return { id: "engagement", title, sentence, half: true, chart, table };
  }

  /**
   * Spearman's rank correlation; none where one side is all the same. Ranks are doubled, so that those of ties
   * are integers too, and the only roundings are those of a root and a division.
   * @param {number[]} one @param {number[]} other
   */
  function rankCorrelation(one, other) {
    const [a, b] = [doubledRanks(one), doubledRanks(other)];
    const product = (/** @type {number[]} */ x, /** @type {number[]} */ y) => sum(x.map((value, place) => value * y[place]));
    const [own, theirs] = [product(a, a), product(b, b)];
    return own === 0 || theirs === 0 ? null : product(a, b) / Math.sqrt(own * theirs) + 0;
  }

  /** Twice the rank of each value less the mean rank; equal values share theirs. @param {number[]} values */
  function doubledRanks(values) {
    const sorted = [...values].sort((a, b) => a - b);
    /** @type {Map<number, number>} */
    const ranks = new Map();
    for (let below = 0; below < sorted.length; ) {
      let end = below + 1;
      while (end < sorted.length && sorted[end] === sorted[below]) end++;
      ranks.set(sorted[below], below + end - values.length);
      below = end;
    }
    return values.map((value) => /** @type {number} */ (ranks.get(value)));
  }

  // ---- Day by day -------------------------------------------------------------------------------------------------

  /**
   * The step of each amount, 1 to 5: by the fifth of the amounts above zero that it stands in, counted from
   * those that are lower, so that equals fall on the lower step. What is not above zero is on step 0.
   * @param {number[]} amounts
   */
  function quintiles(amounts) {
    const ranked = amounts.filter((amount) => amount > 0).sort((a, b) => a - b);
    /** @type {Map<number, number>} */
    const lower = new Map();
    ranked.forEach((amount, place) => {
      if (!lower.has(amount)) lower.set(amount, place);
    });
    return amounts.map((amount) => (amount > 0 ? 1 + Math.floor((5 * (lower.get(amount) ?? 0)) / ranked.length) : 0));
  }

  /** The days as a calendar; none where they are few or brought nothing. @param {Catalog} catalog @param {Slice} slice @param {string[]} offered  measures that days have @returns {SectionView | null} */
  function calendar(catalog, slice, offered) {
    const revenue = slice.days("revenue");
    const { shown } = slice;
    if (!shown || revenue.length < FEWEST_DAYS || !revenue.some((amount) => amount > 0)) return null;
    const hasPosts = roasbook.measures.value(catalog, "posts", slice.totals, slice.scope).amount !== null;
    const posts = hasPosts ? slice.days("posts") : null;
    const steps = quintiles(revenue);
    const days = revenue.map((amount, day) => ({ amount: inMajor(catalog, amount), posts: posts?.[day] ?? 0, step: steps[day] }));
    const [title, sentence] = ofDays(catalog, shown.first, revenue, posts);
    const first = roasbook.calendar.iso(shown.first);
    const { weekStarts } = catalog.calendar;
    const table = roasbook.figures.table(catalog, { id: "weekdays", caption: "By weekday", label: "Weekday" }, weekdays(catalog, slice, shown.first, offered));
    const chart = { id: "calendar", from: null, label: title, rows: { calendar: { first, weekStarts, days } } };
    return { id: "calendar", title, sentence, half: false, chart, table };
  }

  /** @param {Catalog} catalog @param {number} first @param {number[]} revenue @param {number[] | null} posts @returns {[string, string]} */
  function ofDays(catalog, first, revenue, posts) {
    const { insight } = roasbook;
    const total = sum(revenue);
    const highest = Math.max(...revenue);
    const busiest = roasbook.format.day(roasbook.calendar.iso(first + revenue.indexOf(highest)));
    const busiestDay = `The busiest day was ${busiest}, with ${money(catalog, highest)}`;
    const { weekStarts } = catalog.calendar;
    const { placeInWeek, inWeek } = roasbook.calendar;
    const byWeekday = WEEKDAYS.map((_, place) => revenue.filter((_, day) => placeInWeek(first + day, weekStarts) === place));
    const means = byWeekday.map((amounts) => sum(amounts) / amounts.length);
    const best = means.indexOf(Math.max(...means));
    const isNotable = means[best] >= NOTABLE * (total / revenue.length);
    const average = isNotable ? money(catalog, insight.divideHalfEven(sum(byWeekday[best]), byWeekday[best].length)) : "";
    const title = isNotable ? `${inWeek(WEEKDAYS, weekStarts)[best]}s bring most: ${average} on average` : busiestDay;
    const sentences = [...(isNotable ? [`${busiestDay}.`] : []), ...(posts ? [ofPosts(catalog, revenue, posts, total)] : [])];
    return [title, sentences.join(" ")];
  }

  /** What came on the days on which somebody posted. @param {Catalog} catalog @param {number[]} revenue @param {number[]} posts @param {number} total */
  function ofPosts(catalog, revenue, posts, total) {
    const { countOf, share } = roasbook.insight;
    const withPosts = revenue.filter((_, day) => posts[day] > 0);
    if (withPosts.length === 0) return "Nobody posted in these days.";
    const on = `on ${count(catalog, withPosts.length)} of ${count(catalog, revenue.length)} days`;
    const all = sum(posts.filter((amount) => amount > 0));
    return `${countOf(catalog, all, "post")} ${on}; these days brought ${share(catalog, sum(withPosts), total)} of revenue.`;
  }

  /** @param {Catalog} catalog @param {Slice} slice @param {number} first @param {string[]} offered @returns {TableSource} */
  function weekdays(catalog, slice, first, offered) {
    const { weekStarts } = catalog.calendar;
    const known = slice.daysKnown();
    const { placeInWeek, inWeek } = roasbook.calendar;
    const rows = inWeek(WEEKDAYS, weekStarts).map((label, place) => {
      const isOf = (/** @type {unknown} */ _, /** @type {number} */ day) => placeInWeek(first + day, weekStarts) === place;
      const totalOf = (/** @type {string} */ column, /** @type {Population} */ population) => sum(slice.days(column, population).filter(isOf));
      /** @type {Totals} */
      const totals = {
        sum: totalOf,
        active: null,
        payoutKnown: known.filter(isOf).includes(true),
        isEmpty: () => slice.dayColumns().every((column) => totalOf(column, "all") === 0),
      };
      return { member: null, id: null, label, totals };
    });
    // The days of one weekday are no filter, so there is nothing to look them up by.
    return { dimension: null, order: "place", isPlain: true, scope: slice.scope, rows, measures: roasbook.measures.firstOf(catalog, ["revenue", "orders", "posts"]), offered, limit: rows.length, plural: "weekdays" };
  }

  return { payback, distribution, heat, engagement, calendar };
})();
