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
 *   chart: string, label?: string, rows?: Rows | null, table?: TableView | null, data?: PageData,
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
  const ILLEGAL = /[\p{Surrogate}\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
  /** The circle that ECharts makes round points of. */
  const CIRCLE = /^M1 0A1 1 0 1 1 /;

  /** The chart that draws all; a new one takes its time. @type {any} */
  let chart = null;

  // ---- Shapes --------------------------------------------------------------------------------------------------------

  /** @param {string} text */
  function escaped(text) {
    return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;").replace(ILLEGAL, "");
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

  /** @param {any} option @param {DrawRequest} request */
  function svgOf(option, { width, height }) {
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
    const body = grouped(joined(shapes)).map(written).join("");
    const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="inherit" font-size="${SIZE}">`;
    return `${head}${body}</svg>`;
  }

  // ---- Requests ------------------------------------------------------------------------------------------------------

  /** @param {Option} skeleton @param {DrawRequest} request @returns {Rows | null} */
  function rowsOf(skeleton, { rows, table, data = {}, money, grain = "day" }) {
    if (rows) return rows;
    if (table) return roasbook.rows.ofView(table, skeleton, data);
    return data.trend ? roasbook.rows.ofTrend(data.trend, grain, skeleton, money.minor) : null;
  }

  /** Leaves out what a picture does not show. @param {Option} option @returns {Option} */
  function still({ aria: _, tooltip: __, ...option }) {
    for (const axis of [...option.xAxis, ...option.yAxis]) axis.axisPointer = { show: false, triggerTooltip: false };
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
    return { svg: svgOf(still(option), request), key };
  };
})();
