"use strict";
/** Lines over days: one point a step, the steps that the data covers in part, many thin lines behind a bold one. Pure. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.bindLines = (() => {
  /** Fewer points than this are shown as points, not only as a line. */
  const FEW = 16;
  /** Days and weeks beyond this many are marked at the first of a month only. */
  const MANY = 40;
  /** The days around a post are marked by sevens, and begin seven before it. */
  const WEEK = 7;
  /** Room that two neighbouring marks leave between them. */
  const GAP = 8;
  /** What the id of a series ends with that stands for many. */
  const EACH = "-*";

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

  /** Many lines as one, broken where the next begins: a series each would take its time. @param {Option} series @param {Rows} rows @returns {Option[]} */
  function drawEach(series, rows) {
    const begin = series.id.slice(0, -1);
    const lines = Object.keys(rows.series).filter((id) => id.startsWith(begin)).map((id) => rows.series[id]);
    const data = lines.flatMap((values) => [...values.map((value, index) => [index, value]), [values.length - 1, null]]);
    if (!lines.length) return [];
    return [{ ...series, data, symbol: "none", silent: true, tooltip: { show: false } }];
  }

  /** One line of a skeleton. @param {Option} series @param {Rows} rows @param {Setting} setting @param {boolean} isBehind  another is what the chart is about @returns {Option[]} */
  function draw(series, rows, { tokens, patterns }, isBehind) {
    if (series.id.endsWith(EACH)) return drawEach(series, rows);
    const lineStyle = patterns && isBehind ? { ...series.lineStyle, type: "dotted" } : series.lineStyle;
    const part = rows.part?.[series.id] ?? (rows.steps ?? []).map((step) => !step.whole);
    return drawLine({ ...series, lineStyle }, rows.series[series.id], part, tokens);
  }

  /** Marks the weeks before and after a post, and draws a line at its day. @param {Option} option @param {Rows} rows @param {Setting} setting */
  function aroundPost(option, rows, setting) {
    const { tokens, width } = setting;
    const [axis] = option.xAxis;
    const [grid] = option.grid;
    const days = rows.categories?.length ?? 0;
    const between = ((width - grid.left - grid.right) * WEEK) / Math.max(1, days - 1);
    const isMarked = (/** @type {number} */ index) => index % WEEK === 0;
    const words = rows.categories?.map((day, index) => (isMarked(index) ? roasbook.ruler.wrap(day, between - GAP).join("\n") : ""));
    Object.assign(axis.axisLabel, {
      interval: isMarked, formatter: (/** @type {string} */ _, /** @type {number} */ index) => words?.[index],
      alignMinLabel: undefined, alignMaxLabel: undefined,
    });
    axis.axisTick.interval = isMarked;
    grid.right = Math.max(grid.right, Math.ceil(between / 2));
    const day = {
      silent: true, animation: false, symbol: ["none", "none"], label: { show: false },
      lineStyle: { color: tokens.muted, type: "solid", width: 1 },
      data: [{ xAxis: WEEK }],
    };
    option.series[option.series.length - 1].markLine = day;
  }

  return { fillDays, draw, aroundPost, isEach: (/** @type {string} */ id) => id.endsWith(EACH) };
})();
