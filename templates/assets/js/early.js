"use strict";
/**
 * Runs before anything is painted: the theme a reader has set, and whether the address asks for another filter
 * than the page was written with, in which case its figures stay hidden until they are the right ones.
 */
(() => {
  const root = document.documentElement;
  root.dataset.scripts = "true";
  try {
    const theme = localStorage.getItem("roasbook-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    if (localStorage.getItem("roasbook-patterns") === "true") root.dataset.patterns = "true";
  } catch {
    // Storage may be forbidden; the page then follows the system.
  }
  const query = new URLSearchParams(location.search);
  const version = query.get("v");
  if (version && version !== root.dataset.version) root.dataset.outdated = "true";
  const keys = [...query.keys()];
  const isReport = root.dataset.page === "overview" || root.dataset.page === "slice";
  if (isReport && keys.some((key) => key !== "v")) root.dataset.pending = "true";
})();
