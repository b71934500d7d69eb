"use strict";
/**
 * Draws every figure[data-chart] of the page with ECharts: first from the page as it was written, then from
 * whatever view it shows, and again when the theme, the width or the paper changes. Nothing is animated.
 *
 * Pictures drawn at build time stand in the places of charts until the reader first moves; ECharts is asked for
 * then, and once the page is painted where a chart in sight has no picture. The controls around a chart do not
 * wait for it: what is asked by them meanwhile is done when it has come.
 *
 * Charts in sight are drawn together in one frame, with the latest view of several; the others when there is
 * time. A chart that would look the same is left alone.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.charts = (() => {
  const root = document.documentElement;
  /** Prices are written like this where a page brings none. @type {Money} */
  const PLAIN = { symbol: "", grouping: "western", minor: 2 };
  /** The width of a printed A4 page between its margins, in CSS pixels. */
  const PAPER = 688;
  /** How long charts out of sight may wait for an idle moment, in milliseconds. */
  const PATIENCE = 400;
  /** How long a browser may take to say that the page is painted, in milliseconds. */
  const UNPAINTED = 1000;
  /** What a reader does who has begun to use the page. */
  const MOVES = ["pointermove", "pointerdown", "touchstart", "keydown", "wheel", "scroll", "focusin"];

  /** @type {Map<HTMLElement, Place>} */
  const places = new Map();
  /** @type {any} */
  let echarts = null;
  /** Until ECharts is there, or cannot be; nothing before it is asked for. @type {Promise<void> | null} */
  let loading = null;
  /** What the page shows; nothing while it stands as it was written. @type {ReportView | null} */
  let view = null;
  /** The view of the page as it was written, where a chart takes its rows from there. @type {ReportView | null} */
  let own = null;
  /** @type {Promise<void> | null} */
  let answering = null;
  /** @type {PageData} */
  let data = {};
  /** @type {Overlay[]} */
  let overlays = [];
  /** @type {Theme | null} */
  let theme = null;
  /** Of the frame that is asked for; 0 for none. */
  let frame = 0;
  /** Out of sight and not drawn yet. @type {Place[]} */
  let waiting = [];
  /** Those who want to know when nothing waits any more. @type {(() => void)[]} */
  let asking = [];

  // ---- The look of the page ---------------------------------------------------------------------------------------

  /** The colours of paper, whatever the screen has, for a picture that has no style sheet. */
  function paperTokens() {
    const had = root.classList.contains("paper");
    root.classList.add("paper");
    const style = getComputedStyle(root);
    const found = roasbook.tokens.from((name) => style.getPropertyValue(`--${name}`).trim(), getComputedStyle(document.body).fontFamily);
    root.classList.toggle("paper", had);
    return found;
  }

  /** @returns {Theme} */
  function themeNow() {
    return { tokens: roasbook.tokens.ofPage, patterns: root.dataset.patterns === "true" };
  }

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  // ---- What a chart is drawn from ---------------------------------------------------------------------------------

  /** The days of the page, in whatever steps they are asked for. @param {Option} skeleton */
  function trendRows(skeleton) {
    const { trend, money: { minor } = PLAIN, weekStarts } = data;
    return trend ? (/** @type {Grain} */ grain) => roasbook.rows.ofTrend(trend, grain, skeleton, { minor, weekStarts }) : null;
  }

  /** The page as it was written. @param {HTMLElement} figure @param {Option} skeleton @returns {Source | null} */
  function sourceInPage(figure, skeleton) {
    const section = figure.closest("section");
    const words = {
      title: section?.querySelector("h2")?.textContent ?? "",
      sentence: section?.querySelector(":scope > p")?.textContent ?? "",
    };
    const { from, chart = "" } = figure.dataset;
    if (data.rows?.[chart]) {
      const given = roasbook.rows.given(data.rows[chart]);
      return { ...words, skeleton, rows: () => given, names: roasbook.legend.names(skeleton, data.names) };
    }
    if (!from) {
      const rows = trendRows(skeleton);
      return rows && { ...words, skeleton, rows, names: roasbook.legend.names(skeleton, data.names) };
    }
    /** @type {HTMLTableElement | null} */
    const table = document.querySelector(`table[data-table="${CSS.escape(from)}"]`);
    if (!table) return null;
    // Taken now: a reader may sort the table.
    const taken = roasbook.rows.ofTable(table, skeleton, data);
    return { ...words, skeleton, rows: () => taken, names: roasbook.legend.names(skeleton, data.names) };
  }

  /** @param {ReportView | null} shown @param {HTMLElement} figure @param {Option} skeleton @returns {Source | null} */
  function sourceInView(shown, figure, skeleton) {
    const { chart: id, from } = figure.dataset;
    const section = shown?.sections.find(({ chart }) => chart?.id === id && (chart?.from ?? undefined) === from);
    if (!section) return null;
    const { title, sentence, table, chart } = section;
    const names = roasbook.legend.names(skeleton, data.names);
    if (chart?.rows) {
      const given = roasbook.rows.given(chart.rows);
      return { title, sentence, skeleton, rows: () => given, names };
    }
    if (!from) {
      const rows = trendRows(skeleton);
      return rows && { title, sentence, skeleton, rows, names };
    }
    if (!table) return null;
    const taken = roasbook.rows.ofView(table, skeleton, data);
    return { title, sentence, skeleton, rows: () => taken, names };
  }

  /** @param {HTMLElement} figure @returns {Source | null} */
  function sourceOf(figure) {
    const { chart: id = "", from } = figure.dataset;
    const skeleton = roasbook.skeletons?.[id];
    if (!skeleton) return null;
    const overlay = overlays.find((one) => one.id === id && (one.from ?? undefined) === from);
    if (overlay) {
      const { label: title, sentence = "", rows } = overlay;
      return { title, sentence, skeleton, rows: () => rows, names: roasbook.legend.names(skeleton, overlay.names) };
    }
    if (isOfView(figure) || (view && !figure.dataset.rows)) return sourceInView(view ?? own, figure, skeleton);
    return sourceInPage(figure, skeleton);
  }

  function grainNow() {
    return data.grain ?? "day";
  }

  /** What a screen reader says in place of the picture. @param {Source} source */
  function labelOf({ title, sentence }) {
    return [title, sentence].filter(Boolean).join(". ");
  }

  // ---- The place of a chart ---------------------------------------------------------------------------------------

  /** @param {HTMLElement} figure @returns {Place} */
  function settleIn(figure) {
    const canvas = /** @type {HTMLElement} */ (figure.querySelector("[role=img]"));
    /** @type {Place} */
    const place = { figure, canvas, chart: null, source: null, rows: null, grain: "day", width: 0, height: 0, drawn: "", lines: figure.querySelector(".key > p") ?? element("p", {}), hint: element("p", {}) };
    let foot = figure.querySelector(".foot");
    if (!foot) figure.append((foot = element("div", { class: "foot" })));
    foot.append(place.hint, roasbook.pictures.buttons(() => toTakeAway(place)));
    roasbook.picks.attach(canvas, () => picked(place), () => whenDrawn(place));
    observer.observe(canvas);
    places.set(figure, place);
    if (isOfView(figure)) waitForReader(figure);
    return place;
  }

  /** Whether what it is drawn from is not in the page, but in the answer to its filter. @param {HTMLElement} figure */
  function isOfView(figure) {
    return figure.dataset.rows === "view";
  }

  /** @param {HTMLElement} figure */
  function isPictured(figure) {
    return figure.querySelector(".drawn") !== null;
  }

  /** A chart with rows of its own is drawn when the reader comes to it: at its picture, else within sight. @param {HTMLElement} figure */
  function waitForReader(figure) {
    for (const type of ["pointerenter", "focusin"]) figure.addEventListener(type, () => void answerOwn(), { once: true });
    if (!isPictured(figure)) sight.observe(figure);
  }

  /** Answers the page's own filter, which charts with rows of their own are drawn from. */
  function answerOwn() {
    if (view || !roasbook.catalog) return Promise.resolve();
    answering ??= roasbook.app.ownView().then(
      async (answer) => {
        own = answer;
        await wake();
        schedule();
      },
      (/** @type {unknown} */ reason) => {
        // Their pictures stand, and the next move may try again.
        console.error(reason);
        answering = null;
      },
    );
    return answering;
  }

  /** Once a chart is drawn as it is asked for, or it is known that it cannot be. @param {Place} place */
  async function whenDrawn(place) {
    await wake();
    if (!place.rows) await answerOwn();
    await settled();
    if (!place.chart) {
      measureSize(place);
      draw(place);
    }
    return picked(place);
  }

  /** @param {Place} place @returns {Promise<Pictured | null>} */
  async function toTakeAway(place) {
    await wake();
    if (!echarts) return null;
    if (!place.rows) {
      await answerOwn();
      takeStock();
    }
    return pictured(place);
  }

  /** @param {Place} place @returns {Pictured | null} */
  function pictured({ figure, source, rows, grain }) {
    if (!source || !rows) return null;
    const { skeleton, names, title, sentence } = source;
    const setting = { money: data.money ?? PLAIN, grain, names, label: labelOf(source), patterns: root.dataset.patterns === "true" };
    const [, other] = Object.entries(names).find(([series]) => series.endsWith(":other")) ?? [];
    const id = [figure.dataset.chart, ...(other ? [figure.dataset.from, `vs-${other}`] : [])].filter(Boolean).join("-");
    return { id, title, sentence, skeleton, rows, setting, part: roasbook.legend.partWords(rows, grain), tokens: paperTokens() };
  }

  /** Whether the page answers filters: on the others a click would ask for nothing they can show. */
  function isLive() {
    return root.dataset.live !== undefined;
  }

  /** What a click in a chart chooses, if anything. @param {Rows | null} rows */
  function kindOfPick(rows) {
    if (!isLive() || !rows) return null;
    if (rows.steps) return "days";
    const isNamed = rows.members?.some((member) => member !== null) || rows.points?.some(({ name }) => name !== null) || rows.calendar;
    return isNamed ? "members" : null;
  }

  /** What can be chosen in a chart. @param {Place} place @returns {Picked | null} */
  function picked({ figure, chart, rows }) {
    // What is drawn from an answer that is not there yet is known once it is.
    if (!isLive() || (!rows && !isOfView(figure))) return null;
    const ranges = rows?.steps && data.trend ? roasbook.rows.ranges(data.trend.first, rows.steps) : null;
    return { chart, members: rows?.members ?? [], ranges, marks: Boolean(rows?.points || rows?.calendar) };
  }

  /** Takes stock of the charts on the page and of what each is drawn from. */
  function takeStock() {
    for (const [figure, { chart, canvas }] of places) {
      if (figure.isConnected) continue;
      chart?.dispose();
      observer.unobserve(canvas);
      places.delete(figure);
    }
    const figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure[data-chart]"));
    for (const figure of figures) {
      const source = sourceOf(figure);
      // What the view does not have yet keeps what it shows.
      if (!source && view) continue;
      figure.hidden = !source && !isOfView(figure);
      if (figure.hidden) continue;
      const place = places.get(figure) ?? settleIn(figure);
      if (source) provide(place, source);
    }
  }

  /** @param {Place} place @param {Source} source */
  function provide(place, source) {
    place.source = source;
    place.grain = grainNow();
    place.rows = source.rows(place.grain);
    if (roasbook.rows.isEmpty(place.rows)) place.figure.dataset.empty = "Nothing to draw: no figure is known.";
    else delete place.figure.dataset.empty;
  }

  // ---- Above and below the drawing --------------------------------------------------------------------------------

  /** What the lines and marks of a chart are. @param {Option} option @param {Rows} rows @param {Setting} setting */
  function legend(option, rows, setting) {
    return roasbook.legend.key(option, rows, setting).map(({ text, colour, style }) => {
      const mark = element("i", { class: style });
      mark.style.setProperty("--colour", colour);
      return element("span", {}, mark, text);
    });
  }

  /** @param {Place} place @param {Option} option @param {Setting} setting */
  function showKey(place, option, setting) {
    const { figure, canvas, lines, rows, grain } = place;
    const made = rows ? legend(option, rows, setting) : [];
    let key = figure.querySelector(".key");
    if (!key && made.length === 0) return;
    if (!key) canvas.before((key = element("div", { class: "key" })));
    lines.replaceChildren(...made);
    if (!lines.parentElement) key.prepend(lines);
  }

  /** What is around a drawing and needs none. @param {Place} place */
  function showControls(place) {
    const { figure, rows, grain } = place;
    const key = figure.querySelector(".key");
    if (key) showSwitch(key, rows?.steps ? data.grains ?? [] : [], grain);
    showFoot(place);
  }

  /** A switch that offers the same is kept: it may have the focus. @param {Element} key @param {Grain[]} grains @param {Grain} current */
  function showSwitch(key, grains, current) {
    const old = key.querySelector("[role=group]");
    const buttons = [...(old?.children ?? [])];
    if (buttons.map((button) => button.textContent).join() !== (grains.length > 1 ? grains.join() : "")) {
      old?.remove();
      if (grains.length > 1) key.append(grainSwitch(grains));
    }
    for (const button of key.querySelectorAll("[role=group] button")) {
      button.setAttribute("aria-pressed", String(button.textContent === current));
    }
  }

  /** @param {Grain[]} grains */
  function grainSwitch(grains) {
    const buttons = grains.map((grain) => {
      const button = element("button", { type: "button" }, grain);
      button.addEventListener("click", (event) => turn(grain, event));
      return button;
    });
    return element("div", { role: "group", "aria-label": "One point a" }, ...buttons);
  }

  /** Shows the days in other steps, at once. @param {Grain} grain @param {Event} event */
  function turn(grain, event) {
    data = { ...data, grain };
    for (const place of places.values()) {
      if (!place.rows?.steps || !place.source) continue;
      provide(place, place.source);
      showControls(place);
      draw(place);
    }
    void wake();
    void roasbook.app?.change({ grain }, event);
  }

  /** @param {Place} place */
  function showFoot({ figure, canvas, hint, rows, grain, source }) {
    const picks = kindOfPick(rows);
    if (picks) figure.dataset.picks = picks;
    else delete figure.dataset.picks;
    hint.textContent = picks === "days" && (rows?.steps?.length ?? 0) > 1 ? `Drag across to choose ${grain}s` : "";
    roasbook.pictures.name(figure, source?.title ?? figure.closest("section")?.querySelector("h2")?.textContent ?? "");
    if (source) canvas.setAttribute("aria-label", labelOf(source));
  }

  // ---- Drawing ----------------------------------------------------------------------------------------------------

  /** All that the look of a chart depends on. @param {Place} place @param {Theme} look */
  function lookOf({ source, rows, grain, width, height }, look) {
    return JSON.stringify([width, height, look, source?.title, source?.sentence, source?.names, grain, data.grains, data.money, rows]);
  }

  /** @param {Place} place */
  function draw(place) {
    const { source, rows, canvas, width, height, grain } = place;
    if (!echarts || !source || !rows || !width || roasbook.rows.isEmpty(rows)) return;
    theme ??= themeNow();
    const look = lookOf(place, theme);
    if (look === place.drawn) return;
    place.drawn = look;
    const { skeleton, names } = source;
    const setting = { ...theme, money: data.money ?? PLAIN, grain, names, label: labelOf(source), width, height };
    const option = roasbook.bind(skeleton, rows, setting);
    showKey(place, option, setting);
    showControls(place);
    place.chart ??= echarts.init(canvas, null, { renderer: "svg", width, height });
    const renderer = place.chart.getZr();
    // The chart's own resize would draw what it showed before once more.
    if (place.chart.getWidth() !== width || place.chart.getHeight() !== height) renderer.resize({ width, height });
    place.chart.setOption(option, { notMerge: true, silent: true });
    // In the same frame, so that the place is never seen empty.
    for (const picture of canvas.querySelectorAll(":scope > .drawn")) picture.remove();
  }

  /** @param {Place} place @param {number} [width] */
  function measureSize(place, width) {
    place.width = width ?? place.canvas.clientWidth;
    place.height = place.canvas.clientHeight;
  }

  /** @param {Element} part */
  function isInSight(part) {
    const { top, bottom } = part.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }

  function drawAll() {
    const begin = performance.now();
    frame = 0;
    takeStock();
    const all = [...places.values()];
    // Everything is measured before anything is drawn, so that the page is laid out once.
    for (const place of all) measureSize(place);
    const inSight = new Set(all.filter(({ canvas }) => isInSight(canvas)));
    inSight.forEach(draw);
    performance.measure("roasbook:charts", { start: begin });
    waiting = all.filter((place) => !inSight.has(place));
    drawWaiting();
  }

  /** Draws what is out of sight, one chart an idle moment. */
  function drawWaiting() {
    const turnOf = waiting;
    if (turnOf.length === 0) {
      for (const done of asking.splice(0)) done();
      return;
    }
    whenIdle(() => {
      // A later view has its own.
      if (turnOf !== waiting || frame) return;
      const next = turnOf.shift();
      if (next?.figure.isConnected) draw(next);
      drawWaiting();
    });
  }

  /** @param {() => void} work */
  function whenIdle(work) {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: PATIENCE });
    else setTimeout(work);
  }

  function schedule() {
    if (echarts && !frame) frame = requestAnimationFrame(drawAll);
  }

  /** Draws everything anew: colours or patterns have changed. Pictures follow colours by themselves. */
  function redraw() {
    theme = null;
    if (echarts) schedule();
    else if (root.dataset.patterns) void wake();
  }

  /** Charts without a picture that were out of sight, until they are seen. */
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      sight.unobserve(target);
      void (isOfView(/** @type {HTMLElement} */ (target)) ? answerOwn() : wake());
    }
  });

  const observer = new ResizeObserver((entries) => {
    const isOther = ({ canvas, width, height }) => canvas.clientWidth !== width || canvas.clientHeight !== height;
    const changed = entries.map(({ target }) => places.get(/** @type {HTMLElement} */ (target.parentElement)));
    if (changed.some((place) => place && isOther(place))) schedule();
  });

  /** Paper is light and has its own width, whatever the screen is; all of it is drawn before it is printed. @param {boolean} on */
  function paper(on) {
    root.classList.toggle("paper", on);
    theme = null;
    if (!on) return schedule();
    cancelAnimationFrame(frame);
    frame = 0;
    waiting = [];
    takeStock();
    for (const place of places.values()) measureSize(place, PAPER);
    places.forEach(draw);
    drawWaiting();
  }

  // ---- What others call -------------------------------------------------------------------------------------------

  /** The steps the address asks for, where the page has them. @param {PageData} page @returns {PageData} */
  function inSteps(page) {
    const wanted = roasbook.app?.state?.grain;
    return wanted && page.grains?.includes(wanted) ? { ...page, grain: wanted } : page;
  }

  /** Once the page is painted, or as long as a browser may take that does not say so. */
  function painted() {
    const isPaint = (/** @type {PerformanceEntry} */ { name }) => name === "first-contentful-paint";
    return new Promise((done) => {
      const paints = new PerformanceObserver((list) => {
        if (!list.getEntries().some(isPaint)) return;
        paints.disconnect();
        done(undefined);
      });
      paints.observe({ type: "paint", buffered: true });
      setTimeout(done, UNPAINTED);
    });
  }

  async function load() {
    try {
      await roasbook.store.script(root.dataset.echarts ?? "");
    } catch {
      root.dataset.charts = "none";
      return;
    }
    echarts = /** @type {any} */ (globalThis).echarts;
    roasbook.ruler.teach(echarts);
    addEventListener("beforeprint", () => paper(true));
    addEventListener("afterprint", () => paper(false));
    // Figures that nobody is to see are not drawn: the view that takes their place is on its way.
    if (view || !root.dataset.pending) drawAll();
  }

  /** Asks for ECharts, once. */
  function wake() {
    return (loading ??= load());
  }

  function onMove() {
    for (const type of MOVES) removeEventListener(type, onMove, true);
    void wake();
  }

  /** Whether some chart cannot wait for the reader: it is seen and has no picture, or is to be another than that. @param {HTMLElement[]} figures @param {PageData} page */
  function isUrgent(figures, { grain }) {
    const isOther = root.dataset.pending !== undefined || root.dataset.patterns !== undefined || data.grain !== grain;
    return figures.some((figure) => (isPictured(figure) ? isOther : !isOfView(figure) && (isOther || isInSight(figure))));
  }

  /** Nothing is drawn before the reader moves, or sees a chart that has no picture. @param {HTMLElement[]} figures */
  function waitToDraw(figures) {
    if (figures.length === 0) return;
    for (const type of MOVES) addEventListener(type, onMove, { capture: true, passive: true });
    for (const figure of figures) if (!isPictured(figure)) sight.observe(figure);
  }

  /** @param {PageData} page */
  function start(page) {
    if (!view) data = inSteps(page);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    new MutationObserver(redraw).observe(root, { attributeFilter: ["data-theme", "data-patterns"] });
    if (!root.dataset.pending) {
      takeStock();
      places.forEach(showControls);
    }
    const figures = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("figure[data-chart]")]);
    if (isUrgent(figures, page)) loading = painted().then(load);
    else waitToDraw(figures);
  }

  /** The charts of a view, once it is in the page. @param {ReportView} shown */
  function show(shown) {
    view = shown;
    data = shown.data;
    if (echarts) schedule();
    else void wake();
  }

  /** The place of a chart that is in no view. @param {Overlay} overlay */
  function figureOf({ id, from, label, rows }) {
    const figure = element("figure", { "data-chart": id, ...(from ? { "data-from": from } : {}) });
    if (rows.members) figure.style.setProperty("--rows", String(rows.categories?.length ?? 0));
    const caption = element("figcaption", {}, label);
    figure.append(caption, element("div", { class: "key" }), element("div", { role: "img", "aria-label": label }));
    return figure;
  }

  /** Two slices over each other: one figure for each of these in a place that holds no other; those that are there are kept. @param {Element} place @param {Overlay[]} given */
  function compare(place, given) {
    overlays = given;
    const old = /** @type {HTMLElement[]} */ ([...place.children]);
    const figures = given.map((one) => {
      const made = figureOf(one);
      const kept = old.find(({ dataset }) => dataset.chart === made.dataset.chart && dataset.from === made.dataset.from);
      if (!kept) return made;
      kept.style.cssText = made.style.cssText;
      const caption = kept.querySelector("figcaption");
      if (caption) caption.textContent = one.label;
      return kept;
    });
    for (const child of old) if (!figures.includes(child)) child.remove();
    figures.forEach((figure, index) => {
      if (place.children[index] !== figure) place.insertBefore(figure, place.children[index] ?? null);
    });
    if (echarts) schedule();
    else void wake();
  }

  /** Once every chart is drawn, or at once where none is asked for. @returns {Promise<void>} */
  async function settled() {
    await loading;
    if (!echarts || (!frame && waiting.length === 0)) return;
    await new Promise((done) => asking.push(() => done(undefined)));
  }

  return {
    start, wake, show, compare, redraw, settled,
    get loaded() {
      return echarts !== null;
    },
  };
})();
