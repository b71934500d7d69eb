"use strict";
/** Which points have their name beside them, and on which side. Pure. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{ left: number, right: number, top: number, bottom: number }} Box  pixels
 * @typedef {{ x: number, y: number, radius: number }} Spot  where a point is drawn
 */

roasbook.naming = (() => {
  const LINE = 16;
  /** How wide a name may be, in pixels. */
  const WIDEST = 144;
  /** A name that would cover more than so many points is not written. */
  const COVERED = 1;
  /** Between a point and its name. */
  const GAP = 5;

  /** Those that stand out, by each of several orders in turn. @param {Point[]} points @param {((point: Point) => number)[]} orders @param {number} most */
  function outstanding(points, orders, most) {
    const lists = orders.map((order) => [...points].sort((a, b) => order(b) - order(a)).slice(0, most));
    /** @type {Set<Point>} */
    const found = new Set();
    for (let place = 0; place < most; place++) {
      for (const list of lists) if (found.size < most && list[place]) found.add(list[place]);
    }
    return [...found];
  }

  /** @param {Box} a @param {Box} b */
  function touch(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  /** Where a name may stand, the best place first. @param {Spot} spot @param {number} width @returns {[string, Box][]} */
  function places({ x, y, radius }, width) {
    const away = radius + GAP;
    const half = LINE / 2;
    return [
      ["right", { left: x + away, right: x + away + width, top: y - half, bottom: y + half }],
      ["left", { left: x - away - width, right: x - away, top: y - half, bottom: y + half }],
      ["top", { left: x - width / 2, right: x + width / 2, top: y - away - LINE, bottom: y - away }],
      ["bottom", { left: x - width / 2, right: x + width / 2, top: y + away, bottom: y + away + LINE }],
    ];
  }

  /** @param {Box} inner @param {Box} outer */
  function isWithin(inner, outer) {
    return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
  }

  /**
   * Names that cover no other, and no more than `COVERED` points or the break-even line.
   * @param {Map<Point, Spot>} spots @param {Point[]} chosen @param {Box} room @param {Box[]} taken  by other words
   * @param {(box: Box) => boolean} crosses  the line
   * @returns {Map<Point, Option>}  where each that has a place is written
   */
  function labels(spots, chosen, room, taken, crosses) {
    /** @type {Map<Point, Option>} */
    const found = new Map();
    const others = [...taken];
    const marks = [...spots].map(([point, { x, y, radius }]) => ({ point, box: { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius } }));
    for (const point of chosen) {
      const covers = (/** @type {Box} */ box) =>
        marks.filter((mark) => mark.point !== point && touch(box, mark.box)).length + (crosses(box) ? 1 : 0);
      const width = Math.min(roasbook.ruler(point.label), WIDEST);
      const [best] = places(/** @type {Spot} */ (spots.get(point)), width)
        .filter(([, box]) => isWithin(box, room) && !others.some((other) => touch(box, other)))
        .map(([position, box]) => ({ position, box, covered: covers(box) }))
        .sort((a, b) => a.covered - b.covered);
      if (!best || best.covered > COVERED) continue;
      others.push(best.box);
      found.set(point, { position: best.position, formatter: () => roasbook.ruler.cut(point.label, WIDEST) });
    }
    return found;
  }

  return { outstanding, labels };
})();
