// The site's scripts are plain JavaScript with JSDoc types, and the types hold.

import { spawnSync } from "node:child_process";
import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

test("tsc finds nothing in the site's scripts", () => {
  const tsc = here("node_modules/typescript/bin/tsc");
  const { stdout, status } = spawnSync(process.execPath, [tsc, "-p", here("tsconfig.json")], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(status, 0);
});
