// The filter bar as a reader uses it.

/** The menu of a choice: a dimension, `period` or `more`. */
export const menu = (page, choice) => page.locator(`#choices details[data-choice="${choice}"]`);

/** Opens a menu, also one under More, unless it is open. */
export async function openMenu(page, choice) {
  const own = menu(page, choice);
  const details = (await own.count()) > 0 ? own : await foldOf(page, choice);
  if ((await details.getAttribute("open")) === null) await details.locator(":scope > summary").click();
  return details;
}

/** The fold of a dimension under More. */
async function foldOf(page, choice) {
  const more = menu(page, "more");
  if ((await more.getAttribute("open")) === null) await more.locator(":scope > summary").click();
  const label = await page.evaluate((id) => globalThis.roasbook.slices.dimension(globalThis.roasbook.catalog, id).label, choice);
  return more.locator("details", { has: page.locator(`summary:has-text("${label}")`) });
}

/** The row of a member in an open menu. */
export const member = (details, label) => details.locator(".members li", { has: details.page().getByText(label, { exact: true }) });

/** Ticks or unticks a member of a menu. */
export async function tick(page, choice, label) {
  const details = await openMenu(page, choice);
  const row = member(details, label);
  if (!(await row.isVisible())) await details.locator("input[type=search]").fill(label);
  await row.locator("input").click();
}

/** The chips: what they say and how to take each away. */
export const chips = (page) => page.locator("ul.chips li");
export const chip = (page, text) => chips(page).filter({ hasText: text });
