"use strict";
/**
 * Runs before anything is painted: the theme a reader has set, and whether the address asks for another filter
 * than the page was written with, in which case its figures stay hidden until they are the right ones.
 */
var roasbook = /** @type {Roasbook} */ ({});

(() => {
  const root = document.documentElement;

  /** Says that what the address asks for cannot be shown, and shows no other figures in its place. */
  roasbook.unavailable = () => {
    root.dataset.failed = "true";
    root.removeAttribute("data-pending");
    const place = document.getElementById("notice");
    if (!place) return;
    place.hidden = false;
    place.textContent =
      "The data of this view could not be loaded, so its figures are not shown. Reload the page, or open it without the filter in its address.";
  };

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
  const asks = /^(vs\.)?(from|to|brand|category|platform|campaign|product|gender|tier|influencer|view|sort|find)$/;
  if (!root.dataset.live || ![...query.keys()].some((key) => asks.test(key))) return;
  root.dataset.pending = "true";
  // A script that cannot be loaded: without it nobody would ever say so.
  addEventListener(
    "error",
    ({ target }) => {
      if (target instanceof HTMLScriptElement && root.dataset.pending) {
        addEventListener("DOMContentLoaded", roasbook.unavailable);
      }
    },
    true,
  );
})();
