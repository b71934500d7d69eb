"use strict";
/**
 * A skeleton, rows and a theme make an ECharts option. Pure: the page and QuickJS at build time run the
 * same file, so that pictures and labels agree.
 *
 * JSON carries neither functions nor colours of a theme; a skeleton names them with an "@". What charming
 * 0.6 cannot say is set here as well.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{
 *   categories?: string[],
 *   steps?: Step[],
 *   series: Record<string, (number | null)[]>,
 *   mark?: {value: number, label: string} | null,
 * }} Rows  one value a category or step for each series, in major units; a series left out is not drawn
 *
 * @typedef {{
 *   accent: string, context: string, good: string, bad: string,
 *   text: string, muted: string, rule: string, surface: string, font: string,
 * }} Tokens  the colours and the font of the page
 *
 * @typedef {{
 *   tokens: Tokens, money: Money, grain?: Grain, names: Record<string, string>, label: string, width: number,
 *   measure?: (text: string) => number,
 * }} Setting  `names` are the words for series ids, `label` is what a screen reader says, `width` the pixels
 *   there are, `measure` the pixels a text takes (a page can tell, QuickJS cannot)
 *
 * @typedef {Record<string, any>} Option
 */

roasbook.bind = (() => {
  /** @type {Record<string, (tokens: Tokens) => string>} */
  const colours = {
    "@accent": (tokens) => tokens.accent,
    "@context": (tokens) => tokens.context,
    "@text": (tokens) => tokens.text,
    "@muted": (tokens) => tokens.muted,
    "@rule": (tokens) => tokens.rule,
  };

  /** Fewer points than this are shown as points, not only as a line. */
  const FEW = 16;
  /** Days and weeks beyond this many are marked at the first of a month only. */
  const MANY = 40;
  /** A generous width of a letter, where text cannot be measured; the gap beside a name; the height of a line. */
  const LETTER = 8.2;
  const GAP = 12;
  const LINE = 16;

  /** @param {any} value @returns {any[]} */
  function list(value) {
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  }

  /**
   * A copy in which every "@name" is what it stands for.
   * @param {any} value @param {(name: string) => any} find @returns {any}
   */
  function resolve(value, find) {
    if (typeof value === "string") return value.startsWith("@") ? find(value) : value;
    if (Array.isArray(value)) return value.map((item) => resolve(item, find));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, find)]));
  }

  /**
   * A formatter for all the shapes ECharts calls one with: a value, or an object around it.
   * @param {string} name @param {Rows} rows @param {Setting} setting
   */
  function formatter(name, rows, setting) {
    const { NONE, named, namedSteps } = roasbook.format;
    const steps = namedSteps[name];
    if (steps) {
      const write = steps(rows.steps ?? [], setting.grain ?? "day");
      // An axis hands over the value and its index, an axis pointer an object around the value.
      return (/** @type {any} */ given, /** @type {number} */ index) => {
        const value = given !== null && typeof given === "object" ? given.value : given;
        const at = typeof index === "number" ? index : (rows.steps ?? []).findIndex((step) => step.first === value);
        return at < 0 ? "" : write(at);
      };
    }
    const write = named[name];
    if (!write) throw new Error(`no formatter is called ${name}`);
    return (/** @type {any} */ given) => {
      const value = given !== null && typeof given === "object" ? given.value : given;
      return typeof value === "number" ? write(value, setting.money) : NONE;
    };
  }

  /** Which of many days or weeks get a mark: the first of all, and of each month. @param {Step[]} steps */
  function firstOfMonth(steps) {
    return (/** @type {number} */ index) =>
      index === 0 || steps[index].first.slice(0, 7) !== steps[index - 1].first.slice(0, 7);
  }

  /** The axis that carries names or days. @param {Option} axis @param {Rows} rows @param {Setting} setting */
  function fillCategories(axis, rows, { grain, width, measure = (text) => text.length * LETTER }) {
    axis.axisLabel.hideOverlap = true;
    // Left alone, ECharts takes the width of a Chinese letter for the height of a line, which a font may lack.
    axis.axisLabel.lineHeight = LINE;
    if (rows.steps) {
      axis.data = rows.steps.map((step) => step.first);
      if (rows.steps.length < 3) axis.boundaryGap = true;
      if (rows.steps.length > MANY && grain !== "month") {
        axis.axisLabel.interval = firstOfMonth(rows.steps);
        axis.axisTick.interval = axis.axisLabel.interval;
      }
      return 0;
    }
    // A line break in a name would push its neighbours aside.
    axis.data = (rows.categories ?? []).map((name) => name.replace(/\s+/g, " "));
    axis.axisLabel.interval = 0;
    const longest = Math.max(0, ...axis.data.map(measure));
    const room = Math.ceil(Math.min(longest + 1, width * 0.36));
    Object.assign(axis.axisLabel, { width: room, overflow: "truncate", ellipsis: "…", align: "left", margin: room + GAP });
    return room + GAP;
  }

  /** Colours each bar by its side of the mark. @param {(number | null)[]} values @param {number} mark @param {Tokens} tokens */
  function besideMark(values, mark, tokens) {
    return values.map((value) => ({
      value,
      itemStyle: { color: value !== null && value < mark ? tokens.bad : tokens.good },
    }));
  }

  /**
   * A line and its points: a point for each of few steps, and a hollow one where the data covers a step in
   * part. A line towards such a step is dashed, lest the end of the data looks like a fall.
   * @param {Option} series @param {(number | null)[]} values @param {Step[]} steps @param {Tokens} tokens @returns {Option[]}
   */
  function drawLine(series, values, steps, tokens) {
    const few = values.length < FEW;
    const inPart = (/** @type {number} */ index) => steps[index] !== undefined && !steps[index].whole;
    if (!steps.some((_, index) => inPart(index))) return [{ ...series, data: values, showSymbol: few }];

    const { color } = series.itemStyle;
    const hollow = { itemStyle: { color: tokens.surface, borderColor: color, borderWidth: 2 }, symbolSize: 9 };
    const quiet = { ...series, showSymbol: false, silent: true, tooltip: { show: false } };
    const whole = values.map((value, index) => (inPart(index) ? null : value));
    const dashed = values.map((value, index) => ([index - 1, index, index + 1].some(inPart) ? value : null));
    const points = values.map((value, index) =>
      inPart(index) ? { value, ...hollow } : few ? { value } : { value, symbol: "none" },
    );
    return [
      { ...quiet, id: `${series.id}-whole`, data: whole },
      { ...quiet, id: `${series.id}-part`, data: dashed, areaStyle: undefined, lineStyle: { ...series.lineStyle, type: "dashed" } },
      { ...series, data: points, areaStyle: undefined, lineStyle: { opacity: 0 }, showSymbol: true, showAllSymbol: true },
    ];
  }

  /** Bars on both sides of a mark. @param {Option} series @param {(number | null)[]} values @param {Rows["mark"]} mark @param {Tokens} tokens */
  function drawMarked({ markLine, ...series }, values, mark, tokens) {
    if (!mark) return [{ ...series, data: values }];
    const line = {
      ...markLine,
      animation: false,
      label: { ...markLine.label, formatter: "{b}", distance: 6, lineHeight: LINE },
      data: [{ name: mark.label, xAxis: mark.value }],
    };
    // The line must not strike through a figure.
    const label = { ...series.label, textBorderColor: tokens.surface, textBorderWidth: 3 };
    return [{ ...series, label, data: besideMark(values, mark.value, tokens), markLine: line }];
  }

  /** What one series of a skeleton is drawn with. @param {Option} series @param {Rows} rows @param {Setting} setting @returns {Option[]} */
  function fillSeries(series, rows, { names, tokens }) {
    const values = rows.series[series.id];
    const named = { ...series, name: names[series.id] ?? series.id };
    if (rows.steps) return drawLine(named, values, rows.steps, tokens);
    if (series.markLine) return drawMarked(/** @type {any} */ (named), values, rows.mark, tokens);
    return [{ ...named, data: values }];
  }

  /** Reaches as far as the mark where every bar falls short of it. @param {Option} axis @param {Rows} rows */
  function reachMark(axis, rows) {
    if (!rows.mark) return;
    const largest = Math.max(0, ...Object.values(rows.series).flat().map((value) => value ?? 0));
    if (rows.mark.value > largest) axis.max = rows.mark.value;
  }

  /**
   * @param {Option} skeleton @param {Rows} rows @param {Setting} setting
   * @returns {Option}
   */
  return function bind(skeleton, rows, setting) {
    const { tokens } = setting;
    /** @type {Option} */
    const option = resolve(skeleton, (name) => colours[name]?.(tokens) ?? formatter(name, rows, setting));

    option.textStyle = { fontFamily: tokens.font, color: tokens.text };
    option.aria.label = { description: setting.label };
    Object.assign(option.tooltip, {
      confine: true,
      order: "seriesDesc",
      backgroundColor: tokens.surface,
      borderColor: tokens.rule,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: tokens.text, fontSize: 13 },
      extraCssText: "box-shadow:none;font-variant-numeric:tabular-nums",
    });

    let room = 0;
    for (const axis of [...list(option.xAxis), ...list(option.yAxis)]) {
      if (axis.type === "category") room = Math.max(room, fillCategories(axis, rows, setting));
      else reachMark(axis, rows);
      if (axis.axisLine?.show) axis.axisLine.lineStyle = { color: tokens.rule };
    }
    for (const grid of list(option.grid)) {
      grid.outerBoundsMode = "none";
      grid.left += room;
    }

    const drawn = list(option.series).filter((series) => rows.series[series.id]);
    option.series = drawn.flatMap((series) => fillSeries(series, rows, setting));
    return option;
  };
})();
