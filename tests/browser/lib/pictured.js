// A site whose report pages come with pictures of their charts, as the build will write them: what the live charts of
// those pages draw at two widths.

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { awake, open, visit } from "./browser.js";
import { temporaryFolder } from "./demo.js";

/** The windows in which charts have the widths of the two pictures. */
const WIDTHS = { wide: { width: 1280, height: 900 }, narrow: { width: 390, height: 900 } };

/** In the page: the drawings of its charts, in their order, and the key above each. */
function drawings(kind) {
  return [...document.querySelectorAll("figure[data-chart]")].map((figure) => {
    const svg = figure.querySelector("[role=img] svg").cloneNode(true);
    const [width, height] = ["width", "height"].map((name) => svg.getAttribute(name));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("preserveAspectRatio", "xMinYMin meet");
    svg.setAttribute("class", `drawn ${kind}`);
    for (const name of ["width", "height", "style"]) svg.removeAttribute(name);
    // No two elements of a page have one id.
    const made = svg.outerHTML.replaceAll(/\bzr\d+-/g, `${figure.dataset.chart}-${figure.dataset.from ?? ""}-${kind}-`);
    return { svg: made, key: figure.querySelector(".key > p")?.outerHTML ?? "" };
  });
}

/** A copy of a site in which these pages have pictures; its folder. */
export async function withPictures(browser, site, paths) {
  const copy = join(temporaryFolder(), "site");
  cpSync(site, copy, { recursive: true });
  const from = pathToFileURL(`${site}/`).href;
  for (const path of paths) {
    const file = join(copy, path);
    let html = readFileSync(file, "utf8");
    if (html.includes('class="drawn ')) continue;
    const drawn = {};
    for (const [kind, viewport] of Object.entries(WIDTHS)) {
      const { page } = await open(browser, from, { viewport });
      await visit(page, from + path);
      await awake(page);
      drawn[kind] = await page.evaluate(drawings, kind);
      await page.context().close();
    }
    let index = 0;
    html = html.replaceAll(/(<figure data-chart=[^>]*>)(<div class="key"><\/div>)?(<div role="img" aria-label="[^"]*">)<\/div>/g, (_, figure, key, image) => {
      const [wide, narrow] = [drawn.wide[index], drawn.narrow[index++]];
      const lines = wide.key ? `<div class="key">${wide.key}</div>` : (key ?? "");
      return `${figure}${lines}${image}${wide.svg}${narrow.svg}</div>`;
    });
    if (index !== drawn.wide.length) throw new Error(`${path} has places for ${index} of ${drawn.wide.length} charts`);
    writeFileSync(file, html);
  }
  return copy;
}
