"use strict";
/**
 * The bytes of a level back into columns of integers. Pure.
 *
 * A column lies in planes of one byte each, low byte first, so that bytes that look alike lie together and
 * compress; integers stay below 2^53, so doubles hold them exactly.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.decode = (() => {
  const LARGEST_INT32 = 2 ** 31 - 1;

  /** @param {ColumnSpec} spec @param {number} rows @param {Uint8Array} bytes @param {number} at */
  function planes({ width }, rows, bytes, at) {
    const numbers = new Float64Array(rows);
    for (let plane = 0, weight = 1; plane < width; plane++, weight *= 256, at += rows) {
      for (let row = 0; row < rows; row++) numbers[row] += bytes[at + row] * weight;
    }
    return numbers;
  }

  /** Numbers to values, in place. @param {Float64Array} numbers @param {ColumnSpec} spec @param {Frame["columns"]} columns */
  function restore(numbers, { base, times, delta, plus }, columns) {
    for (let row = 0; row < numbers.length; row++) numbers[row] = base + times * numbers[row];
    if (delta) for (let row = 1; row < numbers.length; row++) numbers[row] += numbers[row - 1];
    for (const name of plus) {
      const other = columns[name];
      for (let row = 0; row < numbers.length; row++) numbers[row] += other[row];
    }
  }

  /** Adds what a column was guessed to be. @param {Float64Array} numbers @param {ColumnSpec["share"]} share @param {Frame["columns"]} columns */
  function addShare(numbers, share, columns) {
    if (!share) return;
    const [codes, other] = [columns[share.by], columns[share.of]];
    for (let row = 0; row < numbers.length; row++) {
      numbers[row] += Math.floor(share.rates[codes[row]] * other[row] + 0.5);
    }
  }

  /** Small integers in half the room, and faster to add. @param {Float64Array} values */
  function narrow(values) {
    for (const value of values) if (value > LARGEST_INT32 || value < -LARGEST_INT32) return values;
    return Int32Array.from(values);
  }

  /**
   * The rows in order of day, and otherwise as they came: things that are alike lie together in the bytes, but a
   * range is found fastest among days.
   * @param {Frame["columns"]} columns @param {number} rows @returns {Frame["columns"]}
   */
  function byDay(columns, rows) {
    const { day } = columns;
    if (!day || rows === 0) return columns;
    let [first, last] = [day[0], day[0]];
    for (const one of day) [first, last] = [Math.min(first, one), Math.max(last, one)];
    const begins = new Int32Array(last - first + 2);
    for (const one of day) begins[one - first + 1] += 1;
    for (let place = 1; place < begins.length; place++) begins[place] += begins[place - 1];
    const places = Int32Array.from(day, (one) => begins[one - first]++);
    return Object.fromEntries(
      Object.entries(columns).map(([name, values]) => {
        const sorted = values.slice();
        for (let row = 0; row < rows; row++) sorted[places[row]] = values[row];
        return [name, sorted];
      }),
    );
  }

  /** @param {LevelHead} head @param {Uint8Array} bytes @param {Record<string, string[]>} texts @returns {Frame} */
  return function decode({ rows, columns: specs }, bytes, texts) {
    /** @type {Frame["columns"]} */
    const columns = {};
    const zeros = new Set();
    let at = 0;
    for (const spec of specs) {
      const numbers = planes(spec, rows, bytes, at);
      at += rows * spec.width;
      restore(numbers, spec, columns);
      addShare(numbers, spec.share, columns);
      columns[spec.name] = narrow(numbers);
      if (spec.width === 0 && spec.base === 0 && !spec.share && spec.plus.every((name) => zeros.has(name))) zeros.add(spec.name);
    }
    return { rows, columns: byDay(columns, rows), texts, zeros };
  };
})();
