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
 *   members?: (Member | null)[],
 *   steps?: Step[],
 *   series: Record<string, (number | null)[]>,
 *   part?: Record<string, boolean[]>,
 *   mark?: {value: number, label: string} | null,
 * }} Rows  one value a category or step for each series, in major units; a series left out is not drawn.
 *   `members` is what the categories are of, `part` which values of a series stand for less than a whole
 *   category. A second slice of a measure has the measure's id and `:other` behind it.
 *
 * @typedef {{
 *   accent: string, other: string, context: string, good: string, bad: string,
 *   text: string, muted: string, rule: string, surface: string, font: string,
 * }} Tokens  the colours and the font of the page
 *
 * @typedef {{
 *   tokens: Tokens, money: Money, grain?: Grain, names: Record<string, string>, label: string, width: number,
 *   measure?: (text: string) => number, patterns?: boolean,
 * }} Setting  `names` are the words for series ids, `label` is what a screen reader says, `width` the pixels
 *   there are, `measure` the pixels a text takes (a page can tell, QuickJS cannot), `patterns` whether what
 *   colours tell apart is told apart without them as well
 *
 * @typedef {Record<string, any>} Option
 */

roasbook.bind = (() => {
  /** @type {Record<string, (tokens: Tokens) => string>} */
  const colours = {
    "@accent": (tokens) => tokens.accent,
    "@other": (tokens) => tokens.other,
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

  /** The axis that carries days, from left to right. @param {Option} axis @param {Rows} rows @param {Setting} setting */
  function fillDays(axis, { steps, categories = [] }, { grain }) {
    axis.data = steps ? steps.map((step) => step.first) : categories;
    if (axis.data.length < 3) axis.boundaryGap = true;
    // Words that are longer than a day would not fit at the end.
    if (!steps) Object.assign(axis.axisLabel, { alignMinLabel: "left", alignMaxLabel: "right" });
    if (steps && steps.length > MANY && grain !== "month") {
      axis.axisLabel.interval = firstOfMonth(steps);
      axis.axisTick.interval = axis.axisLabel.interval;
    }
  }

  /** The axis that carries names, one below the other; the result is the room they take. @param {Option} axis @param {Rows} rows @param {Setting} setting */
  function fillNames(axis, { categories = [] }, { width, measure = (text) => text.length * LETTER }) {
    // A line break in a name would push its neighbours aside.
    axis.data = categories.map((name) => name.replace(/\s+/g, " "));
    axis.axisLabel.interval = 0;
    const longest = Math.max(0, ...axis.data.map(measure));
    const room = Math.ceil(Math.min(longest + 1, width * 0.36));
    Object.assign(axis.axisLabel, { width: room, overflow: "truncate", ellipsis: "…", align: "left", margin: room + GAP });
    return room + GAP;
  }

  /** Stripes over the colour of a bar. @param {Tokens} tokens */
  function stripes({ surface }) {
    return { symbol: "rect", symbolSize: 1, color: surface, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 };
  }

  /** No pattern at all; the word that ECharts has for it makes ECharts fail. */
  function plain() {
    return { symbol: "none" };
  }

  /** Tells a bar apart, or leaves it as it is. @param {boolean} isApart @param {Setting} setting */
  function pattern(isApart, { patterns, tokens }) {
    return patterns ? { decal: isApart ? stripes(tokens) : plain() } : {};
  }

  /** Colours each bar by its side of the mark. @param {(number | null)[]} values @param {number} mark @param {Setting} setting */
  function besideMark(values, mark, setting) {
    const { good, bad } = setting.tokens;
    return values.map((value) => {
      const isBelow = value !== null && value < mark;
      return { value, itemStyle: { color: isBelow ? bad : good, ...pattern(isBelow, setting) } };
    });
  }

  /**
   * A line and its points: a point for each of few steps, and a hollow one where the data covers a step in
   * part. A line towards such a step is dashed, lest the end of the data looks like a fall.
   * @param {Option} series @param {(number | null)[]} values @param {boolean[]} part @param {Tokens} tokens @returns {Option[]}
   */
  function drawLine(series, values, part, tokens) {
    const few = values.length < FEW;
    const inPart = (/** @type {number} */ index) => part[index] ?? false;
    if (!part.includes(true)) return [{ ...series, data: values, showSymbol: few }];

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

  /** Bars on both sides of a mark. @param {Option} series @param {(number | null)[]} values @param {Rows["mark"]} mark @param {Setting} setting */
  function drawMarked({ markLine, ...series }, values, mark, setting) {
    if (!mark) return [{ ...series, data: values }];
    const line = {
      ...markLine,
      animation: false,
      label: { ...markLine.label, formatter: "{b}", distance: 6, lineHeight: LINE },
      data: [{ name: mark.label, xAxis: mark.value }],
    };
    // The line must not strike through a figure.
    const label = { ...series.label, textBorderColor: setting.tokens.surface, textBorderWidth: 3 };
    return [{ ...series, label, data: besideMark(values, mark.value, setting), markLine: line }];
  }

  /** What one series of a skeleton is drawn with. @param {Option} series @param {Rows} rows @param {Setting} setting @returns {Option[]} */
  function fillSeries(series, rows, setting) {
    const { names, tokens, patterns } = setting;
    const values = rows.series[series.id];
    const named = { ...series, name: names[series.id] ?? series.id };
    const isBehind = series.itemStyle.color !== tokens.accent;
    if (series.type === "line") {
      const lineStyle = patterns && isBehind ? { ...series.lineStyle, type: "dotted" } : series.lineStyle;
      const part = rows.part?.[series.id] ?? (rows.steps ?? []).map((step) => !step.whole);
      return drawLine({ ...named, lineStyle }, values, part, tokens);
    }
    if (series.markLine) return drawMarked(/** @type {any} */ (named), values, rows.mark, setting);
    const itemStyle = { ...series.itemStyle, ...pattern(isBehind, setting) };
    return [{ ...named, itemStyle, data: values }];
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
    option.aria.decal = { show: setting.patterns ?? false, decals: [plain()] };
    Object.assign(option.tooltip, {
      confine: true,
      className: "tip",
      // What is drawn last lies on top, and is named first.
      order: list(option.series).some((series) => series.type === "line") ? "seriesDesc" : "seriesAsc",
      backgroundColor: tokens.surface,
      borderColor: tokens.rule,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: tokens.text, fontSize: 13 },
      extraCssText: "box-shadow:none;font-variant-numeric:tabular-nums",
    });

    let room = 0;
    const across = list(option.xAxis);
    for (const axis of [...across, ...list(option.yAxis)]) {
      if (axis.type === "category") {
        axis.axisLabel.hideOverlap = true;
        // Left alone, ECharts takes the width of a Chinese letter for the height of a line, which a font may lack.
        axis.axisLabel.lineHeight = LINE;
        if (across.includes(axis)) fillDays(axis, rows, setting);
        else room = fillNames(axis, rows, setting);
      } else {
        reachMark(axis, rows);
      }
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
