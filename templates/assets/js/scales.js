"use strict";
/**
 * Axes of amounts. Pure.
 *
 * They begin at zero, or below it where a value does. Where most values would crowd in the first tenth, each mark of an axis is ten times the one
 * before; zero then has a mark of its own, one step below the smallest, so that no point is lost.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

/**
 * @typedef {{ isLog: boolean, min: number, max: number, interval: number, hasZero: boolean }} Scale
 *   `hasZero`: the lowest mark is zero
 */

roasbook.scales = (() => {
  const LINE = 16;
  /** Fewer values than this never crowd. */
  const CROWD = 6;

  /** 1, 2, 2.5 or 5 times a power of ten. @param {number} least */
  function roundStep(least) {
    const power = 10 ** Math.floor(Math.log10(least));
    const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
    return factor * power;
  }

  /** Whether more than half would lie in the first tenth; what is below zero has no power of ten. @param {number[]} values */
  function isCrowded(values) {
    if (values.some((value) => value < 0)) return false;
    const some = values.filter((value) => value > 0).sort((a, b) => a - b);
    return some.length >= CROWD && some[some.length >> 1] * 10 < some[some.length - 1];
  }

  /** @param {number[]} values @param {number} marks  at most @returns {Scale} */
  function linear(values, marks) {
    const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
    const interval = high > low ? roundStep((high - low) / marks) : 1;
    const steps = (/** @type {number} */ reach) => Math.ceil(reach / interval - 1e-9);
    const below = steps(-low);
    return { isLog: false, min: below ? -interval * below : 0, max: interval * Math.max(below ? 0 : 1, steps(high)), interval, hasZero: true };
  }

  /** @param {number[]} values @returns {Scale} */
  function logarithmic(values) {
    const some = values.filter((value) => value > 0);
    const hasZero = some.length < values.length;
    const lowest = Math.floor(Math.log10(Math.min(...some)) + 1e-9);
    // A little over the highest, so that its point is whole.
    return { isLog: true, min: 10 ** (hasZero ? lowest - 1 : lowest), max: Math.max(...some) * 1.3, interval: 1, hasZero };
  }

  /** How far along its axis a value lies, from 0 to 1. @param {Scale} scale @param {number} value */
  function along({ isLog, min, max }, value) {
    if (!isLog) return (value - min) / (max - min);
    return value > min ? Math.log(value / min) / Math.log(max / min) : 0;
  }

  /** The marks of a scale. @param {Scale} scale */
  function marksOf({ isLog, min, max, interval }) {
    const marks = [];
    if (isLog) for (let mark = min; mark <= max; mark *= 10) marks.push(mark);
    else for (let index = Math.round(min / interval); index * interval <= max + interval * 1e-9; index++) marks.push(index * interval);
    return marks;
  }

  /** Powers of ten alone are written; the lowest is zero where there is one. @param {Scale} scale @param {(value: number) => string} write */
  function written({ isLog, min, hasZero }, write) {
    if (!isLog) return write;
    return (/** @type {number} */ value) => {
      const power = Math.log10(value);
      if (Math.abs(power - Math.round(power)) > 1e-6) return "";
      return hasZero && value < min * 1.5 ? write(0) : write(10 ** Math.round(power));
    };
  }

  /** Sets an axis; the result is how wide its widest mark is. @param {Option} axis @param {Scale} scale */
  function fillAxis(axis, scale) {
    const { isLog, min, max, interval } = scale;
    const write = written(scale, axis.axisLabel.formatter);
    Object.assign(axis, isLog ? { type: "log", min, max } : { type: "value", min, max, interval });
    Object.assign(axis.axisLabel, { formatter: write, hideOverlap: true, lineHeight: LINE });
    axis.nameTextStyle.lineHeight = LINE;
    if (isLog) {
      // The end of the axis is no mark.
      axis.splitLine.showMaxLine = false;
      axis.name += ", each mark ten times the last";
    }
    return Math.max(...marksOf(scale).map((mark) => roasbook.ruler(write(mark))));
  }

  /** Where a value is drawn: below the lowest mark there is no place. @param {Scale} scale @param {number} value */
  function drawn({ isLog, min }, value) {
    return isLog ? Math.max(value, min) : value;
  }

  return { isCrowded, linear, logarithmic, along, drawn, fillAxis };
})();
