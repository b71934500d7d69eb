// The site of the demo campaign, and the binary that builds it.

import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const data = join(root, "data");

const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");
const binary = resolve(process.env.ROASBOOK ?? join(target, "release", "roasbook"));

/** What the program prints. */
export function roasbook(...args) {
  return execFileSync(binary, args, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "pipe"] });
}

/** The same beside other work: what the program prints, once it has. */
export async function roasbookBeside(...args) {
  const { stdout } = await promisify(execFile)(binary, args, { encoding: "utf8", maxBuffer: 1 << 28 });
  return stdout;
}

const temporary = [];
process.on("exit", () => temporary.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that goes when this process does. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "roasbook-browser-"));
  temporary.push(folder);
  return folder;
}

/** The folder of the demo site. A run builds it once (`once.js`), a test file alone builds its own. */
export function demoSite() {
  process.env.ROASBOOK_SITE ??= build(data);
  return process.env.ROASBOOK_SITE;
}

/** Builds a site of a folder of CSVs, with this text as its configuration where there is one; its folder. */
export function build(csvs, config = null) {
  const place = temporaryFolder();
  const site = join(place, "site");
  const file = join(place, "roasbook.toml");
  if (config !== null) writeFileSync(file, config);
  roasbook("build", csvs, "-o", site, "--quiet", ...(config === null ? [] : ["--config", file]));
  return site;
}

/** What `roasbook.json` says of a site: every report page with its filter and measures. */
export function contents(site) {
  return JSON.parse(readFileSync(join(site, "roasbook.json"), "utf8"));
}
