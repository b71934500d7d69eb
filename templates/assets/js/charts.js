"use strict";
/**
 * Draws every figure[data-chart] of the page with ECharts, in the colours of the page's style sheet, and
 * again when the theme, the width or the paper changes. Nothing is animated.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.charts = (() => {
  /** Prices are written like this where a page brings none. @type {Money} */
  const PLAIN = { symbol: "", grouping: "western", minor: 2 };
  /** The width of a printed A4 page between its margins, in CSS pixels. */
  const PAPER = 688;

  /** @returns {Tokens} */
  function tokens() {
    const style = getComputedStyle(document.documentElement);
    const colour = (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim();
    return {
      accent: colour("accent-bar"),
      context: colour("context"),
      good: colour("good-bar"),
      bad: colour("bad-bar"),
      text: colour("text"),
      muted: colour("muted"),
      rule: colour("rule"),
      surface: colour("surface"),
      font: getComputedStyle(document.body).fontFamily,
    };
  }

  /** Measures text in the size of chart lettering. @param {string} font */
  function ruler(font) {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return undefined;
    context.font = `13px ${font}`;
    return (/** @type {string} */ text) => context.measureText(text).width;
  }

  /** @param {string} tag @param {Record<string, string>} attributes @param {...(Node | string)} children */
  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** Which line is which, and what a hollow point is. @param {Option} option @param {Rows} rows @param {Grain} grain */
  function legend(option, rows, grain) {
    const named = option.series.filter((/** @type {Option} */ series) => series.tooltip?.show !== false).reverse();
    const lines = (named.length > 1 ? named : []).map((/** @type {Option} */ series) => {
      const line = element("i", {});
      line.style.borderColor = series.itemStyle.color;
      return element("span", {}, line, series.name);
    });
    const part = rows.steps?.some((step) => !step.whole)
      ? [element("span", {}, element("i", { class: "part" }), `part of a ${grain}`)]
      : [];
    return [...lines, ...part];
  }

  /** @param {Grain[]} grains @param {Grain} current @param {(grain: Grain, event: Event) => void} choose */
  function grainSwitch(grains, current, choose) {
    if (grains.length < 2) return [];
    const buttons = grains.map((grain) => {
      const button = element("button", { type: "button", "aria-pressed": String(grain === current) }, grain);
      button.addEventListener("click", (event) => {
        for (const other of buttons) other.setAttribute("aria-pressed", String(other === button));
        choose(grain, event);
      });
      return button;
    });
    return [element("div", { role: "group", "aria-label": "One point a" }, ...buttons)];
  }

  /**
   * Where a figure's rows come from: the table it names, else the days of the page. Nothing when it is missing.
   * @param {HTMLElement} figure @param {PageData} data
   * @returns {((skeleton: Option, grain: Grain) => Rows) | null}
   */
  function source({ dataset }, data) {
    const { rows } = roasbook;
    if (dataset.from) {
      /** @type {HTMLTableElement | null} */
      const table = document.querySelector(`table[data-table="${CSS.escape(dataset.from)}"]`);
      return table && ((skeleton) => rows.ofTable(table, skeleton, data));
    }
    const { trend, money = PLAIN } = data;
    return trend ? (skeleton, grain) => rows.ofTrend(trend, grain, skeleton, money.minor) : null;
  }

  /**
   * Sets a figure up; the result draws it at the width it is given.
   * @param {any} echarts @param {HTMLElement} figure @param {PageData} data
   */
  function set(echarts, figure, data) {
    const skeleton = roasbook.skeletons?.[figure.dataset.chart ?? ""];
    const { rows } = roasbook;
    const read = source(figure, data);
    if (!skeleton || !read) {
      figure.hidden = true;
      return null;
    }

    const money = data.money ?? PLAIN;
    const canvas = /** @type {HTMLElement} */ (figure.querySelector("[role=img]"));
    const label = canvas.getAttribute("aria-label") ?? "";
    const names = Object.fromEntries(
      rows.measures(skeleton).map((/** @type {string} */ measure) => [
        measure,
        data.names?.[measure] ?? rows.name(measure) ?? (measure === "previous" ? "Previous period" : measure),
      ]),
    );
    let grain = data.grain ?? "day";
    /** @type {any} */
    let chart;

    const draw = (width = canvas.clientWidth) => {
      if (!width) return;
      const found = read(skeleton, grain);
      if (!Object.values(found.series).flat().some((/** @type {number | null} */ value) => value !== null)) {
        figure.dataset.empty = "Nothing to draw: no figure is known.";
        return;
      }
      const theme = tokens();
      const measure = ruler(theme.font);
      const option = roasbook.bind(skeleton, found, { tokens: theme, money, grain, names, label, width, measure });
      lines.replaceChildren(...legend(option, found, grain));
      chart ??= echarts.init(canvas, null, { renderer: "svg", width, height: canvas.clientHeight });
      if (chart.getWidth() !== width || chart.getHeight() !== canvas.clientHeight) {
        chart.resize({ width, height: canvas.clientHeight });
      }
      chart.setOption(option, true);
      chart.getZr().flush();
    };

    const lines = element("p", {});
    const choose = (/** @type {Grain} */ chosen, /** @type {Event} */ event) => {
      grain = chosen;
      draw();
      performance.measure("roasbook:update", { start: event.timeStamp });
    };
    figure.querySelector(".key")?.append(lines, ...grainSwitch(data.grains ?? [], grain, choose));
    draw();
    return { canvas, draw, width: canvas.clientWidth };
  }

  /** @param {any} echarts @param {PageData} data */
  function start(echarts, data) {
    const figures = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("figure[data-chart]"));
    const charts = [...figures].map((figure) => set(echarts, figure, data)).filter((chart) => chart !== null);

    const redraw = (/** @type {number | undefined} */ width) => charts.forEach((chart) => chart.draw(width));
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => redraw(undefined));

    const resized = new ResizeObserver(() => {
      for (const chart of charts) {
        if (chart.canvas.clientWidth === chart.width) continue;
        chart.width = chart.canvas.clientWidth;
        chart.draw();
      }
    });
    for (const chart of charts) resized.observe(chart.canvas);

    // Paper is light and has its own width, whatever the screen is.
    const paper = (/** @type {boolean} */ on) => () => {
      document.documentElement.classList.toggle("paper", on);
      redraw(on ? PAPER : undefined);
    };
    addEventListener("beforeprint", paper(true));
    addEventListener("afterprint", paper(false));
  }

  return { start };
})();
