"use strict";
/**
 * A skeleton, rows and a theme make an ECharts option. Pure: the page and QuickJS at build time run the
 * same file, so that pictures and labels agree.
 *
 * JSON carries neither functions nor colours of a theme; a skeleton names them with an "@". What charming
 * 0.6 cannot say is set here as well, and in the files that bind lines, bars, points and cells.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{ label: string, name: string | null, x: number, y: number, size?: number, below: boolean }} Point
 *   `name` is the id to filter by, `below` whether it lies below its own break-even
 * @typedef {{ row: number, column: number, value: number | null, step: number | null }} Cell
 *   `step` is 1 to 6 on the scale around break-even; null for none
 * @typedef {{ amount: number, posts: number, step: number }} CalendarDay
 *   `amount` in major units; `step` is 0 for none, to 5 for the most
 *
 * @typedef {{
 *   categories?: string[],
 *   members?: (Member | null)[],
 *   tints?: (number | null)[],
 *   steps?: Step[],
 *   series: Record<string, (number | null)[]>,
 *   part?: Record<string, boolean[]>,
 *   mark?: {value: number, label: string} | null,
 *   points?: Point[],
 *   cells?: Cell[], columns?: string[],
 *   calendar?: { first: string, weekStarts: WeekStart, days: CalendarDay[] },
 * }} Rows  one value a category or step for each series, in major units; a series left out is not drawn.
 *   `members` is what the categories are of, `tints` the category colours of these (1 to 8), `part` which values
 *   of a series stand for less than a whole category. A second slice of a measure has the measure's id and
 *   `:other` behind it. Points, cells (whose rows are the categories) and days are of the charts of that kind.
 *
 * @typedef {{
 *   accent: string, other: string, context: string, good: string, bad: string,
 *   text: string, muted: string, rule: string, surface: string,
 *   categories: string[], scale: string[], onScale: string[], shade: string[], font: string,
 * }} Tokens  the colours and the font of the page; `onScale` is the lettering on the colours of the scale
 *
 * @typedef {{
 *   tokens: Tokens, money: Money, grain?: Grain, names: Record<string, string>, label: string,
 *   width: number, height: number, patterns?: boolean,
 * }} Setting  `names` are the words for series ids, `label` is what a screen reader says, `width` and `height` the
 *   pixels there are, `patterns` whether what colours tell apart is told apart without them as well
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
    "@surface": (tokens) => tokens.surface,
    "@bad": (tokens) => tokens.bad,
  };

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

  /** What all charts have: lettering, a description, patterns or none, a tooltip that looks like the page. @param {Option} option @param {Setting} setting */
  function dress(option, { tokens, label, patterns }) {
    option.textStyle = { fontFamily: tokens.font, color: tokens.text };
    option.aria.label = { description: label };
    option.aria.decal = { show: patterns ?? false, decals: [roasbook.patterns.plain()] };
    Object.assign(option.tooltip, {
      confine: true,
      className: "tip",
      // What is drawn last lies on top, and is named first.
      order: option.series.some((/** @type {Option} */ series) => series.type === "line") ? "seriesDesc" : "seriesAsc",
      backgroundColor: tokens.surface,
      borderColor: tokens.rule,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: tokens.text, fontSize: 13 },
      extraCssText: "box-shadow:none;font-variant-numeric:tabular-nums",
    });
    for (const axis of [...option.xAxis, ...option.yAxis]) {
      if (axis.axisLine?.show) axis.axisLine.lineStyle = { color: tokens.rule };
    }
    for (const grid of option.grid) grid.outerBoundsMode = "none";
  }

  /** Lines and bars: an axis of names or days, one of amounts. @param {Option} option @param {Rows} rows @param {Setting} setting */
  function bindSeries(option, rows, setting) {
    const { bindLines, bindBars } = roasbook;
    for (const axis of [...option.xAxis, ...option.yAxis]) {
      if (axis.type !== "category") {
        bindBars.reachMark(axis, rows);
        continue;
      }
      axis.axisLabel.hideOverlap = true;
      // Left alone, ECharts takes the width of a Chinese letter for the height of a line, which a font may lack.
      axis.axisLabel.lineHeight = bindBars.LINE;
      if (option.xAxis.includes(axis)) bindLines.fillDays(axis, rows, setting);
      else option.grid[0].left += bindBars.fillNames(axis, rows, setting);
    }
    const isDrawn = (/** @type {Option} */ { id }) => rows.series[id] || bindLines.isEach(id);
    option.series = option.series.filter(isDrawn).flatMap((/** @type {Option} */ series) => {
      const isBehind = series.itemStyle.color !== setting.tokens.accent;
      return (series.type === "line" ? bindLines : bindBars).draw(series, rows, setting, isBehind);
    });
    if (option.series.some((/** @type {Option} */ { id }) => bindLines.isEach(id))) bindLines.aroundPost(option, rows, setting);
  }

  /** What puts rows into a skeleton, by what that draws. @param {Option} option @returns {(option: Option, rows: Rows, setting: Setting) => void} */
  function binderOf({ series, xAxis: [across] }) {
    const { bindPoints, bindCells, bindBars } = roasbook;
    const [{ type }] = series;
    if (type === "scatter") return series.length > 1 ? bindCells.calendar : bindPoints;
    if (type === "heatmap") return bindCells.heat;
    if (type !== "bar" || across.type !== "category") return bindSeries;
    return series.some(bindBars.isStacked) ? bindBars.overTime : bindBars.onScale;
  }

  /**
   * @param {Option} skeleton @param {Rows} rows @param {Setting} setting
   * @returns {Option}
   */
  return function bind(skeleton, rows, setting) {
    const { tokens, names } = setting;
    /** @type {Option} */
    const option = resolve(skeleton, (name) => colours[name]?.(tokens) ?? formatter(name, rows, setting));
    for (const part of ["series", "xAxis", "yAxis", "grid"]) option[part] = list(option[part]);
    for (const series of option.series) series.name = names[series.id] ?? series.id;
    dress(option, setting);
    binderOf(option)(option, rows, setting);
    return option;
  };
})();
