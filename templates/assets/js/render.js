"use strict";
/**
 * Puts a view into the page: the same elements that the templates write, so that style sheet, print and
 * whoever reads the page meet one structure. What has not changed is not touched; a chart keeps its place.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.render = (() => {
  /** Half the width holds this many rows beside a chart; more are folded. */
  const FEW_ROWS = 8;
  /** What follows the filter, within the main part of a page: neither what is of its own filter alone, nor the lists. */
  const SECTIONS = ".sections:not([data-own], #explorer)";
  /** What each part of the page was last made from, as JSON; nothing for what the build wrote. @type {Map<string, string>} */
  const made = new Map();

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag @param {Record<string, string | null | undefined>} attributes  none where there is no value
   * @param {...(Node | string | null)} children
   */
  function element(tag, attributes, ...children) {
    const one = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null && value !== undefined) one.setAttribute(name, value);
    one.append(...children.filter((child) => child !== null));
    return one;
  }

  /** Whether a part is to be made anew. @param {string} part @param {unknown} view */
  function differs(part, view) {
    const json = JSON.stringify(view, (key, value) => (key === "source" ? undefined : value));
    if (made.get(part) === json) return false;
    made.set(part, json);
    return true;
  }

  // ---- Tiles ----------------------------------------------------------------------------------------------------

  /** @param {CellView} cell */
  function figure({ measure, value, text, title, plain }) {
    return element("data", { "data-measure": measure, value, class: plain ? "plain" : null, title }, text);
  }

  /** @param {TileView} tile */
  function tile({ measure, label, value, text, title, why, change }) {
    return element(
      "div",
      {},
      element("dt", {}, label),
      element("dd", {}, figure({ measure, value, text, title: title ?? undefined })),
      why === null ? null : element("dd", { class: "why" }, why),
      change && element("dd", { class: `${change.tone} ${change.direction}`, title: change.title || null }, change.text),
    );
  }

  /** @param {HTMLElement} list @param {TileView[]} tiles */
  function showTiles(list, tiles) {
    tiles.forEach((view, place) => {
      if (!differs(`tile ${place}`, view)) return;
      const old = list.children[place];
      if (old) old.replaceWith(tile(view));
      else list.append(tile(view));
    });
    while (list.children.length > tiles.length) list.lastElementChild?.remove();
  }

  /** @param {HTMLElement} tiles @param {string[]} insights */
  function showInsights(tiles, insights) {
    if (!differs("insights", insights)) return;
    document.getElementById("insights")?.remove();
    if (insights.length === 0) return;
    const list = element("ul", {}, ...insights.map((insight) => element("li", {}, insight)));
    tiles.after(element("section", { id: "insights" }, element("h2", {}, "In short"), list));
  }

  // ---- Tables ---------------------------------------------------------------------------------------------------

  /** @param {ColumnView} column */
  function header({ label, unit, numeric }) {
    return element("th", { class: numeric ? null : "t" }, label, ...(unit ? [" ", element("small", {}, unit)] : []));
  }

  /** What a cell or a row's name says: a link, a member to filter by, or plain text. @param {{text: string, title?: string, href?: string, only?: Member}} said @returns {(Node | string)[]} */
  function words({ text, title, href, only }) {
    if (only) return member(only, text, title, href);
    if (!href) return [text];
    return [element("a", { href, title, ...(/^https?:/i.test(href) ? { rel: "noopener noreferrer", target: "_blank" } : {}) }, text)];
  }

  /**
   * The name of a member: a link to its page, and beside it a button that leaves it alone chosen; one button where
   * there is no page. The button beside has its word from the style sheet, so that the cell still says the name
   * and nothing else.
   * @param {Member} only @param {string} text @param {string} [title] @param {string | null} [href]  where the page is known
   * @returns {HTMLElement[]}
   */
  function member(only, text, title, href = pageOf(only)) {
    const data = { type: "button", "data-dimension": only.dimension, "data-name": only.name };
    if (!href) return [element("button", { ...data, class: "only", title }, text)];
    return [element("a", { href }, text), element("button", { ...data, class: "only beside", title, "aria-label": `Only ${text.trim()}` })];
  }

  /** The way from this page to that of a member, which says more than a filter of it. @param {Member} only */
  function pageOf({ dimension, name }) {
    const { catalog, query } = roasbook;
    const path = catalog ? query.profileOf(catalog, { from: null, to: null, choices: { [dimension]: [name] } }) : null;
    return path && `${document.documentElement.dataset.root ?? ""}${path}`;
  }

  /** @param {CellView} cell */
  function cell(cell) {
    if (cell.measure) return element("td", { class: cell.tone }, figure(cell));
    return element("td", { class: cell.numeric ? null : "t" }, ...words(cell));
  }

  /** @param {RowView} row */
  function row({ id, label, title, href, only, tint, cells }) {
    return element("tr", { "data-id": id || null }, element("th", { class: tint ? `c${tint}` : null }, ...words({ text: label, title, href, only })), ...cells.map(cell));
  }

  /** @param {HTMLTableElement} table @param {TableView} view */
  function fillHead(table, { label, columns }) {
    const cells = [element("th", {}, label), ...columns.map(header)];
    const texts = (/** @type {Iterable<Element>} */ row) => [...row].map((one) => one.textContent?.trim()).join("\n");
    // A head that says the same is kept: its buttons may have the focus.
    if (texts(table.tHead?.rows[0]?.cells ?? []) === texts(cells)) return;
    table.tHead?.remove();
    table.createTHead().append(element("tr", {}, ...cells));
  }

  /** @param {HTMLTableElement} table @param {TableView} view */
  function fill(table, view) {
    const { columns, rows } = view;
    fillHead(table, view);
    const none = element("tr", {}, element("th", { colspan: String(columns.length + 1) }, "None."));
    const body = element("tbody", {}, ...(rows.length ? rows.map(row) : [none]));
    if (table.tBodies[0]) table.tBodies[0].replaceWith(body);
    else table.append(body);
  }

  /** @param {TableView} view */
  function listing(view) {
    return element(
      "div",
      { class: "listing" },
      element("div", { class: "tools" }),
      element(
        "section",
        { class: "scroll", tabindex: "0", "aria-label": view.caption },
        element("table", { "data-table": view.id }, element("caption", {}, element("span", {}, view.caption))),
      ),
    );
  }

  /** Makes or changes the place of a table. @param {HTMLElement | null} old @param {TableView} view @returns {HTMLElement} */
  function showTable(old, view) {
    const place = old ?? listing(view);
    const table = /** @type {HTMLTableElement} */ (place.querySelector("table"));
    place.querySelector(".scroll")?.setAttribute("aria-label", view.caption);
    const caption = table.querySelector("caption span");
    if (caption) caption.textContent = view.caption;
    fill(table, view);
    note(place, view.note);
    return place;
  }

  /** @param {HTMLElement} place @param {string | null} text */
  function note(place, text) {
    const pager = place.querySelector(".pager");
    const old = pager?.querySelector(".note");
    if (old) old.textContent = text ?? "";
    else if (pager && text !== null) pager.prepend(element("p", { class: "note" }, text));
    else if (text !== null) place.append(element("div", { class: "pager" }, element("p", { class: "note" }, text)));
  }

  // ---- Sections -------------------------------------------------------------------------------------------------

  /** The place of a chart; the one that is there is kept. @param {HTMLElement | null} old @param {ChartView} chart @param {TableView | null} table */
  function chartPlace(old, { id, from, label, rows }, table) {
    const kept = old?.dataset.chart === id ? old : null;
    const canvas = element("div", { role: "img", "aria-label": label });
    const place = kept ?? element("figure", { "data-chart": id, "data-rows": rows ? "view" : null, "data-from": from }, ...(from || rows ? [] : [element("div", { class: "key" })]), canvas);
    place.querySelector("[role=img]")?.setAttribute("aria-label", label);
    const count = from ? table?.rows.length : rows?.categories?.length;
    if (count !== undefined) place.style.setProperty("--rows", String(count));
    return place;
  }

  /** @param {HTMLElement} place @param {SectionView} view */
  function fillSection(place, { title, sentence, half, chart, table, more }) {
    const isLong = table !== null && table.rows.length > FEW_ROWS;
    const classes = half ? (isLong ? "half many" : "half") : null;
    if (classes) place.className = classes;
    else place.removeAttribute("class");

    const fold = place.querySelector("details.fold");
    const oldListing = /** @type {HTMLElement | null} */ (place.querySelector(".listing"));
    const figure = chart && chartPlace(place.querySelector("figure"), chart, table);
    const shown = table && showTable(oldListing?.querySelector("table")?.dataset.table === table.id ? oldListing : null, table);
    const isFolded = half && chart !== null && isLong;
    const folded = shown && isFolded ? asFold(fold, shown) : shown;

    let body = place.querySelector(".body");
    if (!body) {
      body = element("div", { class: "body" });
      place.replaceChildren(element("h2", {}, title), body);
    }
    const heading = place.querySelector("h2");
    if (heading) heading.textContent = title;
    const old = /** @type {HTMLElement | null} */ (place.querySelector(":scope > p:not(.more)"));
    if (old && sentence) old.textContent = sentence;
    else if (old) old.remove();
    else if (sentence) heading?.after(element("p", {}, sentence));
    arrange(body, [figure, folded]);
    place.querySelector(":scope > .more")?.remove();
    if (more) body.after(element("p", { class: "more" }, element("a", { href: more.href }, more.text)));
  }

  /** @param {Element | null} old @param {HTMLElement} table */
  function asFold(old, table) {
    if (old) {
      if (table.parentElement !== old) old.append(table);
      return old;
    }
    return element("details", { class: "fold" }, element("summary", {}, "Table"), table);
  }

  /** Makes these the children, moving only what stands elsewhere: what is moved loses its focus and scroll. @param {Element} parent @param {(Element | null)[]} children */
  function arrange(parent, children) {
    const wanted = children.filter((child) => child !== null);
    for (const child of [...parent.children]) if (!wanted.includes(child)) child.remove();
    wanted.forEach((child, place) => {
      if (parent.children[place] !== child) parent.insertBefore(child, parent.children[place] ?? null);
    });
  }

  /** @param {HTMLElement} container @param {SectionView[]} views @param {Slice} slice */
  function showSections(container, views, slice) {
    const old = new Map([...container.children].map((child) => [child.id, /** @type {HTMLElement} */ (child)]));
    const places = views.map((view) => {
      const place = old.get(view.id) ?? element("section", { id: view.id });
      place.removeAttribute("data-waiting");
      if (differs(`section ${view.id}`, view)) fillSection(place, view);
      return place;
    });
    // What is still being loaded keeps its room, so that nothing below moves twice.
    const waiting = [...old.values()].filter(({ id }) => slice.pending.some((dimension) => dimension === id) && !views.some((view) => view.id === id));
    for (const place of waiting) place.dataset.waiting = "true";
    for (const name of made.keys()) {
      const id = name.replace(/^section /, "");
      if (name.startsWith("section ") && !views.some((view) => view.id === id)) made.delete(name);
    }
    arrange(container, [...places, ...waiting]);
  }

  // ---- Nothing found --------------------------------------------------------------------------------------------

  /** The filters with one choice less, each with the words of its button. @param {Catalog} catalog @param {Filter} filter */
  function wider(catalog, filter) {
    const dated = filter.from !== null || filter.to !== null;
    const dates = dated ? [{ text: "All dates", filter: { ...filter, from: null, to: null } }] : [];
    const choices = roasbook.slices.narrowed(filter).map((id) => {
      const { [id]: _, ...rest } = filter.choices;
      return { text: `Any ${roasbook.slices.dimension(catalog, id).label.toLowerCase()}`, filter: { ...filter, choices: rest } };
    });
    return [...dates, ...choices];
  }

  /** Whether something is found; where the data for that is not here, it may be. @param {Catalog} catalog @param {Filter} filter */
  function mayFind(catalog, filter) {
    const { slices, store } = roasbook;
    if (!store.has(slices.needs(catalog, filter).first)) return true;
    return !slices.answer(catalog, store.frames, filter).totals.isEmpty();
  }

  /** @param {HTMLElement} sections @param {ReportView["empty"]} empty @param {Slice} slice */
  function showEmpty(sections, empty, slice) {
    const old = document.querySelector("main > .empty");
    const { catalog, app } = roasbook;
    if (!empty || !catalog) {
      old?.remove();
      return;
    }
    const everything = { text: "Reset all filters", filter: { from: null, to: null, choices: {} } };
    const ways = [...wider(catalog, slice.filter).filter((way) => mayFind(catalog, way.filter)), everything];
    const buttons = ways.map(({ text, filter }) => {
      const button = element("button", { type: "button" }, text);
      button.addEventListener("click", (event) => void app.change({ filter }, event));
      return button;
    });
    const words = [element("p", {}, empty.sentence), element("p", {}, empty.hint)];
    const place = element("section", { class: "empty", "aria-label": "Nothing found" }, ...words, element("div", {}, ...buttons));
    if (old) old.replaceWith(place);
    else sections.before(place);
  }

  // ---- Focus ----------------------------------------------------------------------------------------------------

  /** How to find again what has the focus, should it be made anew. @returns {string | null} */
  function focused() {
    const active = document.activeElement;
    const quote = (/** @type {string | undefined} */ text) => `"${CSS.escape(text ?? "")}"`;
    if (!(active instanceof HTMLElement) || !active.closest("main")) return null;
    const measure = active.dataset.measure ? `[data-measure=${quote(active.dataset.measure)}]` : null;
    if (active.closest(".tiles")) return measure && `.tiles ${measure}`;
    const table = active.closest("table")?.dataset.table;
    const row = active.closest("tr");
    if (!table || !row) return null;
    const within = `table[data-table=${quote(table)}]`;
    const column = active.dataset.column;
    if (column) return `${within} [data-column=${quote(column)}]`;
    const place = row.dataset.id ? `tr[data-id=${quote(row.dataset.id)}]` : `tbody tr:nth-child(${row.sectionRowIndex + 1})`;
    return `${within} ${place} ${measure ?? "th :is(a, button)"}`;
  }

  /** Back to what had the focus; where that is gone, to the heading, which says what is shown now. @param {string | null} selector @param {Element | null} before */
  function refocus(selector, before) {
    const wasLost = before !== null && before !== document.body && !before.isConnected && document.activeElement === document.body;
    if (!wasLost) return;
    const found = /** @type {HTMLElement | null} */ (selector && document.querySelector(selector)) ?? document.querySelector("main h1");
    if (found instanceof HTMLElement && !found.matches("a, button, [tabindex]")) found.tabIndex = found.matches("h1") ? -1 : 0;
    if (found instanceof HTMLElement) found.focus({ preventScroll: true });
  }

  /** Runs a change of the page, and gives the focus back to what had it. @param {() => void} change */
  function keepingFocus(change) {
    const [selector, before] = [focused(), document.activeElement];
    change();
    refocus(selector, before);
  }

  /** @param {ReportView} view @param {Slice} slice */
  function show(view, slice) {
    const main = /** @type {HTMLElement} */ (document.getElementById("main"));
    const part = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (main.querySelector(selector));
    const sections = part(`:scope > ${SECTIONS}`);
    const lead = part(".lead");
    if (!sections || !lead) return;

    const heading = part("h1");
    if (heading) heading.textContent = view.heading;
    lead.textContent = view.sentence;
    if (differs("notes", view.notes)) {
      part(".notes")?.remove();
      if (view.notes.length) lead.after(element("ul", { class: "notes" }, ...view.notes.map((note) => element("li", {}, note))));
    }
    let tiles = part(".tiles");
    if (!tiles) {
      tiles = element("dl", { class: "tiles" });
      (part(".notes") ?? lead).after(tiles);
    }
    tiles.hidden = view.empty !== null;
    showTiles(tiles, view.tiles);
    showInsights(tiles, view.insights);
    showEmpty(sections, view.empty, slice);
    showSections(sections, view.sections, slice);
  }

  return {
    SECTIONS,
    element,
    member,
    fill,
    listing: (/** @type {TableView} */ view) => showTable(null, view),
    note,
    keepingFocus,
    show: (/** @type {ReportView} */ view, /** @type {Slice} */ slice) => keepingFocus(() => show(view, slice)),
  };
})();
