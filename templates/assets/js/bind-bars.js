"use strict";
/** Bars: names below each other and a bar for each, beside a mark or without; a few upright ones, or one a step of time. Pure. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.bindBars = (() => {
  /** The gap beside a name; the height of a line of lettering. */
  const GAP = 12;
  const LINE = 16;
  /** Of the width of a chart, the most that names take. */
  const NAMES = 0.36;
  /** Between the words below two upright bars, and how much higher than the highest their axis is. */
  const APART = 6;
  const HEADROOM = 1.2;
  /** The most that a bar is wide where there are few. */
  const WIDE = 48;
  /** Between a bar and its figure, as ECharts has it; between a figure and a line beside it. */
  const BESIDE = 5;
  const CLEAR = 4;

  /** A line break in a name would push its neighbours aside. @param {string} name */
  function onOneLine(name) {
    return name.replace(/\s+/g, " ");
  }

  /** The axis that carries names, one below the other; the result is the room they take. @param {Option} axis @param {Rows} rows @param {Setting} setting @param {number} [share]  of the width, at most */
  function fillNames(axis, { categories = [] }, { width }, share = NAMES) {
    axis.data = categories.map(onOneLine);
    axis.axisLabel.interval = 0;
    const longest = Math.max(0, ...axis.data.map((/** @type {string} */ name) => roasbook.ruler(name)));
    const room = Math.ceil(Math.min(longest + 1, width * share));
    Object.assign(axis.axisLabel, { formatter: (/** @type {string} */ name) => roasbook.ruler.cut(name, room), align: "left", margin: room + GAP });
    return room + GAP;
  }

  /** Colours each bar by its side of the mark. @param {(number | null)[]} values @param {number} mark @param {Setting} setting */
  function besideMark(values, mark, setting) {
    const { good, bad } = setting.tokens;
    return values.map((value) => {
      const isBelow = value !== null && value < mark;
      return { value, itemStyle: { color: isBelow ? bad : good, ...roasbook.patterns.apart(isBelow, setting) } };
    });
  }

  /** Gives each bar the colour of its member. @param {(number | null)[]} values @param {(number | null)[]} tints @param {Setting} setting */
  function tinted(values, tints, { tokens, patterns }) {
    return values.map((value, index) => {
      const tint = tints[index];
      if (!tint) return { value };
      const decal = patterns ? { decal: roasbook.patterns.ofTint(tint, tokens) } : {};
      return { value, itemStyle: { color: tokens.categories[tint - 1], ...decal } };
    });
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
    // The line must not strike through a figure, which then stands beyond it. ECharts says where a figure stood
    // before, so its place is that beside its bar.
    const labelLayout = (/** @type {any} */ { rect, text, dataIndex }) => {
      const line = rect.x + (rect.width / (values[dataIndex] || Infinity)) * mark.value;
      const left = rect.x + rect.width + BESIDE;
      const isStruck = line > left - CLEAR && line < left + roasbook.ruler(text) + CLEAR;
      return isStruck ? { dx: line - left + CLEAR } : {};
    };
    return [{ ...series, labelLayout, data: besideMark(values, mark.value, setting), markLine: line }];
  }

  /** The bars of one measure. @param {Option} series @param {Rows} rows @param {Setting} setting @param {boolean} isBehind  another is what the chart is about @returns {Option[]} */
  function draw(series, rows, setting, isBehind) {
    const values = rows.series[series.id];
    if (series.markLine) return drawMarked(/** @type {any} */ (series), values, rows.mark, setting);
    const itemStyle = { ...series.itemStyle, ...roasbook.patterns.apart(isBehind, setting) };
    return [{ ...series, itemStyle, data: rows.tints ? tinted(values, rows.tints, setting) : values }];
  }

  /** Reaches as far as the mark where every bar falls short of it. @param {Option} axis @param {Rows} rows */
  function reachMark(axis, rows) {
    if (!rows.mark) return;
    const largest = Math.max(0, ...Object.values(rows.series).flat().map((value) => value ?? 0));
    if (rows.mark.value > largest) axis.max = rows.mark.value;
  }

  /** Words that all end in: said once, there is room for the others. @param {string[]} steps */
  function endingOf(steps) {
    const words = steps.map((step) => step.split(" ").reverse());
    const shared = words[0]?.findIndex((word, place) => words.some((other) => other[place] !== word || other.length === place + 1)) ?? 0;
    return words[0]?.slice(0, Math.max(0, shared)).reverse().join(" ") ?? "";
  }

  /** Upright bars, one for each step of the scale around break-even, and the line in the middle. @param {Option} option @param {Rows} rows @param {Setting} setting */
  function onScale(option, rows, setting) {
    const { tokens, width } = setting;
    const [axis] = option.xAxis;
    const [grid] = option.grid;
    const [{ markLine, ...bars }] = option.series;
    const steps = (rows.categories ?? []).map(onOneLine);
    const room = Math.floor((width - grid.left - grid.right) / Math.max(1, steps.length)) - APART;
    const ending = endingOf(steps);
    const wrapped = (/** @type {string} */ step) =>
      roasbook.ruler.wrap(step.slice(0, step.length - ending.length), room).map((line) => roasbook.ruler.cut(line, room));
    axis.data = steps;
    Object.assign(axis.axisLabel, { interval: 0, formatter: (/** @type {string} */ step) => wrapped(step).join("\n"), lineHeight: LINE });
    const words = LINE * Math.max(1, ...steps.map((step) => wrapped(step).length)) + GAP;
    grid.bottom += words;
    if (ending) {
      Object.assign(axis, { name: ending, nameLocation: "middle", nameGap: words, nameTextStyle: { color: tokens.muted, fontSize: axis.axisLabel.fontSize, lineHeight: LINE } });
      grid.bottom += LINE;
    }
    // Room for the figure on the highest bar, under the words of the line.
    option.yAxis[0].max = (/** @type {{max: number}} */ { max }) => max * HEADROOM || 1;

    const half = steps.length / 2;
    const data = (rows.series[bars.id] ?? []).map((value, index) => {
      const isBelow = index < half;
      // Pale bars have an edge, or they would be lost on the page.
      const edge = { borderColor: isBelow ? tokens.bad : tokens.good, borderWidth: 1 };
      return { value, itemStyle: { color: tokens.scale[index], ...edge, ...roasbook.patterns.apart(isBelow, setting) } };
    });
    option.series = [{ ...bars, data, label: { ...bars.label, position: "top" } }];
    if (!rows.mark) return;
    // Between two bars: an axis of names has no place for it, so the line has an axis of its own.
    option.xAxis.push({ type: "value", min: 0, max: steps.length, show: false });
    const label = { ...markLine.label, formatter: "{b}", position: "end", distance: 8, lineHeight: LINE };
    option.series.push({
      type: "line", id: "break-even", xAxisIndex: 1, data: [], lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false },
      markLine: { ...markLine, animation: false, label, data: [{ name: rows.mark.label, xAxis: half }] },
    });
  }

  /** Whether bars lie on others. @param {Option} series */
  function isStacked({ stack }) {
    return stack !== undefined;
  }

  /** What tells the parts of a stack apart without their colours; a hollow one needs nothing. @type {Record<string, "stripes" | "dots">} */
  const PATTERNS = { not_paid: "stripes", unclear: "dots" };

  /** How the key shows a part of a stack. @param {Option} series @param {boolean} patterns @returns {Pick<KeyEntry, "colour" | "style">} */
  function keyOf({ id, itemStyle: { color, borderColor } }, patterns) {
    if (borderColor) return { colour: borderColor, style: "hollow" };
    return { colour: color, style: (patterns && PATTERNS[id]) || "square" };
  }

  /** Upright bars, one a step of time, their parts on each other. @param {Option} option @param {Rows} rows @param {Setting} setting */
  function overTime(option, rows, setting) {
    const [axis] = option.xAxis;
    Object.assign(axis.axisLabel, { hideOverlap: true, lineHeight: LINE });
    roasbook.bindLines.fillDays(axis, rows, setting);
    axis.boundaryGap = true;
    axis.axisTick.alignWithLabel = true;
    option.series = option.series.filter((/** @type {Option} */ { id }) => rows.series[id]).map((/** @type {Option} */ series) => ({
      ...series,
      barMaxWidth: WIDE,
      itemStyle: { ...series.itemStyle, ...roasbook.patterns.ofPart(PATTERNS[series.id], setting) },
      // The edge of nothing would be seen.
      data: rows.series[series.id].map((value) => value || null),
    }));
  }

  return { LINE, onOneLine, fillNames, draw, reachMark, onScale, isStacked, overTime, keyOf };
})();
