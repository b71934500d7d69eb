"use strict";
/**
 * Any figure answers a click with what it is made of: a panel with its formula, its rows and where to read on.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.explain = (() => {
  const FIGURE = "data[data-measure]:not(.plain)";
  /** So many posts of one influencer are listed; all are in the table of posts. */
  const MOST_POSTS = 10;

  /** @typedef {{measure: string, table: string | null, row: string | null, nth: number}} Place  where a figure stands, to find it again once the page is drawn anew */

  /** @type {Roasbook["render"]["element"]} */
  const element = (tag, attributes, ...children) => roasbook.render.element(tag, attributes, ...children);
  /** @type {HTMLDialogElement | null} */
  let panel = null;
  /** Counts what was asked for, so that a late answer does not fill another's panel. */
  let turn = 0;

  // ---- Which figure -----------------------------------------------------------------------------------------------

  /** @param {HTMLTableRowElement} row */
  function nameOf(row) {
    return row.dataset.id ?? row.cells[0]?.textContent ?? "";
  }

  /** @param {HTMLElement} data @returns {Place} */
  function placeOf(data) {
    const row = data.closest("tr");
    const measure = data.dataset.measure ?? "";
    const nth = row ? sameIn(row, measure).indexOf(data) : 0;
    return { measure, table: data.closest("table")?.dataset.table ?? null, row: row && nameOf(row), nth };
  }

  /** The figures of a measure in a row: one, or one of each side. @param {HTMLElement} row @param {string} measure @returns {HTMLElement[]} */
  function sameIn(row, measure) {
    return [...row.querySelectorAll(`data[data-measure="${CSS.escape(measure)}"]`)].map((one) => /** @type {HTMLElement} */ (one));
  }

  /** @param {Place} place @returns {HTMLElement | null} */
  function find({ measure, table, row, nth }) {
    if (table === null) return document.querySelector(`.tiles data[data-measure="${CSS.escape(measure)}"]`);
    const rows = /** @type {NodeListOf<HTMLTableRowElement>} */ (document.querySelectorAll(`table[data-table="${CSS.escape(table)}"] tbody tr`));
    const found = [...rows].find((one) => nameOf(one) === row);
    return (found && sameIn(found, measure)[nth]) ?? null;
  }

  /** @param {Catalog} catalog @param {HTMLElement} data @returns {Figure | null} */
  function figureOf(catalog, data) {
    const { slice: mine, other } = roasbook.app;
    const measure = data.dataset.measure ?? "";
    const slice = data.closest("[data-side=other]") ? other : mine;
    if (!slice || !catalog.measures.some(({ id }) => id === measure)) return null;
    if (data.closest(".tiles, [data-side]")) return { measure, totals: slice.totals, scope: slice.scope, slice, row: null };
    const row = data.closest("tr");
    const found = row && roasbook.tables.figureOf(row);
    return found ? { measure, slice, ...found } : null;
  }

  // ---- The panel --------------------------------------------------------------------------------------------------

  function close() {
    panel?.close();
  }

  function thePanel() {
    if (panel) return panel;
    const made = element("dialog", { class: "explain", "aria-labelledby": "explain-title" });
    made.addEventListener("click", ({ target }) => {
      if (target === made) close();
    });
    document.body.append(made);
    return (panel = made);
  }

  /** @param {string} title @param {string[]} sentences */
  function list(title, sentences) {
    if (sentences.length === 0) return [];
    return [element("h3", {}, title), element("ul", {}, ...sentences.map((sentence) => element("li", {}, sentence)))];
  }

  /** @param {Explanation["formula"]} lines */
  function formula(lines) {
    const entries = lines.flatMap(({ name, words, figures }) => [
      element("dt", {}, name),
      element("dd", {}, `= ${words}`),
      ...(figures ? [element("dd", { class: "numbers" }, `= ${figures}`)] : []),
    ]);
    return [element("h3", {}, "Formula"), element("dl", { class: "formula" }, ...entries)];
  }

  /** A command to copy. @param {string} text */
  function command(text) {
    const button = element("button", { type: "button" }, "Copy");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        // A page from disk may not write there; the selection can be copied by hand.
        getSelection()?.selectAllChildren(code);
        button.textContent = "Selected";
        return;
      }
      button.textContent = "Copied";
    });
    const code = element("code", { tabindex: "0" }, text);
    return element("div", { class: "command" }, code, button);
  }

  /** The rows, and a line for each thing that is still being counted, so that nothing moves when it is. @param {Explanation} said @param {boolean} isPerson */
  function rows(said, isPerson) {
    const lines = said.rows.map((line) => element("li", {}, line));
    if (said.isPaid) lines.push(element("li", { class: "paid" }, "Rows of the payout ledger"));
    if (isPerson) lines.push(element("li", { class: "days" }, "Days with a sale or a post"));
    return element("ul", {}, ...lines);
  }

  /** The rows behind a figure, and how to list them; nothing where it cannot have any. @param {Explanation} said @param {boolean} isPerson */
  function behind(said, isPerson) {
    const isListed = said.rows.length > 0 || said.isPaid;
    if (said.why !== null && !isListed) return [];
    const words = element("p", { class: "over" }, "To list them, with file and line, in a terminal:");
    return [element("h3", {}, "Rows behind it"), ...(isListed ? [rows(said, isPerson)] : []), words, command(said.command)];
  }

  /** @param {Explanation} said @param {boolean} isPerson */
  function content(said, isPerson) {
    const out = element("button", { type: "button", class: "close", "aria-label": "Close" }, "×");
    out.addEventListener("click", close);
    const root = document.documentElement.dataset.root ?? "";
    return [
      element("header", {}, element("p", {}, said.where), element("h2", { id: "explain-title" }, said.label), out),
      element("p", { class: "figure" }, said.value),
      ...(said.why ? [element("p", { class: "why" }, said.why)] : []),
      element("p", {}, said.definition),
      ...formula(said.formula),
      ...(said.population ? [element("p", { class: "over" }, said.population)] : []),
      ...list("Included", said.included),
      ...list("Left out", said.excluded),
      ...behind(said, isPerson),
      ...(said.entry ? [element("p", {}, element("a", { href: `${root}methodology.html#${said.entry}` }, "How it is computed, and its rules"))] : []),
      element("div", { class: "more" }),
    ];
  }

  // ---- What needs more data ---------------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {number} count @param {string} one */
  function countOf(catalog, count, one) {
    return `${roasbook.format.count(count, catalog.money.grouping)} ${one}${count === 1 ? "" : "s"}`;
  }

  /** Everything that is behind a figure, as an answer of its own. @param {Catalog} catalog @param {Figure} figure */
  async function answerBehind(catalog, figure) {
    const { store, slices } = roasbook;
    const filter = roasbook.behind(figure);
    await store.load(slices.needs(catalog, filter).first);
    return slices.answer(catalog, store.frames, filter);
  }

  /** How many rows of the ledger pay what is here; a row may pay for more than that. @param {Catalog} catalog @param {Slice} own */
  async function ledger(catalog, own) {
    await roasbook.store.load(["payouts"]);
    const paid = own.influencers.filter(({ totals }) => totals.sum("payout", "all") !== 0);
    const rows = roasbook.records.payouts(roasbook.store.frames.payouts, paid);
    const isPart = rows.reduce((sum, row) => sum + roasbook.store.frames.payouts.columns.total[row], 0) !== own.totals.sum("payout", "all");
    return `${countOf(catalog, rows.length, "row")} of the payout ledger${isPart ? ", or shares of them" : ""}`;
  }

  /** On how many days somebody was active. @param {Catalog} catalog @param {Slice} own */
  function activeDays(catalog, own) {
    const { first } = own.shown ?? { first: 0 };
    const [tracked, posted] = ["tracking_rows", "posts"].map((column) => own.days(column));
    const active = tracked.flatMap((rows, day) => (rows > 0 || posted[day] > 0 ? [first + day] : []));
    if (active.length === 0) return "No day with a sale or a post";
    const range = roasbook.calendar.label({ first: active[0], last: active[active.length - 1] });
    return `${countOf(catalog, active.length, "day")} with a sale or a post, ${range}`;
  }

  /** @param {Catalog} catalog @param {Filter} filter @returns {Promise<Node[]>} */
  async function posts(catalog, filter) {
    const { store, records, calendar, format } = roasbook;
    await store.load(["posts"]);
    const frame = store.frames.posts;
    const rows = records.posts(catalog, frame, filter) ?? [];
    if (rows.length === 0) return [];
    const line = (/** @type {number} */ row) => {
      const [id, url] = [frame.texts.id[row], frame.texts.url[row]];
      const name = `${format.day(calendar.iso(frame.columns.day[row]))} ${id}`.trim();
      return element("li", {}, roasbook.grids.isWeb(url) ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, name) : name);
    };
    const rest = rows.length > MOST_POSTS ? [element("li", {}, `and ${countOf(catalog, rows.length - MOST_POSTS, "more post")}`)] : [];
    return [element("h3", {}, "Posts"), element("ul", {}, ...rows.slice(0, MOST_POSTS).map(line), ...rest)];
  }

  /** Fills in what takes data that the page may not have yet. @param {Catalog} catalog @param {Figure} figure @param {HTMLDialogElement} dialog @param {number} mine */
  async function addMore(catalog, figure, dialog, mine) {
    const [paid, days, more] = [".paid", ".days", ".more"].map((name) => dialog.querySelector(name));
    if (!paid && !days) return;
    const own = await answerBehind(catalog, figure);
    const ledgerRows = paid ? await ledger(catalog, own) : "";
    const listed = days && catalog.levels.posts !== undefined ? await posts(catalog, own.filter) : [];
    if (mine !== turn) return;
    if (paid) paid.textContent = ledgerRows;
    if (days) days.textContent = activeDays(catalog, own);
    more?.replaceChildren(...listed);
  }

  // ---- The page ---------------------------------------------------------------------------------------------------

  /** @param {Catalog} catalog @param {HTMLElement} data @param {Event} event */
  async function open(catalog, data, event) {
    const mine = ++turn;
    const place = placeOf(data);
    if (!catalog.measures.some(({ id }) => id === place.measure)) return;
    if (!roasbook.app.slice) await roasbook.app.change({}, event, true);
    const found = find(place);
    const figure = found && figureOf(catalog, found);
    if (!found || !figure || mine !== turn) return;
    const said = roasbook.explanation(catalog, figure);
    const isPerson = figure.row?.member?.dimension === "influencer" && !figure.row.record;
    const dialog = thePanel();
    dialog.replaceChildren(...content(said, isPerson));
    // The panel gives the focus back to where it was.
    found.tabIndex = 0;
    found.focus({ preventScroll: true });
    if (!dialog.open) dialog.showModal();
    dialog.scrollTop = 0;
    // What could not be counted is left unsaid.
    addMore(catalog, figure, dialog, mine).catch(() => undefined);
  }

  /** Figures in tiles are stops for the keyboard, and say that they answer. */
  function settleTiles() {
    for (const data of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`.tiles ${FIGURE}`))) {
      const label = data.closest("div")?.querySelector("dt")?.textContent ?? "";
      data.tabIndex = 0;
      data.setAttribute("role", "button");
      data.setAttribute("aria-label", `${label}: ${data.textContent}. What is it made of?`);
    }
  }

  /** @param {Catalog} catalog */
  function start(catalog) {
    const main = document.getElementById("main");
    if (!catalog || !main) return;
    settleTiles();
    // What the panel says is of the view that is left.
    addEventListener("popstate", close);
    roasbook.app.onRender(settleTiles);
    const figure = (/** @type {EventTarget | null} */ target) =>
      target instanceof Element && !target.closest("[data-own]") ? /** @type {HTMLElement | null} */ (target.closest(FIGURE)) : null;
    main.addEventListener("click", (event) => {
      const data = figure(event.target);
      if (data) void open(catalog, data, event);
    });
    main.addEventListener("keydown", (event) => {
      const data = figure(event.target);
      if (!data?.closest(".tiles") || (event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      data.click();
    });
  }

  return { start };
})();
