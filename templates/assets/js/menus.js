"use strict";
/**
 * Closes an open menu on Escape, on a click beside it, and when the page comes back from history.
 *
 * The menus are details elements and work without this.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.menus = (() => {
  const MENUS = "nav.choices details";

  function open() {
    return [...document.querySelectorAll(`${MENUS}[open]`)];
  }

  function start() {
    document.addEventListener("click", ({ target }) => {
      for (const menu of open()) if (!(target instanceof Node && menu.contains(target))) menu.removeAttribute("open");
    });
    document.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape") return;
      for (const menu of open()) {
        const within = menu.contains(document.activeElement);
        menu.removeAttribute("open");
        if (within) menu.querySelector("summary")?.focus();
      }
    });
    addEventListener("pagehide", () => {
      for (const menu of open()) menu.removeAttribute("open");
    });
  }

  return { start };
})();
