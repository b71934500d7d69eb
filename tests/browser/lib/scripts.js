// The pure scripts of the site outside any page, as the build runs them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

import { root } from "./demo.js";

/** The namespace that these scripts fill. What they return comes from another realm: copy before comparing. */
export function load(...names) {
  const context = vm.createContext({});
  for (const name of names) {
    const file = join(root, "templates", "assets", "js", name);
    vm.runInContext(readFileSync(file, "utf8"), context, { filename: file });
  }
  return context.roasbook;
}
