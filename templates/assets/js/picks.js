"use strict";
/**
 * What a click or a drag on a chart asks for: a click leaves the member of a row alone, or the days of a step;
 * a drag across a trend chooses from one step to another. Names in tables and the date fields do the same by keyboard.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.picks = (() => {
  /** A pointer that moved less, in pixels, has clicked. */
  const STILL = 6;

  /** @param {Member} member @param {Event} event */
  function pickMember({ dimension, name }, event) {
    const { app } = roasbook;
    const chosen = app.state.filter.choices[dimension] ?? [];
    const isAlone = chosen.length === 1 && chosen[0] === name;
    void (isAlone ? app.toggle(dimension, name, event) : app.only(dimension, name, event));
  }

  /** @param {DateRange} days @param {Event} event */
  function pickDays({ first, last }, event) {
    const { app, calendar } = roasbook;
    const filter = { ...app.state.filter, from: calendar.iso(first), to: calendar.iso(last) };
    void app.change({ filter }, event);
  }

  /** The row or step at a place of the page. @param {HTMLElement} canvas @param {Picked} picked @param {MouseEvent} event */
  function indexAt(canvas, { chart, members, ranges }, { clientX, clientY }) {
    const { left, top } = canvas.getBoundingClientRect();
    const [axis, at, count] = ranges ? [{ xAxisIndex: 0 }, clientX - left, ranges.length] : [{ yAxisIndex: 0 }, clientY - top, members.length];
    const index = chart.convertFromPixel(axis, at);
    return Math.max(0, Math.min(Math.round(index), count - 1));
  }

  /** The room that days are drawn in, within the canvas. @param {any} chart */
  function plotOf(chart) {
    const [grid] = chart.getOption().grid;
    return { left: grid.left, top: grid.top, right: chart.getWidth() - grid.right, bottom: chart.getHeight() - grid.bottom };
  }

  /** From half-way to the step before to half-way to the step after. @param {any} chart @param {number} from @param {number} to @param {number} count */
  function edges(chart, from, to, count) {
    const { left, right } = plotOf(chart);
    const x = (/** @type {number} */ index) => chart.convertToPixel({ xAxisIndex: 0 }, index);
    return [from === 0 ? left : (x(from - 1) + x(from)) / 2, to === count - 1 ? right : (x(to) + x(to + 1)) / 2];
  }

  /** The mark over the days being chosen. @param {HTMLElement} canvas */
  function markIn(canvas) {
    const words = document.createElement("span");
    const mark = document.createElement("div");
    mark.className = "brush";
    mark.append(words);
    return {
      /** @param {Picked} picked @param {number} from @param {number} to */
      show({ chart, ranges }, from, to) {
        if (!ranges) return;
        const { top, bottom } = plotOf(chart);
        const [left, right] = edges(chart, from, to, ranges.length);
        Object.assign(mark.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
        words.textContent = roasbook.calendar.label({ first: ranges[from].first, last: ranges[to].last });
        if (!mark.parentElement) canvas.append(mark);
        // The words stay within the chart, however narrow what they are about.
        const half = words.offsetWidth / 2;
        const middle = Math.max(half, Math.min((left + right) / 2, canvas.clientWidth - half));
        words.style.left = `${middle - left}px`;
      },
      remove() {
        mark.remove();
      },
    };
  }

  /** @param {HTMLElement} canvas @param {() => Picked | null} read */
  function attach(canvas, read) {
    const mark = markIn(canvas);
    /** @type {{picked: Picked, index: number, x: number} | null} */
    let begun = null;
    /** Whether the pointer that is down, or was last, has chosen days. */
    let isBrush = false;
    /** The step last tapped: a finger that cannot hover first asks for the figure, then for the days. */
    let tapped = -1;

    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (event.key === "Escape") end();
    };

    function end() {
      begun = null;
      mark.remove();
      canvas.classList.remove("brushing");
      removeEventListener("keydown", onKey, true);
    }

    /** @param {PointerEvent} event */
    function begin(event) {
      isBrush = false;
      const picked = event.isPrimary && event.button === 0 ? read() : null;
      if (!picked?.ranges || picked.ranges.length < 2) return;
      begun = { picked, index: indexAt(canvas, picked, event), x: event.clientX };
    }

    /** @param {PointerEvent} event */
    function move(event) {
      if (!begun) return;
      if (!isBrush && Math.abs(event.clientX - begun.x) < STILL) return;
      if (!isBrush) {
        isBrush = true;
        canvas.setPointerCapture(event.pointerId);
        canvas.classList.add("brushing");
        addEventListener("keydown", onKey, true);
      }
      const { picked, index } = begun;
      const at = indexAt(canvas, picked, event);
      mark.show(picked, Math.min(index, at), Math.max(index, at));
    }

    /** @param {PointerEvent} event */
    function finish(event) {
      const was = begun;
      end();
      if (!was?.picked.ranges || !isBrush) return;
      const at = indexAt(canvas, was.picked, event);
      const { ranges } = was.picked;
      pickDays({ first: ranges[Math.min(was.index, at)].first, last: ranges[Math.max(was.index, at)].last }, event);
    }

    /** @param {MouseEvent} event */
    function click(event) {
      const picked = isBrush ? null : read();
      if (!picked) return;
      const index = indexAt(canvas, picked, event);
      if (!picked.ranges) {
        const member = picked.members[index];
        if (member) pickMember(member, event);
        return;
      }
      const isFirstTap = /** @type {PointerEvent} */ (event).pointerType === "touch" && tapped !== index;
      tapped = index;
      if (!isFirstTap && picked.ranges.length > 1) pickDays(picked.ranges[index], event);
    }

    canvas.addEventListener("pointerdown", begin);
    canvas.addEventListener("pointermove", move);
    canvas.addEventListener("pointerup", finish);
    canvas.addEventListener("pointercancel", end);
    canvas.addEventListener("click", click);
  }

  return { attach };
})();
