"use strict";
/**
 * One state, one render. The state is the address; every change goes through `change`, and the page is drawn
 * anew from the answer to its filter.
 *
 * As it comes, a page shows its own filter in static figures, which stand until the reader asks for others.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.app = (() => {
  const root = document.documentElement;
  /** @type {Filter} */
  const EVERYTHING = { from: null, to: null, choices: {} };
  /** So long the page waits for data before it says that it does, in milliseconds: from a disk it is there by then. */
  const PATIENCE = 150;
  /** @type {(() => void)[]} */
  const listeners = [];
  /** Counts the renders, so that a slow one gives way to a later one. */
  let turn = 0;
  /** The version of the data that the link was made from. @type {string | null} */
  let version = null;
  /** What of the state the answer at hand is to. @type {Pick<State, "filter" | "compare" | "grain"> | null} */
  let answered = null;

  const app = {
    own: EVERYTHING,
    /** @type {State} */
    state: { filter: EVERYTHING, compare: null, grain: null, sort: {}, columns: {}, find: {} },
    /** @type {Slice | null} */
    slice: null,
    /** @type {Slice | null} */
    other: null,
    /** @type {ReportView | null} */
    view: null,
    ownView,
    read,
    start,
    change,
    toggle,
    only,
    /** @param {() => void} listener */
    onRender(listener) {
      listeners.push(listener);
    },
  };

  /** @returns {Catalog} */
  function catalog() {
    if (!roasbook.catalog) throw new Error("the catalog is not there");
    return roasbook.catalog;
  }

  /** The levels that the state's slices are answered from. @param {State} state */
  function needs({ filter, compare }) {
    const [mine, other] = [filter, compare].map((one) => (one ? roasbook.slices.needs(catalog(), one) : { first: [], rest: [] }));
    return { first: [...mine.first, ...other.first], rest: mine.rest };
  }

  /** @param {string} name @param {() => void} work */
  function measured(name, work) {
    const start = performance.now();
    work();
    performance.measure(name, { start });
  }

  function painted() {
    return new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  }

  /** Answers the state and draws the page; what is not loaded yet is loaded first. @param {Event} [event] */
  async function render(event) {
    const mine = ++turn;
    const { first, rest } = needs(app.state);
    root.removeAttribute("data-ready");
    const patience = setTimeout(() => busy(true), PATIENCE);
    // The bar answers at once, also where data has to be loaded.
    roasbook.filters.show(app.state, app.slice);
    try {
      if (!roasbook.store.has(first)) await roasbook.store.load(first);
      if (mine !== turn) return;
      draw();
    } catch (reason) {
      if (mine === turn) failed(reason);
      return;
    } finally {
      clearTimeout(patience);
      if (mine === turn) busy(false);
    }
    recovered();
    const figures = finish(mine, event);
    if (!roasbook.store.has(rest)) await complete(mine, rest);
    await figures;
    if (mine === turn) await settle(mine);
  }

  /** What comes after the figures that were asked for: tables whose data is only now loaded. @param {number} mine @param {string[]} rest */
  async function complete(mine, rest) {
    try {
      await roasbook.store.load(rest);
    } catch (reason) {
      // The page is right without them, and their place stays empty.
      console.error(reason);
      return;
    }
    if (mine === turn) draw();
  }

  /** Whether the page waits for data: its figures are then those of another filter. @param {boolean} is */
  function busy(is) {
    root.toggleAttribute("data-loading", is);
    document.getElementById("main")?.setAttribute("aria-busy", String(is));
  }

  /** Waits until the figures are painted. @param {number} mine @param {Event} [event] */
  async function finish(mine, event) {
    await painted();
    if (mine === turn && event) performance.measure("roasbook:update", { start: event.timeStamp });
  }

  /** Says that the page shows its state, once its charts do. @param {number} mine */
  async function settle(mine) {
    // Charts are asked for after the figures are painted, and drawn in a frame of their own.
    await painted();
    await roasbook.charts.settled();
    if (mine === turn && !root.dataset.failed) root.dataset.ready = "true";
  }

  /** Answers the state from the levels that are there. */
  function answer() {
    const { frames } = roasbook.store;
    const { filter, compare, grain } = app.state;
    app.slice = roasbook.slices.answer(catalog(), frames, filter);
    app.other = compare && roasbook.slices.answer(catalog(), frames, compare);
    app.view = roasbook.view(catalog(), app.slice, app.state);
    answered = { filter, compare, grain };
  }

  /** Answers the page's own filter beside the page, which stays as it was written. */
  async function ownView() {
    const { slices, store } = roasbook;
    const filter = app.own;
    await store.load(slices.needs(catalog(), filter).first);
    const slice = slices.answer(catalog(), store.frames, filter);
    return roasbook.view(catalog(), slice, { ...app.state, filter, compare: null });
  }

  /** Whether the answer at hand is the state's: sorting a table asks for no other figures. */
  function isAnswered() {
    const { filter, compare, grain } = app.state;
    const isSame = answered?.filter === filter && answered.compare === compare && answered.grain === grain;
    return isSame && app.slice?.pending.length === 0;
  }

  /** Draws the page from the levels that are there. */
  function draw() {
    if (!isAnswered()) measured("roasbook:answer", answer);
    const [view, slice] = [/** @type {ReportView} */ (app.view), /** @type {Slice} */ (app.slice)];
    measured("roasbook:show", () => {
      showOwn();
      roasbook.render.show(view, slice);
      roasbook.tables.show(view, slice, app.state);
      announce(view);
      for (const listener of listeners) listener();
    });
    // The figures are painted first: charts are what takes time.
    painted().then(() => {
      if (app.view === view) roasbook.charts.show(view);
    });
  }

  /** What is of the page's own filter alone, pictures among it, gives way while another is shown; a sentence says so. */
  function showOwn() {
    const isOther = !roasbook.query.same(app.state.filter, app.own);
    root.toggleAttribute("data-moved", isOther);
    if (!isOther) return;
    if (!document.querySelector(".elsewhere")) document.querySelector("[data-own]")?.before(elsewhere());
  }

  function elsewhere() {
    const { element } = roasbook.render;
    const clear = element("button", { type: "button" }, "clear the filter");
    clear.addEventListener("click", (event) => change({ filter: app.own }, event));
    return element("p", { class: "elsewhere" }, "Profile and posts are of all time; ", clear, " to see them.");
  }

  /** Names the page after what it shows, for the window, for paper and for those who listen. @param {ReportView} view */
  function announce({ heading: mine, sentence, empty }) {
    const heading = app.other ? `${mine} beside ${roasbook.insight.heading(catalog(), app.other.filter)}` : mine;
    document.title = `${heading} · ${catalog().title}`;
    for (const place of document.querySelectorAll("footer [data-part=heading]")) place.textContent = heading;
    const status = document.getElementById("status");
    const said = app.other && app.slice ? roasbook.comparison.sentence(catalog(), app.slice, app.other) : `${heading}. ${empty?.sentence ?? sentence}`;
    if (status) status.textContent = said;
  }

  /** @param {unknown} reason */
  function failed(reason) {
    console.error(reason);
    roasbook.unavailable();
  }

  /** The page shows what it should, whatever went wrong before. */
  function recovered() {
    root.removeAttribute("data-pending");
    if (!root.dataset.failed) return;
    delete root.dataset.failed;
    const place = document.getElementById("notice");
    if (place) place.hidden = true;
    roasbook.display.notice(version);
  }

  /** @param {Partial<State>} part @param {Event} [event] @param {boolean} [replace] */
  function change(part, event, replace = false) {
    const { filter, compare } = app.state;
    if (part.filter && compare && part.compare === undefined) {
      part = { ...part, compare: roasbook.compare.follow(filter, compare, part.filter) };
    }
    app.state = { ...app.state, ...part };
    const query = roasbook.query.write(app.state, app.own);
    const address = query || location.pathname;
    if (query !== location.search) {
      if (replace) history.replaceState(null, "", address);
      else history.pushState(null, "", address);
    }
    // The trend has drawn itself from the days at hand.
    if (turn === 0 && Object.keys(part).join() === "grain") return finish(turn, event).then(() => settle(0));
    return render(event);
  }

  /** @param {DimensionId} dimension @param {string[]} names @param {Event} [event] */
  function choose(dimension, names, event) {
    const { filter } = app.state;
    const choices = { ...filter.choices, [dimension]: names };
    if (names.length === 0) delete choices[dimension];
    return change({ filter: { ...filter, choices } }, event);
  }

  /** @param {DimensionId} dimension @param {string} name @param {Event} [event] */
  function toggle(dimension, name, event) {
    const names = app.state.filter.choices[dimension] ?? [];
    return choose(dimension, names.includes(name) ? names.filter((one) => one !== name) : [...names, name], event);
  }

  /** @param {DimensionId} dimension @param {string} name @param {Event} [event] */
  function only(dimension, name, event) {
    return choose(dimension, [name], event);
  }

  /** What the address asks for, from now on. @param {Event} [event] */
  function follow(event) {
    const { state } = roasbook.query.read(location.search, app.own);
    // Going to a heading of the same page is no other view.
    if (roasbook.query.write(state, app.own) === roasbook.query.write(app.state, app.own)) return;
    app.state = state;
    return render(event);
  }

  /** Reads the page's own filter and the address. */
  function read() {
    app.own = { ...EVERYTHING, .../** @type {any} */ (roasbook.rows.pageData()).filter };
    const asked = roasbook.query.read(location.search, app.own);
    version = asked.version;
    app.state = asked.state;
    addEventListener("popstate", follow);
    roasbook.display.notice(version);
  }

  /** Shows what the address asks for. */
  function start() {
    roasbook.charts.start(roasbook.rows.pageData());
    // A reader may have been quicker.
    if (turn > 0) return Promise.resolve();
    if (roasbook.query.write(app.state, app.own) !== "") return render();
    // The page as it was written is what the address asks for.
    root.removeAttribute("data-pending");
    return settle(turn);
  }

  return app;
})();
