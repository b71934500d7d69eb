"use strict";
/**
 * A chart as the text of an SVG, drawn with ECharts where there is no page: at build time, into the page.
 *
 * The same request gives the same text, whatever was drawn before. What the browser draws in its place later
 * looks the same; what only a browser can use (tooltips, descriptions, places to point at) is left out. Nothing in
 * the text has an id, so any number of drawings can stand in one page.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{
 *   chart: string, label?: string, rows?: ChartRows | null, table?: TableView | null, data?: PageData,
 *   names?: Record<string, string>, money: Money, grain?: Grain, width: number, height: number,
 * }} DrawRequest  drawn from `rows`, else from `table`, else from the days of `data`
 *
 * @typedef {{ tag: string, attrs: Record<string, any>, children?: Shape[], text?: string }} Shape  as ECharts makes them
 */

roasbook.draw = (() => {
  /** The size of lettering, said once for all. */
  const SIZE = "13";
  /** What ECharts writes that a drawing has no use for. */
  const IDLE = /^(class|style|key|pointer-events|xml:space|xmlns.*|ecmeta_.*|cursor|clip-path)$/;
  /** Attributes that may be said once for several shapes. */
  const SHARED = /^(fill|stroke|text-anchor|font-)|^paint-order$/;
  /** Numbers of these are pixels. */
  const PIXELS = new Set(["d", "x", "y", "x1", "y1", "x2", "y2", "width", "height", "cx", "cy", "r"]);
  /** What no XML may hold; halves of characters come of names cut to fit. */
  const ILLEGAL = /[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
  /** The circle that ECharts makes round points of. */
  const CIRCLE = /^M1 0A1 1 0 1 1 /;

  /** The chart that draws all; a new one takes its time. @type {any} */
  let chart = null;

  // ---- Shapes --------------------------------------------------------------------------------------------------------

  /** @param {string} text */
  function escaped(text) {
    return /[^\w -]/.test(text) ? roasbook.tips.escaped(text).replace(ILLEGAL, "") : text;
  }

  /** @param {number} value */
  function rounded(value) {
    return Math.round(value * 10) / 10 || 0;
  }

  /** @param {string} text */
  function roundedIn(text) {
    return text.replace(/-?\d*\.\d+(e-?\d+)?/g, (number) => String(rounded(Number(number))));
  }

  /** Tenths of a pixel, written. @param {number} tenths */
  function tenths(tenths) {
    return String(tenths / 10).replace(/^(-?)0\./, "$1.");
  }

  /** Two numbers; a minus is as good as a space. @param {number} x @param {number} y */
  function pair(x, y) {
    return tenths(x) + (y < 0 ? "" : " ") + tenths(y);
  }

  /** A path of straight lines from point to point, in steps of whole tenths; any other as it is. @param {string} d */
  function path(d) {
    // Those alone that are made here have these steps.
    if (/[hv]/.test(d)) return d;
    if (!/^[MLlZ\d\s.-]*$/.test(d)) return roundedIn(d);
    let written = "";
    let [x, y, startX, startY, last] = [0, 0, 0, 0, ""];
    // Not rounded, for steps that are relative.
    let [exactX, exactY] = [0, 0];
    for (const part of d.split(/(?=[MLlZ])/)) {
      const command = part[0];
      if (command === "Z") {
        [x, y, exactX, exactY, last] = [startX, startY, startX / 10, startY / 10, "Z"];
        written += "Z";
        continue;
      }
      const [a, b] = part.slice(1).trim().split(" ").map(Number);
      [exactX, exactY] = command === "l" ? [exactX + a, exactY + b] : [a, b];
      const [toX, toY] = [Math.round(exactX * 10), Math.round(exactY * 10)];
      const [dx, dy] = [toX - x, toY - y];
      if (command === "M") {
        written += written ? `m${pair(dx, dy)}` : `M${pair(toX, toY)}`;
        [startX, startY, last] = [toX, toY, "m"];
      } else if (dx || dy) {
        const way = dy === 0 ? "h" : dx === 0 ? "v" : "l";
        const step = way === "h" ? tenths(dx) : way === "v" ? tenths(dy) : pair(dx, dy);
        written += way === last ? (step[0] === "-" ? "" : " ") + step : way + step;
        last = way;
      }
      [x, y] = [toX, toY];
    }
    return written;
  }

  /** The numbers of `translate(1 2)` or `matrix(1,0,0,1,1,2)`. @param {string} transform */
  function numbersIn(transform) {
    return (transform.match(/-?\d*\.?\d+(?:e-?\d+)?/g) ?? []).map(Number);
  }

  /** Text at its place rather than moved there, and its style as attributes. @param {Record<string, any>} attrs @param {string} style */
  function placeText(attrs, style) {
    const { transform } = attrs;
    if (transform?.startsWith("translate")) {
      const [x, y = 0] = numbersIn(transform);
      Object.assign(attrs, { x: x + Number(attrs.x ?? 0), y: y + Number(attrs.y ?? 0) });
      delete attrs.transform;
    }
    const size = /font-size:([\d.]+)px/.exec(style)?.[1];
    const weight = /font-weight:(\w+)/.exec(style)?.[1];
    if (size && size !== SIZE) attrs["font-size"] = size;
    if (weight && weight !== "normal") attrs["font-weight"] = weight;
  }

  /** A path that is a circle, as one. @param {Record<string, any>} attrs @returns {Record<string, any>} */
  function circle({ d: _, transform, ...attrs }) {
    const [scale, , , , cx, cy] = numbersIn(transform);
    const width = attrs["stroke-width"];
    if (width) attrs["stroke-width"] = rounded(width * scale);
    return { cx, cy, r: scale, ...attrs };
  }

  /** @param {Record<string, any>} attrs */
  function isSeen({ fill, stroke, opacity, "stroke-width": width, "stroke-opacity": strokeOpacity, "fill-opacity": fillOpacity }) {
    const hasFill = fill !== "none" && Number(fillOpacity ?? 1) > 0;
    const hasStroke = stroke && stroke !== "none" && Number(width ?? 1) > 0 && Number(strokeOpacity ?? 1) > 0;
    return Number(opacity ?? 1) > 0 && (hasFill || hasStroke);
  }

  /**
   * Shapes as they are written; none where nothing is seen. Nothing reaches out of its plot, so nothing is clipped.
   * @param {Shape} shape @returns {Shape[]}
   */
  function tidy({ tag, attrs, children, text }) {
    if (tag === "style" || tag === "defs") return [];
    if (tag === "g") return (children ?? []).flatMap(tidy);
    /** @type {Record<string, any>} */
    let kept = {};
    for (const [name, value] of Object.entries(attrs)) if (!IDLE.test(name) && value !== undefined) kept[name] = value;
    if (tag === "text") placeText(kept, attrs.style ?? "");
    if (tag === "path" || tag === "rect") {
      if (!isSeen(kept)) return [];
      if (Number(kept["stroke-width"] ?? 1) === 0) delete kept.stroke;
    }
    if (tag === "path" && CIRCLE.test(kept.d) && kept.transform?.startsWith("matrix")) return [{ tag: "circle", attrs: circle(kept) }];
    return [{ tag, attrs: kept, children: (children ?? []).flatMap(tidy), text }];
  }

  // ---- Many marks -------------------------------------------------------------------------------------------------

  /** @param {Spot} spot @param {string} fill @returns {Shape} */
  function dot({ x, y, radius }, fill) {
    return { tag: "circle", attrs: { cx: x, cy: y, r: radius, fill } };
  }

  /** Squares of one colour as one path, in tenths of a pixel. @param {Option[]} cells @param {(value: number[]) => [x: number, y: number]} corner @param {number[]} size */
  function squares(cells, corner, [wide, high]) {
    const edges = `h${tenths(wide)}v${tenths(high)}h${tenths(-wide)}Z`;
    let [x, y] = [0, 0];
    return cells.map(({ value }, index) => {
      const [toX, toY] = corner(value);
      const move = index === 0 ? `M${pair(toX, toY)}` : `m${pair(toX - x, toY - y)}`;
      [x, y] = [toX, toY];
      return move + edges;
    }).join("");
  }

  /** The days of a calendar and the dots on them. @param {Option} option @param {number} width @param {number} height @returns {Shape[]} */
  function daysOf({ xAxis: [across], yAxis: [down], grid: [grid], series: [cells, dots] }, width, height) {
    const wide = (width - grid.left - grid.right) / across.data.length;
    const high = (height - grid.top - grid.bottom) / down.data.length;
    /** @type {Map<string, Option[]>} */
    const byColour = new Map();
    for (const cell of cells.data) {
      const { color } = cell.itemStyle;
      const some = byColour.get(color);
      if (some) some.push(cell);
      else byColour.set(color, [cell]);
    }
    const corner = (/** @type {number[]} */ [week, day]) => /** @type {[number, number]} */ ([(grid.left + week * wide) * 10, (grid.top + day * high) * 10]);
    const size = cells.symbolSize.map((/** @type {number} */ pixels) => pixels * 10);
    return [
      ...[...byColour].map(([fill, some]) => ({ tag: "path", attrs: { d: squares(some, corner, size), fill } })),
      ...dots.data.map((/** @type {Option} */ { value: [week, day], itemStyle }) =>
        dot({ x: grid.left + (week + 0.5) * wide, y: grid.top + (day + 0.5) * high, radius: dots.symbolSize / 2 }, itemStyle.color)),
    ];
  }

  /** The points of a chart that have no name beside them. @param {Option} series @returns {Shape[]} */
  function pointsOf({ data, itemStyle: { opacity, borderColor, borderWidth } }) {
    const edge = { stroke: borderColor, "stroke-width": borderWidth, "fill-opacity": opacity, "stroke-opacity": opacity };
    return data.map((/** @type {Option} */ { spot, itemStyle }) => {
      const { tag, attrs } = dot(spot, itemStyle.color);
      return { tag, attrs: { ...attrs, ...edge } };
    });
  }

  /**
   * Takes out of an option the marks that are many, and draws them: they have their places, and ECharts would take
   * a moment for each. They lie below the rest.
   * @param {Option} option @param {Rows} rows @param {number} width @param {number} height @returns {Shape[]}
   */
  function takeMany(option, { points, calendar }, width, height) {
    if (calendar) {
      const days = daysOf(option, width, height);
      option.series = [];
      return days;
    }
    if (!points) return [];
    const [series] = option.series;
    const isNamed = (/** @type {Option} */ { label }) => label !== undefined;
    option.series = [{ ...series, data: series.data.filter(isNamed) }];
    return pointsOf({ ...series, data: series.data.filter((/** @type {Option} */ item) => !isNamed(item)) });
  }

  // ---- Fewer shapes ------------------------------------------------------------------------------------------------

  /** @param {Record<string, any>} a @param {Record<string, any>} b @param {string} but */
  function isSameBut(a, b, but) {
    const names = Object.keys(a);
    return names.length === Object.keys(b).length && names.every((name) => name === but || a[name] === b[name]);
  }

  /** Whether it looks the same beside its like and as a part of one path with them. @param {Shape} shape */
  function isSolid({ tag, attrs }) {
    return tag === "path" && !attrs.transform && !attrs.opacity && !attrs["fill-opacity"] && !attrs["stroke-opacity"];
  }

  /** Paths that follow each other and differ in nothing but where they run, as one. @param {Shape[]} shapes */
  function joined(shapes) {
    /** @type {Shape[]} */
    const all = [];
    for (const shape of shapes) {
      const before = all[all.length - 1];
      if (before && isSolid(before) && isSolid(shape) && isSameBut(before.attrs, shape.attrs, "d")) before.attrs.d += shape.attrs.d;
      else all.push(shape);
    }
    return all;
  }

  /** What several shapes in a row have in common is said once, around them. @param {Shape[]} shapes @returns {Shape[]} */
  function grouped(shapes) {
    /** @type {Shape[]} */
    const all = [];
    for (let from = 0; from < shapes.length; ) {
      let to = from + 1;
      while (to < shapes.length && isAlike(shapes[from], shapes[to])) to++;
      all.push(...(to - from > 2 ? [around(shapes.slice(from, to))] : shapes.slice(from, to)));
      from = to;
    }
    return all;
  }

  /** @param {Shape} a @param {Shape} b */
  function isAlike(a, b) {
    return a.tag === b.tag && a.tag !== "g" && a.attrs["text-anchor"] === b.attrs["text-anchor"] && a.attrs.stroke === b.attrs.stroke;
  }

  /** @param {Shape[]} shapes @returns {Shape} */
  function around(shapes) {
    const [{ attrs: first }] = shapes;
    const names = Object.keys(first).filter((name) => SHARED.test(name) && shapes.every(({ attrs }) => attrs[name] === first[name]));
    const attrs = Object.fromEntries(names.map((name) => [name, first[name]]));
    for (const shape of shapes) for (const name of names) delete shape.attrs[name];
    return { tag: "g", attrs, children: shapes };
  }

  // ---- Text --------------------------------------------------------------------------------------------------------

  /** @param {string} name @param {any} value */
  function attribute(name, value) {
    const given = String(value);
    if (name === "d") return ` d="${path(given)}"`;
    if (PIXELS.has(name)) return ` ${name}="${rounded(Number(given))}"`;
    if (name === "transform" && given.startsWith("translate")) return ` transform="${roundedIn(given)}"`;
    return ` ${name}="${escaped(given)}"`;
  }

  /** @param {Shape} shape @returns {string} */
  function written({ tag, attrs, children = [], text }) {
    const head = Object.entries(attrs).map(([name, value]) => attribute(name, value)).join("");
    const inner = (text === undefined ? "" : escaped(text)) + children.map(written).join("");
    return inner ? `<${tag}${head}>${inner}</${tag}>` : `<${tag}${head}/>`;
  }

  /** Where marks belong among shapes: over the lines and words of the axes, which are all that is there without data. @param {Shape[]} shapes @param {Shape[]} marks */
  function withMarks(shapes, marks) {
    const at = shapes.findIndex(({ tag }) => tag === "circle");
    return at < 0 ? [...shapes, ...marks] : [...shapes.slice(0, at), ...marks, ...shapes.slice(at)];
  }

  /** @param {any} option @param {Shape[]} marks  that are in no option @param {DrawRequest} request */
  function svgOf(option, marks, { width, height }) {
    const { echarts } = /** @type {any} */ (globalThis);
    if (!chart) {
      roasbook.ruler.teach(echarts);
      chart = echarts.init(null, null, { renderer: "svg", ssr: true, width, height });
    }
    const renderer = chart.getZr();
    if (chart.getWidth() !== width || chart.getHeight() !== height) renderer.resize({ width, height });
    chart.setOption(option, { notMerge: true, silent: true });
    renderer.flush();
    /** @type {Shape} */
    const root = renderer.painter.renderToVNode({ animation: false, willUpdate: false, compress: true, emphasis: false });
    const shapes = (root.children ?? []).flatMap(tidy);
    const body = grouped(joined(withMarks(shapes, marks))).map(written).join("");
    const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="inherit" font-size="${SIZE}">`;
    return `${head}${body}</svg>`;
  }

  // ---- Requests ------------------------------------------------------------------------------------------------------

  /** @param {Option} skeleton @param {DrawRequest} request @returns {Rows | null} */
  function rowsOf(skeleton, { rows, table, data = {}, money, grain = "day" }) {
    if (rows) return roasbook.rows.given(rows);
    if (table) return roasbook.rows.ofView(table, skeleton, data);
    const { trend, weekStarts } = data;
    return trend ? roasbook.rows.ofTrend(trend, grain, skeleton, { minor: money.minor, weekStarts }) : null;
  }

  /** Whether a point is there to be pointed at only, or not at all. @param {any} item */
  function isIdle(item) {
    return item === null || item.symbol === "none";
  }

  /** A line's points without a line of their own, on the line before: a series less is a moment less. @param {Option[]} series @returns {Option[]} */
  function withoutIdle(series) {
    /** @type {Option[]} */
    const kept = [];
    for (const one of series) {
      const line = kept[kept.length - 1];
      const isSpare = one.lineStyle?.opacity === 0 && line?.data.length === one.data.length && one.data.every((/** @type {any} */ item, /** @type {number} */ index) => isIdle(item) || line.data[index] !== null);
      if (!isSpare) {
        kept.push(one);
        continue;
      }
      const onLine = (/** @type {number | null} */ value, /** @type {number} */ index) =>
        isIdle(one.data[index]) ? value !== null && { value, symbol: "none" } : one.data[index];
      kept[kept.length - 1] = { ...line, data: line.data.map((/** @type {any} */ value, /** @type {number} */ index) => onLine(value, index) || null), showSymbol: true, showAllSymbol: true };
    }
    return kept;
  }

  /** Leaves out what a picture does not show. @param {Option} option @returns {Option} */
  function still({ aria: _, tooltip: __, ...option }) {
    for (const axis of [...option.xAxis, ...option.yAxis]) axis.axisPointer = { show: false, triggerTooltip: false };
    option.series = withoutIdle(option.series);
    for (const series of option.series) Object.assign(series, { silent: true, clip: false, tooltip: undefined });
    return option;
  }

  /** @param {DrawRequest} request @returns {{ svg: string, key: KeyEntry[] }}  an empty text where there is nothing to draw */
  return function draw(request) {
    const { chart: id, label = "", names, money, grain = "day", width, height } = request;
    const skeleton = roasbook.skeletons?.[id];
    if (!skeleton) throw new Error(`no chart is called ${id}`);
    const rows = rowsOf(skeleton, request);
    if (!rows || roasbook.rows.isEmpty(rows)) return { svg: "", key: [] };
    const setting = { tokens: roasbook.tokens.ofPage, money, grain, names: roasbook.legend.names(skeleton, names), label, width, height };
    const option = roasbook.bind(skeleton, rows, setting);
    const key = roasbook.legend.key(option, rows, setting);
    const marks = takeMany(option, rows, width, height);
    return { svg: svgOf(still(option), marks, request), key };
  };
})();
