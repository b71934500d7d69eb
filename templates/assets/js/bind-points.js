"use strict";
/**
 * Points: one for each influencer, a measure to the right, another upwards, the names of those that stand out. Pure.
 *
 * Of two amounts of money the break-even line is the diagonal, and points are alike; of a ROAS it is level, and
 * points have the size of what they reached.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.bindPoints = (() => {
  const LINE = 16;
  /** Pixels between two marks of an axis, at least. */
  const MARKS = { x: 96, y: 48 };
  /** Charts narrower than this are narrow. */
  const NARROW = 480;
  /** How many points have their name beside them. */
  const NAMED = { narrow: 3, wide: 5 };
  /** The diameter of points that are alike, by how many there are at most. */
  const ALIKE = [[60, 11], [200, 8], [Infinity, 6]];
  /** The diameters of the smallest and the largest, where there are few, and of the largest of many. */
  const SIZED = { least: 5, narrow: 24, wide: 32, many: 100, ofMany: 16 };

  /** How large each is drawn: its area says its size. @param {Point[]} points @param {number} width @returns {(point: Point) => number} */
  function diameters(points, width) {
    const largest = Math.max(0, ...points.map(({ size }) => size ?? 0));
    const most = points.length > SIZED.many ? SIZED.ofMany : width < NARROW ? SIZED.narrow : SIZED.wide;
    const [, alike] = ALIKE.find(([count]) => points.length <= count) ?? [0, 6];
    return ({ size }) => (size === undefined || largest === 0 ? alike : Math.max(SIZED.least, most * Math.sqrt(size / largest)));
  }

  /** Keeps words apart from what they stand on. @param {Tokens} tokens */
  function halo({ surface }) {
    return { textBorderColor: surface, textBorderWidth: 3, lineHeight: LINE };
  }

  /** @param {Point[]} points @param {Rows["mark"]} mark @param {boolean} isDiagonal @param {{x: number, y: number}} marks  at most @returns {{x: Scale, y: Scale}} */
  function scalesOf(points, mark, isDiagonal, marks) {
    const { isCrowded, linear, logarithmic } = roasbook.scales;
    const right = points.map(({ x }) => x);
    const up = points.map(({ y }) => y);
    const reached = mark && !isDiagonal ? [...up, mark.value] : up;
    let isLog = { x: isCrowded(right), y: isCrowded(up) };
    if (isDiagonal) {
      // The line is straight where both axes are of a kind.
      const both = (isLog.x || isLog.y) && right.some((value) => value > 0) && up.some((value) => value > 0);
      isLog = { x: both, y: both };
    }
    return {
      x: isLog.x ? logarithmic(right) : linear(right, marks.x),
      y: isLog.y ? logarithmic(reached) : linear(reached, marks.y),
    };
  }

  /** The pixel of two values. @param {{x: Scale, y: Scale}} scales @param {Box} plot @param {number} x @param {number} y */
  function spotAt(scales, { left, right, top, bottom }, x, y) {
    const { along } = roasbook.scales;
    return { x: left + along(scales.x, x) * (right - left), y: bottom - along(scales.y, y) * (bottom - top) };
  }

  /** Whether a point lies over a box. @param {Spot} spot @param {Box} box */
  function isOver({ x, y, radius }, { left, right, top, bottom }) {
    return x + radius > left && x - radius < right && y + radius > top && y - radius < bottom;
  }

  /** A diagonal from where both axes begin to where one of them ends, its words above the end, or below the beginning where points are in the way. @param {Option} line @param {NonNullable<Rows["mark"]>} mark @param {{x: Scale, y: Scale}} scales @param {Box} plot @param {Spot[]} spots */
  function diagonal(line, { value, label: words }, { x, y }, plot, spots) {
    const start = (/** @type {Scale} */ { isLog, hasZero, min }) => (isLog && hasZero ? min * 10 : min);
    const from = value > 0 ? Math.max(start(x), start(y) / value) : start(x);
    const to = value > 0 ? Math.min(x.max, y.max / value) : x.max;
    const share = roasbook.scales.along(x, to);
    const align = share < 0.3 ? "left" : share > 0.7 ? "right" : "center";
    const end = spotAt({ x, y }, plot, to, to * value);
    const left = end.x - roasbook.ruler(words) * { left: 0, center: 0.5, right: 1 }[align];
    const isTaken = spots.some((spot) => isOver(spot, { left, right: left + roasbook.ruler(words), top: end.y - 4 - LINE, bottom: end.y - 4 }));
    const place = isTaken ? { position: "start", distance: [-16, 4], align: "left", verticalAlign: "top" } : { position: "end", distance: 4, align, verticalAlign: "bottom" };
    const label = { ...line.label, ...place };
    return { ...line, label, data: [[{ coord: [from, from * value] }, { coord: [to, to * value] }]] };
  }

  /** The line where a payout pays for itself. @param {Option} given @param {NonNullable<Rows["mark"]>} mark @param {boolean} isDiagonal @param {{x: Scale, y: Scale}} scales @param {Box} plot @param {Spot[]} spots @param {Tokens} tokens */
  function markLine(given, mark, isDiagonal, scales, plot, spots, tokens) {
    const line = { ...given, animation: false, label: { ...given.label, formatter: () => mark.label, ...halo(tokens) } };
    if (isDiagonal) return diagonal(line, mark, scales, plot, spots);
    return { ...line, label: { ...line.label, position: "insideEndTop" }, data: [{ yAxis: mark.value }] };
  }

  /** Whether a box lies on the line. @param {(x: number) => number} heightAt  the pixel of the line over a pixel of the axis */
  function crossing(heightAt) {
    return (/** @type {Box} */ { left, right, top, bottom }) => {
      const over = [[left, top], [left, bottom], [right, top], [right, bottom]].filter(([x, y]) => y < heightAt(x)).length;
      return over > 0 && over < 4;
    };
  }

  /** Where each point is drawn. @param {Point[]} points @param {{x: Scale, y: Scale}} scales @param {Box} plot @param {(point: Point) => number} diameter @returns {Map<Point, Spot>} */
  function spotsOf(points, scales, plot, diameter) {
    return new Map(points.map((point) => [point, { ...spotAt(scales, plot, point.x, point.y), radius: diameter(point) / 2 }]));
  }

  /** How high the break-even line runs over a pixel of the axis, in pixels. @param {number} mark @param {boolean} isDiagonal @param {{x: Scale, y: Scale}} scales @param {Box} plot */
  function lineOf(mark, isDiagonal, scales, { left, right, top, bottom }) {
    const { isLog, min, max } = scales.x;
    const valueAt = (/** @type {number} */ share) => (isLog ? min * (max / min) ** share : max * share);
    const toY = (/** @type {number} */ value) => bottom - roasbook.scales.along(scales.y, value) * (bottom - top);
    return (/** @type {number} */ x) => toY(isDiagonal ? valueAt((x - left) / (right - left)) * mark : mark);
  }

  /** The points that have a name, and where it stands. @param {Map<Point, Spot>} spots @param {Rows} rows @param {Setting} setting @param {boolean} isDiagonal @param {{x: Scale, y: Scale}} scales @param {Box} plot */
  function namesOf(spots, { points = [], mark }, { width }, isDiagonal, scales, plot) {
    /** @type {((point: Point) => number)[]} */
    const orders = isDiagonal
      ? [({ y }) => y, ({ x, y }) => x * (mark?.value ?? 1) - y]
      : [({ y }) => y, ({ size }) => size ?? 0, ({ x }) => x];
    const { outstanding, labels } = roasbook.naming;
    const chosen = outstanding(points, orders, width < NARROW ? NAMED.narrow : NAMED.wide);
    const room = { ...plot, right: width };
    if (!mark) return labels(spots, chosen, room, [], () => false);
    const heightAt = lineOf(mark.value, isDiagonal, scales, plot);
    // Where the line has its words, unless they stand above the plot.
    const end = { left: plot.right - roasbook.ruler(mark.label), right: plot.right, top: heightAt(plot.right) - LINE, bottom: heightAt(plot.right) };
    return labels(spots, chosen, room, [end], crossing(heightAt));
  }

  /** What is said of a point. @param {{x: string, y: string}} words @param {boolean} isDiagonal @param {Money} money */
  function tip(words, isDiagonal, money) {
    const { named, NONE } = roasbook.format;
    const [across, up] = isDiagonal ? [named["@money"], named["@money"]] : [named["@percent"], named["@times"]];
    return (/** @type {{data: {point: Point}}} */ { data: { point } }) => {
      const { label, x, y, size } = point;
      /** @type {[string, string][]} */
      const figures = [[words.x, across(x, money)], [words.y, up(y, money)]];
      if (isDiagonal) figures.push(["ROAS", x > 0 ? named["@times"](y / x, money) : NONE]);
      if (size !== undefined) figures.push(["Reach", named["@count"](size, money)]);
      return roasbook.tips.of(label, figures);
    };
  }

  /** @param {Option} option @param {Rows} rows @param {Setting} setting */
  return function bindPoints(option, rows, setting) {
    const { points = [], mark } = rows;
    const { tokens, width, height, money, patterns } = setting;
    const { drawn, fillAxis } = roasbook.scales;
    const [across, up, grid] = [option.xAxis[0], option.yAxis[0], option.grid[0]];
    const [series] = option.series;
    const isDiagonal = points.every(({ size }) => size === undefined);
    option.tooltip.formatter = tip({ x: across.name, y: up.name }, isDiagonal, money);

    const scales = scalesOf(points, mark, isDiagonal, {
      x: Math.max(2, Math.floor((width - grid.left - grid.right) / MARKS.x)),
      y: Math.max(2, Math.floor((height - grid.top - grid.bottom) / MARKS.y)),
    });
    fillAxis(across, scales.x);
    grid.left = Math.ceil(fillAxis(up, scales.y)) + 12;
    // The name of the upward axis begins where its marks do.
    Object.assign(up.nameTextStyle, { align: "left", padding: [0, 0, 0, -grid.left] });

    const diameter = diameters(points, width);
    const plot = { left: grid.left, right: width - grid.right, top: grid.top, bottom: height - grid.bottom };
    const spots = spotsOf(points, scales, plot, diameter);
    const names = namesOf(spots, rows, setting, isDiagonal, scales, plot);
    // Large points lie below small ones.
    const inOrder = isDiagonal ? points : [...points].sort((a, b) => (b.size ?? 0) - (a.size ?? 0));
    const data = inOrder.map((point) => {
      const name = names.get(point);
      return {
        value: [drawn(scales.x, point.x), drawn(scales.y, point.y)],
        point,
        spot: spots.get(point),
        symbolSize: diameter(point),
        itemStyle: { color: mark ? (point.below ? tokens.bad : tokens.good) : tokens.accent },
        ...(patterns && mark && point.below ? { symbol: "triangle" } : {}),
        ...(name ? { label: { ...series.label, ...name, show: true, opacity: 1, ...halo(tokens) } } : {}),
      };
    });
    option.series = [{ ...series, data, markLine: mark ? markLine(series.markLine, mark, isDiagonal, scales, plot, [...spots.values()], tokens) : undefined }];
  };
})();
