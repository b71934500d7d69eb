// The campaigns whose pages are held against the report: the demo, and the folders that others published.

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { build, data, demoSite, root } from "./demo.js";

/** Figures are looked at, not charts, which take longest to build. */
const UNDRAWN = '[charts]\nprerender = "none"\n';

const corpus = join(root, "..", "shared", "corpus");

/** What the program says of a folder that it cannot use. */
function reason({ stderr }) {
  return String(stderr).split("\n")[0];
}

/** A folder of the corpus with its site; nothing, and the reason printed, where it does not build. */
function built(name) {
  const folder = join(corpus, name);
  try {
    return [{ name, folder, site: build(folder, UNDRAWN) }];
  } catch (error) {
    if (error.stderr === undefined) throw error;
    console.log(`skipped: ${name} does not build: ${reason(error)}`);
    return [];
  }
}

/** Each campaign with its folder of CSVs and its site. */
export function campaigns() {
  const demo = { name: "demo", folder: data, site: demoSite() };
  if (!existsSync(corpus)) {
    console.log("skipped: the corpus is not beside this checkout, so all filters are tried on the demo");
    return [demo];
  }
  const folders = readdirSync(corpus, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [demo, ...folders.flatMap(({ name }) => built(name))];
}
