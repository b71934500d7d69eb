"use strict";
/**
 * The posts and the ledger rows behind a view, at the end of its page. Their data is asked for when the
 * reader comes near.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.explorer = (() => {
  /** How far below the window a list is near. */
  const NEAR = "400px";
  const NO_PRODUCT = "A post names no product, so no posts can be listed under a choice of products.";
  /** @typedef {{level: string, near: boolean, place: HTMLElement, show(catalog: Catalog, frame: Frame): Promise<void>}} List */

  /** @type {Roasbook["render"]["element"]} */
  const element = (tag, attributes, ...children) => roasbook.render.element(tag, attributes, ...children);

  /** @param {Catalog} catalog @param {number} count @param {string} one */
  function countOf(catalog, count, one) {
    return `${roasbook.format.count(count, catalog.money.grouping)} ${one}${count === 1 ? "" : "s"}`;
  }

  // ---- Posts ------------------------------------------------------------------------------------------------------

  /** What posts were last listed for: a sort asks for the same again. @type {{filter: string, rows: number[] | null, grid: Grid | null} | null} */
  let lastPosts = null;

  /** @param {Catalog} catalog @param {Frame} frame */
  function postsNow(catalog, frame) {
    const filter = JSON.stringify(roasbook.app.state.filter);
    if (lastPosts?.filter === filter) return lastPosts;
    const rows = roasbook.records.posts(catalog, frame, roasbook.app.state.filter);
    return (lastPosts = { filter, rows, grid: rows?.length ? roasbook.grids.ofPosts(catalog, frame, rows) : null });
  }

  /** @param {Catalog} catalog @param {Frame} frame @param {HTMLElement} place */
  async function showPosts(catalog, frame, place) {
    const { rows, grid } = postsNow(catalog, frame);
    if (rows === null) return say(place, NO_PRODUCT, null);
    const people = new Set(rows.map((row) => frame.columns.influencer[row]));
    const sentence = rows.length
      ? `${countOf(catalog, rows.length, "post")} by ${countOf(catalog, people.size, "influencer")}.`
      : "Nothing was posted here.";
    say(place, sentence, grid);
  }

  // ---- Payouts ----------------------------------------------------------------------------------------------------

  /** The answer to the page's filter; before the first change nobody has asked for it. @param {Catalog} catalog */
  async function sliceNow(catalog) {
    const { app, slices, store } = roasbook;
    if (app.slice) return app.slice;
    const { filter } = app.state;
    await store.load(slices.needs(catalog, filter).first);
    return app.slice ?? slices.answer(catalog, store.frames, filter);
  }

  /** @param {Catalog} catalog @param {Frame} frame @param {HTMLElement} place */
  async function showPayouts(catalog, frame, place) {
    const slice = await sliceNow(catalog);
    const rows = roasbook.records.payouts(frame, slice.influencers);
    const people = new Set(rows.map((row) => frame.columns.influencer[row]));
    const total = rows.reduce((sum, row) => sum + frame.columns.total[row], 0);
    const { short } = roasbook.format;
    const share = roasbook.measures.value(catalog, "payout", slice.totals, slice.scope);
    const part = share.amount === null
      ? ` ${share.why}.`
      : share.amount === total
        ? ""
        : ` ${short(share.amount, catalog.money)} of that falls into this view; each is listed whole.`;
    const sentence = `${countOf(catalog, rows.length, "payout")} to ${countOf(catalog, people.size, "influencer")}, ${short(total, catalog.money)} in all.${part}`;
    say(place, rows.length ? sentence : "Nobody here has a payout in the ledger.", rows.length ? roasbook.grids.ofPayouts(catalog, frame, rows) : null);
  }

  // ---- The page ---------------------------------------------------------------------------------------------------

  /** @param {HTMLElement} place @param {string} sentence @param {Grid | null} grid */
  function say(place, sentence, grid) {
    const words = place.querySelector(":scope > p");
    if (words) words.textContent = sentence;
    const body = /** @type {HTMLElement} */ (place.querySelector(".body"));
    body.hidden = grid === null;
    if (!grid) return;
    if (!body.querySelector(".listing")) {
      const { id, caption, label } = grid;
      body.append(roasbook.render.listing({ id, caption, label, columns: [], rows: [], note: null }));
    }
    roasbook.tables.put(/** @type {HTMLElement} */ (body.querySelector(".listing")), grid);
  }

  /** @param {string} id @param {string} title */
  function section(id, title) {
    return element("section", { id }, element("h2", {}, title), element("p", {}), element("div", { class: "body" }));
  }

  /** @param {Catalog} catalog @param {List} list */
  async function show(catalog, list) {
    if (!list.near) return;
    const { store } = roasbook;
    if (!store.has([list.level])) await store.load([list.level]);
    await list.show(catalog, store.frames[list.level]);
  }

  /** @param {Catalog} catalog */
  function start(catalog) {
    const sections = document.querySelector(`#main > ${roasbook.render.SECTIONS}`);
    if (!catalog || !sections) return;
    const kinds = [
      { level: "posts", title: "Posts", fill: showPosts },
      { level: "payouts", title: "Payouts", fill: showPayouts },
    ];
    const room = document.getElementById("explorer") ?? element("div", { id: "explorer", class: "sections" });
    if (!room.parentElement) sections.after(room);
    const lists = kinds.map(({ level, title, fill }) => {
      const place = document.getElementById(level) ?? section(level, title);
      if (!place.parentElement) room.append(place);
      place.hidden = catalog.levels[level] === undefined;
      return { level, near: false, place, show: (/** @type {Catalog} */ given, /** @type {Frame} */ frame) => fill(given, frame, place) };
    });

    // Said at once, so that the list below does not move up when a reader comes near.
    if (roasbook.app.state.filter.choices.product) say(lists[0].place, NO_PRODUCT, null);
    const failed = (/** @type {List} */ list) => () => say(list.place, "The data of this list could not be loaded.", null);
    const seen = new IntersectionObserver((entries) => {
      for (const { target } of entries.filter((entry) => entry.isIntersecting)) {
        const list = /** @type {List} */ (lists.find(({ place }) => place === target));
        seen.unobserve(target);
        list.near = true;
        show(catalog, list).catch(failed(list));
      }
    }, { rootMargin: NEAR });
    for (const { place } of lists) if (!place.hidden) seen.observe(place);
    roasbook.app.onRender(() => {
      for (const list of lists) show(catalog, list).catch(failed(list));
    });
  }

  return { start };
})();
