// Pictures of pages beside each other, point by point.

import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** How different a colour must be to count, from 0 to 1. */
const THRESHOLD = 0.1;

/**
 * The share of the points of two PNGs that differ, and where, as a PNG; edges that are only smoothed otherwise
 * do not count. Pictures of two sizes differ in everything.
 */
export function comparePixels(one, other) {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  if (a.width !== b.width || a.height !== b.height) return { share: 1, sizes: `${a.width} x ${a.height} and ${b.width} x ${b.height}`, picture: null };
  const difference = new PNG({ width: a.width, height: a.height });
  const count = pixelmatch(a.data, b.data, difference.data, a.width, a.height, { threshold: THRESHOLD });
  return { share: count / (a.width * a.height), sizes: null, picture: PNG.sync.write(difference) };
}
