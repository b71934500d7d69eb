// Pages are valid HTML and keep the accessibility rules of html-validate: one of each kind, and slices picked
// at random, the same in every run.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

import config from "./.htmlvalidate.mjs";
import { contents, demoSite } from "./lib/demo.js";
import { none } from "./lib/none.js";
import { NOT_FOUND, OTHER_PAGES, oneOfEachKind } from "./lib/pages.js";
import { sample } from "./lib/random.js";

const site = demoSite();
const { pages } = contents(site);
const picked = [...oneOfEachKind(pages, 9), ...sample(pages, 60, 10)].map(({ path }) => path);
const validator = new HtmlValidate(new StaticConfigLoader(config));

async function invalid(html, path) {
  const { results } = await validator.validateString(html, path);
  const messages = results.flatMap(({ messages }) => messages);
  return messages.map(({ line, column, message, ruleId }) => `${path}:${line}:${column} ${message} (${ruleId})`);
}

test("pages are valid", async () => {
  const found = [];
  for (const path of new Set([...picked, ...OTHER_PAGES, NOT_FOUND])) {
    found.push(...(await invalid(readFileSync(join(site, path), "utf8"), path)));
  }
  none(found);
});

test("a fault would be found", async () => {
  const html = readFileSync(join(site, "index.html"), "utf8").replace('<main id="main">', '<main id="choices"><img src="x.png">');
  const found = await invalid(html, "index.html");
  assert.ok(found.some((fault) => fault.includes("no-dup-id")), found.join("\n"));
  assert.ok(found.some((fault) => fault.includes("wcag/h37")), found.join("\n"));
});
