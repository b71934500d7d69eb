// What a reader would see wrong in an open page. Runs in the page, so each function stands alone.

/** Where everything is, from the top of the page. */
export function places() {
  const parts = document.querySelectorAll("main h1, .lead, main dl, main h2, section > p, main figure, [role=img], main table, footer");
  return [...parts].map((part) => ({
    name: part.tagName.toLowerCase() + (part.closest("section[id]") ? ` in ${part.closest("section[id]").id}` : ""),
    top: Math.round(part.getBoundingClientRect().top + scrollY),
  }));
}

/** Faults of the page as it is laid out now, in words. */
export async function faults() {
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await painted();
  // Charts out of sight are drawn when there is time.
  await globalThis.roasbook?.charts?.settled();
  const found = [];
  const root = document.documentElement;

  if (root.dataset.ready !== "true") found.push("html[data-ready=true] was not reached");

  scrollTo(100_000, 0);
  if (scrollX > 0 || root.scrollWidth > root.clientWidth) {
    const wide = [...document.body.querySelectorAll("*")]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right + scrollX > root.clientWidth)
      .filter((element) => !element.closest(".scroll")?.parentElement.closest(".scroll, section"))
      .map((element) => element.tagName.toLowerCase() + (element.className && `.${element.className}`));
    found.push(`scrolls sideways at ${innerWidth} px, by ${root.scrollWidth - root.clientWidth} px: ${wide.slice(0, 5).join(", ")}`);
  }
  scrollTo(0, 0);

  for (const figure of document.querySelectorAll("figure[data-chart]")) {
    const chart = figure.dataset.chart;
    if (!figure.checkVisibility()) {
      found.push(`chart ${chart} is hidden`);
      continue;
    }
    if (figure.dataset.empty) {
      const { roasbook } = globalThis;
      const measures = roasbook.skeletons[chart].series.map((series) => `data[data-measure="${series.id}"]:not([value=""])`);
      const known = document.querySelector(`table[data-table="${figure.dataset.from}"] :is(${measures.join()})`);
      if (known) found.push(`chart ${chart} says that no figure is known, but its table has ${known.textContent}`);
      continue;
    }
    // A picture drawn at build time comes in two widths, one of which is seen.
    const svg = [...figure.querySelectorAll("[role=img] svg")].find((one) => one.checkVisibility());
    if (!svg || svg.querySelectorAll("path").length === 0) {
      found.push(`chart ${chart} has drawn nothing`);
      continue;
    }
    const place = figure.querySelector("[role=img]").getBoundingClientRect();
    const drawn = svg.getBoundingClientRect();
    if (Math.abs(drawn.width - place.width) > 1 || drawn.height < 20) {
      found.push(`chart ${chart} is ${drawn.width} x ${drawn.height} px in a place of ${place.width} x ${place.height} px`);
    }
    const odd = svg.outerHTML.match(/NaN|undefined|Infinity|\[object|null/);
    if (odd) found.push(`chart ${chart} has ${odd[0]} in it`);
  }
  return found;
}
