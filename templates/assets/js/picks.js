"use strict";
/**
 * What a click or a drag on a chart asks for: a click leaves the member of a row or point alone, or the days of a
 * step; a drag across a trend chooses from one step to another. Names in tables and the date fields do the same by keyboard.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.picks = (() => {
  /** A pointer that moved less, in pixels, has clicked. */
  const STILL = 6;
  /** A small point is hit from so far away. */
  const NEAR = 12;

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

  /** @typedef {{x: number, y: number}} Spot  from the left and top of a chart, which may be scrolled while it is waited for */

  /** @param {HTMLElement} canvas @param {MouseEvent} event @returns {Spot} */
  function pointOf(canvas, { clientX, clientY }) {
    const { left, top } = canvas.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** The row or step at a place of a chart. @param {Picked} picked @param {Spot} spot */
  function indexAt({ chart, members, ranges }, { x, y }) {
    const [axis, at, count] = ranges ? [{ xAxisIndex: 0 }, x, ranges.length] : [{ yAxisIndex: 0 }, y, members.length];
    const index = chart.convertFromPixel(axis, at);
    return Math.max(0, Math.min(Math.round(index), count - 1));
  }

  /** The point or the day of a calendar at a place of a chart. @param {any} chart @param {Spot} place @returns {{point?: Point, day?: {number: number}} | undefined} */
  function markAt(chart, { x, y }) {
    const [{ data = [] }] = chart.getOption().series;
    const away = (/** @type {any} */ { spot }) => Math.hypot(spot.x - x, spot.y - y);
    const near = data.filter((/** @type {any} */ item) => item?.spot && away(item) <= Math.max(NEAR, item.spot.radius));
    if (near.length) return near.reduce((/** @type {any} */ a, /** @type {any} */ b) => (away(b) < away(a) ? b : a));
    const [week, day] = chart.convertFromPixel({ gridIndex: 0 }, [x, y]);
    return data.find((/** @type {any} */ item) => item?.day && item.value[0] === week && item.value[1] === day);
  }

  /** @param {ReturnType<typeof markAt>} mark @param {MouseEvent} event */
  function pickMark(mark, event) {
    if (mark?.point?.name) pickMember({ dimension: "influencer", name: mark.point.name }, event);
    else if (mark?.day) pickDays({ first: mark.day.number, last: mark.day.number }, event);
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

  /**
   * @param {HTMLElement} canvas @param {() => Picked | null} read
   * @param {() => Promise<Picked | null>} drawn  what can be chosen once the chart is drawn: a place can be read then
   */
  function attach(canvas, read, drawn) {
    const mark = markIn(canvas);
    /** @type {{picked: Picked, at: Spot} | null} */
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

    /** What can be chosen, as soon as the chart is there. @param {Picked} known */
    function whole(known) {
      return known.chart ? Promise.resolve(known) : drawn();
    }

    /** @param {PointerEvent} event */
    function begin(event) {
      isBrush = false;
      const picked = event.isPrimary && event.button === 0 ? read() : null;
      if (!picked?.ranges || picked.ranges.length < 2) return;
      begun = { picked, at: pointOf(canvas, event) };
    }

    /** @param {PointerEvent} event */
    function move(event) {
      if (!begun) return;
      const now = pointOf(canvas, event);
      if (!isBrush && Math.abs(now.x - begun.at.x) < STILL) return;
      if (!isBrush) {
        isBrush = true;
        canvas.setPointerCapture(event.pointerId);
        canvas.classList.add("brushing");
        addEventListener("keydown", onKey, true);
      }
      if (!begun.picked.chart) begun.picked = read() ?? begun.picked;
      const { picked, at } = begun;
      // A drag over a picture is marked once the chart is there, and counts all the same.
      if (!picked.chart) return;
      const [from, to] = [indexAt(picked, at), indexAt(picked, now)];
      mark.show(picked, Math.min(from, to), Math.max(from, to));
    }

    /** @param {PointerEvent} event */
    async function finish(event) {
      const was = begun;
      const now = pointOf(canvas, event);
      end();
      if (!was?.picked.ranges || !isBrush) return;
      const picked = await whole(was.picked);
      if (!picked?.chart || !picked.ranges) return;
      const [from, to] = [indexAt(picked, was.at), indexAt(picked, now)];
      pickDays({ first: picked.ranges[Math.min(from, to)].first, last: picked.ranges[Math.max(from, to)].last }, event);
    }

    /** @param {MouseEvent} event */
    async function click(event) {
      const known = isBrush ? null : read();
      const at = pointOf(canvas, event);
      const picked = known && (await whole(known));
      if (!picked?.chart) return;
      if (picked.marks) return pickMark(markAt(picked.chart, at), event);
      if (!picked.ranges) {
        const member = picked.members[indexAt(picked, at)];
        if (member) pickMember(member, event);
        return;
      }
      const index = indexAt(picked, at);
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
