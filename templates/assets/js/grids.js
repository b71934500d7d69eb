"use strict";
/**
 * What tables sort, search and cut into pages: the rows of a table of figures, the posts, the payout ledger,
 * each as a grid. Pure; a row is written only when it is shown.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.grids = (() => {
  const SHOWN_ROWS = 10;
  /** @type {DimensionId[]} */
  const POST_WORDS = ["influencer", "platform", "brand", "campaign"];
  const POST_FIGURES = ["reach", "likes", "comments", "shares", "saves", "engagement_rate"];
  /** Where a figure of one row is asked for: nothing is narrowed that the row could not name. @type {Scope} */
  const OF_ROW = new Set();

  // ---- Figures ----------------------------------------------------------------------------------------------------

  /** @type {WeakMap<TableSource, Grid>} */
  const grids = new WeakMap();

  /** A table of figures, with all of its rows. @param {Catalog} catalog @param {TableView} view @param {TableSource} source @param {Slice} slice @returns {Grid} */
  function ofFigures(catalog, { id, caption, label }, source, slice) {
    const made = grids.get(source);
    if (made) return made;
    const { rows, scope, counts = [], measures, dimension, limit, plural, order } = source;
    const offered = source.offered ?? catalog.measures.filter((measure) => measure.shown && measure.missing === null).map(({ id: measure }) => measure);
    const hasIds = dimension === "influencer";
    // Steps of time or of a scale stand in an order of their own.
    const hasPlaces = order === "time" || order === "place";
    const { number, value } = roasbook.measures;
    /** @type {Grid} */
    const grid = {
      id, caption, label, plural, limit,
      rows: rows.length,
      endsFirst: order === "time",
      columns: [...counts.map(({ column }) => column), ...offered.map((measure) => roasbook.figures.column(catalog, measure))],
      chosen: roasbook.figures.chosen(source),
      order: hasPlaces ? { by: roasbook.listing.NAME, descending: false } : { by: measures[0], descending: true },
      place: (row) => rows[row].member ?? row,
      words: (row) => `${rows[row].label} ${rows[row].id ?? ""}`,
      key(row, column) {
        if (column === roasbook.listing.NAME) return hasPlaces ? row : rows[row].label;
        const counted = counts.find((one) => one.column.id === column)?.values[row];
        if (counted !== undefined) return counted;
        return number(catalog, column, value(catalog, column, rows[row].totals, scope));
      },
      view: (row, columns) => roasbook.figures.row(catalog, source, row, columns),
      figure(row) {
        const { member, label: name, totals, choices } = rows[row];
        // Of nobody there are no rows to look up.
        if (source.isPlain || Object.values(choices ?? {}).some((names) => names.length === 0)) return null;
        const names = dimension === null ? [] : roasbook.slices.dimension(catalog, dimension).names;
        const of = dimension === null || member === null ? null : { dimension, name: names[member] };
        const days = order === "time" ? daysOf(catalog, slice, row) : null;
        return { totals, scope, row: { label: name, member: of, days, ...(choices ? { choices } : {}) } };
      },
      heads: hasIds ? [label, `${label} id`] : [label],
      names: (row) => (hasIds ? [rows[row].label, rows[row].id ?? ""] : [rows[row].label]),
    };
    grids.set(source, grid);
    return grid;
  }

  /** The days of a step of the trend. @param {Catalog} catalog @param {Slice} slice @param {number} row @returns {DateRange | null} */
  function daysOf(catalog, { shown }, row) {
    if (!shown) return null;
    const { iso, number, grainOfTable } = roasbook.calendar;
    const days = shown.last - shown.first + 1;
    const steps = roasbook.rollup.steps(iso(shown.first), days, grainOfTable(days), catalog.calendar.weekStarts);
    const begin = number(steps[row].first);
    const end = row + 1 < steps.length ? number(steps[row + 1].first) - 1 : shown.last;
    return { first: Math.max(begin, shown.first), last: end };
  }

  // ---- Posts ------------------------------------------------------------------------------------------------------

  /** @param {string} url */
  function isWeb(url) {
    return /^https?:\/\//i.test(url);
  }

  /** The names of members by code; people by what they are called. @param {Catalog} catalog @param {DimensionId} id */
  function labelsOf(catalog, id) {
    return id === "influencer" ? catalog.people.labels : roasbook.slices.dimension(catalog, id).names;
  }

  /** A cell that names a member, and filters by it where the data can. @param {Catalog} catalog @param {DimensionId} id @param {number} code @returns {CellView} */
  function member(catalog, id, code) {
    const { names, filters, label } = roasbook.slices.dimension(catalog, id);
    const cell = { value: "", text: labelsOf(catalog, id)[code] };
    return filters ? { ...cell, title: `Only this ${label.toLowerCase()}`, only: { dimension: id, name: names[code] } } : cell;
  }

  /** @param {string} id @param {string} label @returns {ColumnView} */
  function wordColumn(id, label) {
    return { id, label, unit: null, numeric: false };
  }

  /** @param {Catalog} catalog @param {Frame} frame @param {number[]} rows @returns {Grid} */
  function ofPosts(catalog, frame, rows) {
    const { columns, texts } = frame;
    const { figures, measures, records, format, calendar, slices } = roasbook;
    const seen = measures.firstOf(catalog, POST_FIGURES);
    // What no post names is no column; whose it is, is always asked.
    const named = POST_WORDS.filter((id) => id === "influencer" || columns[id].some((code) => code !== 0));
    const labels = Object.fromEntries(named.map((id) => [id, labelsOf(catalog, id)]));
    const isWord = (/** @type {string} */ column) => named.some((id) => id === column);
    const iso = (/** @type {number} */ at) => calendar.iso(columns.day[rows[at]]);
    // The platform a post was published on may be another than its influencer's, which is what filters go by.
    const cell = (/** @type {number} */ row, /** @type {string} */ column) => {
      if (!isWord(column)) return figures.cell(catalog, column, records.ofPost(frame, row), OF_ROW);
      const id = /** @type {DimensionId} */ (column);
      return id === "platform" ? { value: "", text: labels[id][columns[id][row]] } : member(catalog, id, columns[id][row]);
    };
    return {
      id: "posts", caption: "Posts, newest first", label: "Date", plural: "posts",
      rows: rows.length, limit: SHOWN_ROWS, endsFirst: false,
      columns: [
        ...named.map((id) => wordColumn(id, slices.dimension(catalog, id).label)),
        ...seen.map((id) => figures.column(catalog, id)),
      ],
      chosen: [...named, ...seen],
      order: { by: roasbook.listing.NAME, descending: true },
      place: (at) => at,
      words: (at) => [texts.id[rows[at]], ...named.map((id) => labels[id][columns[id][rows[at]]])].join(" "),
      key(at, column) {
        const row = rows[at];
        if (column === roasbook.listing.NAME) return columns.day[row];
        if (isWord(column)) return labels[column][columns[column][row]];
        return measures.number(catalog, column, measures.value(catalog, column, records.ofPost(frame, row), OF_ROW));
      },
      view(at, chosen) {
        const row = rows[at];
        const url = texts.url[row];
        const link = isWeb(url) ? { href: url, title: `Open the post ${texts.id[row]}`.trim() } : {};
        return { id: texts.id[row], label: format.day(iso(at)), ...link, cells: chosen.map((column) => cell(row, column)) };
      },
      figure(at) {
        const row = rows[at];
        const day = columns.day[row];
        const of = { dimension: /** @type {DimensionId} */ ("influencer"), name: slices.dimension(catalog, "influencer").names[columns.influencer[row]] };
        const label = `Post ${texts.id[row]} of ${labels.influencer[columns.influencer[row]]}, ${format.day(iso(at))}`;
        return { totals: records.ofPost(frame, row), scope: OF_ROW, row: { label, member: of, days: { first: day, last: day }, record: "1 post" } };
      },
      heads: ["Date", "Post id", "Address"],
      names: (at) => [iso(at), texts.id[rows[at]], texts.url[rows[at]]],
    };
  }

  // ---- Payouts ----------------------------------------------------------------------------------------------------

  /** @type {{id: string, label: string, text: (text: string) => string}[]} */
  const PAYOUT_WORDS = [
    { id: "basis", label: "Basis", text: (basis) => basis },
    { id: "status", label: "Status", text: (status) => status },
    { id: "payout_date", label: "Payment date", text: (date) => date && roasbook.format.day(date) },
    { id: "spread_over", label: "Spread over", text: (over) => over },
    { id: "reconciled", label: "Total is", text: (words) => words },
  ];

  /** @param {Catalog} catalog @param {Frame} frame @param {number[]} rows @returns {Grid} */
  function ofPayouts(catalog, frame, rows) {
    const { columns, texts } = frame;
    const { figures, records, measures, slices, format } = roasbook;
    const { labels } = catalog.people;
    const { names, filters } = slices.dimension(catalog, "influencer");
    const words = new Map(PAYOUT_WORDS.map((column) => [column.id, column]));
    // What no row of the ledger has is no column.
    const known = (/** @type {string} */ id) => texts[id].some((text) => text !== "");
    const about = PAYOUT_WORDS.filter(({ id }) => known(id)).map(({ id, label }) => wordColumn(id, label));
    const rate = known("rate") ? [{ id: "rate", label: "Rate", unit: null, numeric: true }] : [];
    const total = { ...figures.column(catalog, "payout"), label: "Total" };
    const offered = [...about.slice(0, 1), ...rate, total, ...about.slice(1)];
    const rateText = (/** @type {string} */ text) => (/^-?\d+$/.test(text) ? format.count(Number(text), catalog.money.grouping) : text);
    /** @param {number} row @param {string} column @returns {CellView} */
    const cell = (row, column) => {
      if (column === total.id) return figures.cell(catalog, column, records.ofPayout(frame, row), OF_ROW);
      const text = texts[column][row];
      const word = words.get(column);
      return word ? { value: text, text: word.text(text) } : { numeric: true, value: text, text: rateText(text) };
    };
    return {
      id: "payouts", caption: "Payouts, largest first", label: "Influencer", plural: "payouts",
      rows: rows.length, limit: SHOWN_ROWS, endsFirst: false,
      columns: offered,
      chosen: offered.map(({ id }) => id),
      order: { by: total.id, descending: true },
      place: (at) => rows[at],
      words: (at) => `${labels[columns.influencer[rows[at]]]} ${names[columns.influencer[rows[at]]]} ${texts.status[rows[at]]} ${texts.basis[rows[at]]}`,
      key(at, column) {
        const row = rows[at];
        if (column === roasbook.listing.NAME) return labels[columns.influencer[row]];
        if (column === total.id) return columns.total[row];
        return words.has(column) ? texts[column][row] : format.number(texts[column][row]);
      },
      view(at, chosen) {
        const code = columns.influencer[rows[at]];
        const only = filters ? { title: "Only this influencer", only: { dimension: /** @type {DimensionId} */ ("influencer"), name: names[code] } } : {};
        return { id: names[code], label: labels[code], ...only, cells: chosen.map((column) => cell(rows[at], column)) };
      },
      figure(at) {
        const code = columns.influencer[rows[at]];
        const of = { dimension: /** @type {DimensionId} */ ("influencer"), name: names[code] };
        return { totals: records.ofPayout(frame, rows[at]), scope: OF_ROW, row: { label: `One payout of ${labels[code]}`, member: of, days: null, record: "1 row of the payout ledger", isWhole: true } };
      },
      heads: ["Influencer", "Influencer id"],
      names: (at) => [labels[columns.influencer[rows[at]]], names[columns.influencer[rows[at]]]],
    };
  }

  return { isWeb, ofFigures, ofPosts, ofPayouts };
})();
