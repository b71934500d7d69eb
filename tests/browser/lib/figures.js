// The figures a page shows, as `data` elements carry them, and as the program's JSON writes them.

/** In the page: the tiles and the rows of every table, with whether each figure can be seen. */
export function shownFigures() {
  const figure = (data) => ({ value: data.getAttribute("value"), text: data.textContent, visible: data.checkVisibility() });
  const measures = (element) =>
    Object.fromEntries([...element.querySelectorAll("data[data-measure]")].map((data) => [data.dataset.measure, figure(data)]));
  const tables = [...document.querySelectorAll("table[data-table]")].map((table) => {
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => row.querySelector("data"));
    return [table.dataset.table, rows.map((row) => ({ id: row.dataset.id, label: row.cells[0].textContent.trim(), measures: measures(row) }))];
  });
  const tiles = document.querySelector("dl.tiles");
  return { tiles: tiles && measures(tiles), tables: Object.fromEntries(tables) };
}

/** A figure of a page as JSON has it: money stays decimal text, other figures are numbers, none is null. */
export function asJson({ value }, like) {
  if (value === "") return null;
  return typeof like === "string" ? value : Number(value);
}

/** What of these figures differs from the measures of the program, in words. */
export function differences(figures, measures, where) {
  return Object.entries(figures)
    .filter(([measure, figure]) => !(measure in measures) || asJson(figure, measures[measure]) !== measures[measure])
    .map(([measure, { value }]) => `${where}, ${measure}: the page has ${JSON.stringify(value)}, not ${JSON.stringify(measures[measure])}`);
}
