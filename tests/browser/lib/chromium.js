// The Chromium that is installed, and how it is started.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const ARGUMENTS = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function executable() {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
  const found = process.env.ROASBOOK_CHROMIUM ?? onPath;
  if (!found) throw new Error(`no browser: none of ${NAMES.join(", ")} is on PATH, and ROASBOOK_CHROMIUM is not set`);
  return found;
}

/** For playwright's launch. */
export const CHROMIUM = { executablePath: executable(), headless: true, chromiumSandbox: false, args: ARGUMENTS };
