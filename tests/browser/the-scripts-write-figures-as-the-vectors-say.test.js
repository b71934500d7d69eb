// format.js writes every number as the vectors say, which the program is held to as well.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";

import { root } from "./lib/demo.js";
import { load } from "./lib/scripts.js";

const { format } = load("format.js");
const vectors = JSON.parse(readFileSync(join(root, "tests", "vectors", "format.json"), "utf8"));

const WRITERS = {
  money_short: (input, money) => format.short(input, money),
  money_full: (input, money) => format.full(input, money),
  count: (input, { grouping }) => format.count(input, grouping),
  times: (input, { grouping }) => format.times(input, grouping),
  percent: (input, { grouping }) => format.percent(input, grouping),
  day: (input) => format.day(input),
  step: (input, { grain, ...step }) => format.stepName({ first: input, ...step }, grain),
};

for (const kind of new Set(vectors.map((vector) => vector.kind))) {
  test(`${kind} is written as the vectors say`, () => {
    for (const { input, options, expected } of vectors.filter((vector) => vector.kind === kind)) {
      assert.equal(WRITERS[kind](input, options), expected, `${input} with ${JSON.stringify(options)}`);
    }
  });
}
