"use strict";
/** Cells coloured by a scale: categories against platforms, days of the week against weeks. Pure. */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.bindCells = (() => {
  const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  /** Written beside their rows: every second day from Monday is enough. */
  const DAYS = ["M", "", "W", "", "F", "", ""];
  const WEEK = 7;
  /** A year and the week it began in. */
  const WEEKS = 53;
  /** Days are at most this large, and at least so high; a narrow day is not much higher than wide. */
  const DAY = { most: 24, least: 12, slim: 1.5 };
  /** Narrower months than this are named every second time. */
  const MONTH = 32;
  /** Days darker than this have a dot in the colour of the page. */
  const DARK = 4;
  /** Steps of the scale up to this one lie below break-even. */
  const BELOW = 3;
  /** Of the width, the most that names of rows take: cells have figures in them. */
  const NAMES = 0.3;
  /** Names of columns that do not fit are turned, where there are rows enough to give them room. */
  const TURNED = { rows: 4, degrees: -45, most: 72 };

  // ---- ROAS by category and platform ------------------------------------------------------------------------------------

  /** The names above the columns. @param {Option} axis @param {Option} grid @param {string[]} columns @param {number} rows @param {number} width */
  function nameColumns(axis, grid, columns, rows, width) {
    const room = Math.floor((width - grid.left - grid.right) / Math.max(1, columns.length)) - 4;
    const longest = Math.max(0, ...columns.map((name) => roasbook.ruler(name)));
    axis.data = columns;
    Object.assign(axis.axisLabel, { interval: 0, hideOverlap: false });
    if (longest <= room) return;
    const isTurned = rows >= TURNED.rows;
    const most = isTurned ? TURNED.most / Math.SQRT1_2 : room;
    axis.axisLabel.formatter = (/** @type {string} */ name) => roasbook.ruler.cut(name, most);
    if (!isTurned) return;
    axis.axisLabel.rotate = TURNED.degrees;
    grid.top = Math.ceil(Math.min(longest, most) * Math.SQRT1_2) + 16;
    // The last name leans out of the last column.
    grid.right = Math.max(grid.right, Math.ceil(grid.top - 16 - room / 2));
  }

  /** How the figures are written so that each fits its cell: as everywhere, else in two digits, else not at all. @param {Cell[]} cells @param {number} room @param {(cell: Cell) => string} write @returns {(cell: Cell) => string} */
  function fitting(cells, room, write) {
    const { NONE } = roasbook.format;
    const inDigits = (/** @type {Cell} */ { value }) => (value === null ? NONE : value.toFixed(value < 9.95 ? 1 : 0));
    const fits = (/** @type {(cell: Cell) => string} */ writer) => cells.every((cell) => roasbook.ruler(writer(cell)) <= room);
    return [write, inDigits].find(fits) ?? (() => "");
  }

  /** @param {Option} option @param {Rows} rows @param {Setting} setting */
  function heat(option, rows, setting) {
    const { tokens, money, patterns, width, names } = setting;
    const { LINE, onOneLine, fillNames } = roasbook.bindBars;
    const { NONE, named } = roasbook.format;
    const [across, down, grid] = [option.xAxis[0], option.yAxis[0], option.grid[0]];
    const [series] = option.series;
    const columns = (rows.columns ?? []).map(onOneLine);
    grid.left += fillNames(down, rows, setting, NAMES);
    nameColumns(across, grid, columns, rows.categories?.length ?? 0, width);
    for (const axis of [across, down]) axis.axisLabel.lineHeight = LINE;

    const cells = rows.cells ?? [];
    const write = (/** @type {Cell} */ { value }) => (value === null ? NONE : named["@times"](value, money));
    const room = (width - grid.left - grid.right) / Math.max(1, columns.length) - 4;
    const figure = fitting(cells, room, write);
    const known = cells.filter(({ step }) => step !== null).map((cell) => {
      const step = /** @type {number} */ (cell.step);
      const below = patterns && step <= BELOW ? "▾ " : "";
      return {
        value: [cell.column, cell.row, cell.value ?? 0], cell,
        itemStyle: { color: tokens.scale[step - 1] },
        label: { ...series.label, color: tokens.onScale[step - 1], formatter: () => below + figure(cell) },
      };
    });
    // Last, so that nothing covers their outline.
    const unknown = cells.filter(({ step }) => step === null).map((cell) => ({
      value: [cell.column, cell.row, 0], cell,
      itemStyle: { color: tokens.surface, borderColor: tokens.rule, borderWidth: 1 },
      label: { ...series.label, color: tokens.muted, formatter: () => write(cell) },
    }));
    option.tooltip.formatter = (/** @type {any} */ { data: { cell } }) =>
      roasbook.tips.of(`${rows.categories?.[cell.row] ?? ""} · ${rows.columns?.[cell.column] ?? ""}`, [[names.roas ?? "ROAS", write(cell)]]);
    option.series = [{ ...series, data: [...known, ...unknown] }];
  }

  // ---- Days ---------------------------------------------------------------------------------------------------------

  /** The days of a calendar that are drawn, each with its place: the last weeks where there are more. @param {NonNullable<Rows["calendar"]>} calendar */
  function placed({ first, weekStarts, days }) {
    const { number, placeInWeek } = roasbook.calendar;
    const start = number(first);
    const weekOf = (/** @type {number} */ day) => day - placeInWeek(day, weekStarts);
    const last = weekOf(start + days.length - 1);
    const from = Math.max(weekOf(start), last - (WEEKS - 1) * WEEK);
    const all = days.map((day, index) => ({ ...day, number: start + index })).filter(({ number }) => number >= from);
    return {
      weeks: Array.from({ length: (last - from) / WEEK + 1 }, (_, index) => from + index * WEEK),
      days: all.map((day) => ({ ...day, week: Math.floor((day.number - from) / WEEK), weekday: (day.number - from) % WEEK })),
    };
  }

  /** What stands above a week: the name of the month that begins in it. @param {number[]} weeks @param {number} last  the last day @param {number} each  how many months from one name to the next */
  function monthsOf(weeks, last, each) {
    return weeks.map((first, index) => {
      const [year, month, day] = roasbook.calendar.iso(Math.min(first + WEEK - 1, last)).split("-").map(Number);
      const begins = day <= WEEK;
      // The first month has a name if it has room for it.
      const isFirst = index === 0 && day < 20;
      return (begins || isFirst) && (year * 12 + month - 1) % each === 0 ? MONTHS[month - 1] : "";
    });
  }

  /** @param {Option} option @param {Rows} rows @param {Setting} setting */
  function calendar(option, rows, setting) {
    const { tokens, money, width, height } = setting;
    const { LINE } = roasbook.bindBars;
    const shown = rows.calendar ?? { first: "1970-01-01", weekStarts: "monday", days: [] };
    const { weeks, days } = placed(shown);
    const [across, down, grid] = [option.xAxis[0], option.yAxis[0], option.grid[0]];
    const [cells, dots] = option.series;

    grid.left = 24;
    const wide = Math.max(4, Math.min(DAY.most, Math.floor((width - grid.left - grid.right) / Math.max(1, weeks.length))));
    const high = Math.min(Math.floor((height - grid.top - grid.bottom) / WEEK), Math.max(DAY.least, Math.floor(wide * DAY.slim)));
    grid.right = width - grid.left - wide * weeks.length;
    grid.bottom = height - grid.top - high * WEEK;

    const months = monthsOf(weeks, days[days.length - 1]?.number ?? 0, wide * 4.3 < MONTH ? 2 : 1);
    across.data = weeks.map(String);
    Object.assign(across.axisLabel, {
      interval: (/** @type {number} */ index) => months[index] !== "",
      formatter: (/** @type {string} */ _, /** @type {number} */ index) => months[index],
      align: "left", padding: [0, 0, 0, -wide / 2], margin: 6, lineHeight: LINE,
    });
    const letters = roasbook.calendar.inWeek(DAYS, shown.weekStarts);
    down.data = letters.map((_, index) => String(index));
    Object.assign(down.axisLabel, {
      interval: (/** @type {number} */ index) => letters[index] !== "",
      formatter: (/** @type {string} */ _, /** @type {number} */ index) => letters[index],
      align: "left", margin: grid.left, lineHeight: LINE,
    });

    // Days of a shade follow each other: a drawing of few colours in a row is short.
    const byStep = [...days].sort((a, b) => a.step - b.step || a.number - b.number);
    const data = byStep.map((day) => ({ value: [day.week, day.weekday, day.amount], day, itemStyle: { color: tokens.shade[day.step] } }));
    const size = Math.max(3, Math.min(7, Math.floor(Math.min(wide, high) * 0.4)));
    const posted = byStep.filter(({ posts }) => posts > 0);
    const points = posted.map((day) => ({ value: [day.week, day.weekday], itemStyle: { color: day.step >= DARK ? tokens.surface : tokens.text } }));
    option.tooltip.formatter = (/** @type {any} */ { data: { day } }) =>
      roasbook.tips.of(roasbook.format.day(roasbook.calendar.iso(day.number)), [
        ["Revenue", roasbook.format.named["@money"](day.amount, money)],
        ["Posts", roasbook.format.count(day.posts, money.grouping)],
      ]);
    // A pixel between two days, on the right and below, so that all edges are sharp.
    option.series = [{ ...cells, data, symbolSize: [wide - 1, high - 1], symbolOffset: [-0.5, -0.5] }, { ...dots, data: points, symbolSize: size, silent: true }];
  }

  return { heat, calendar };
})();
