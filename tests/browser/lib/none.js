import assert from "node:assert/strict";

/** As many faults are worth reading at once. */
const READ = 25;

/** Fails with the faults found, one a line. */
export function none(found) {
  if (found.length === 0) return;
  const more = found.length > READ ? [`... and ${found.length - READ} more`] : [];
  assert.fail([`${found.length} found:`, ...found.slice(0, READ), ...more].join("\n  "));
}
