// Screenshots as small PNGs: a page has few colours, so that each point is a number of one.

import { crc32, deflateSync } from "node:zlib";
import { PNG } from "pngjs";

/** The most colours of a picture; the others become the nearest of these. */
const COLOURS = 32;
/** Colours so far apart are different ones, however rare: not the edges of letters, but what has a meaning. */
const APART = 40;

/** The colours of points, the most frequent first. @param {Buffer} data  RGBA */
function coloursOf(data) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = data.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([colour]) => colour);
}

const channels = (colour) => [colour >> 16, (colour >> 8) & 255, colour & 255];

const away = (one, other) => Math.hypot(...channels(one).map((value, index) => value - channels(other)[index]));

/** The colours that a picture keeps: those that differ, then those that are frequent. */
function paletteOf(colours) {
  const kept = [];
  for (const colour of colours) {
    if (kept.length < COLOURS && kept.every((one) => away(one, colour) > APART)) kept.push(colour);
  }
  const rest = colours.filter((colour) => !kept.includes(colour));
  return [...kept, ...rest.slice(0, COLOURS - kept.length)];
}

function nearest(colour, palette) {
  return palette.reduce((best, one, index) => (away(one, colour) < away(palette[best], colour) ? index : best), 0);
}

/** A part of a PNG. */
function chunk(type, body) {
  const named = Buffer.concat([Buffer.from(type, "latin1"), body]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG in a few colours. */
export function inFewColours(png) {
  const { width, height, data } = PNG.sync.read(png);
  const all = coloursOf(data);
  const palette = paletteOf(all);
  const numbers = new Map(all.map((colour) => [colour, nearest(colour, palette)]));
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = numbers.get(data.readUIntBE((y * width + x) * 4, 3));
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits a point, by the number of a colour.
  head.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
