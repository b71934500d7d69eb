"use strict";
/**
 * The tools of a page: a link to exactly this view, print, and how the page is displayed; and the note on a
 * link that was made from other data.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.display = (() => {
  const root = document.documentElement;
  /** How long a reader is told that a link was copied, in milliseconds. */
  const SAID = 4000;

  const { element } = roasbook.render;

  // ---- Links ------------------------------------------------------------------------------------------------------

  /** @param {Catalog} catalog */
  function versionOf({ digest }) {
    return digest.slice(0, 8);
  }

  /** Where the site lies: its published address where there is one. @param {Catalog} catalog */
  function home({ baseUrl }) {
    return baseUrl ? baseUrl.replace(/\/*$/, "/") : new URL(root.dataset.root || "./", location.href).href;
  }

  /** The path of this page, from the root of the site. */
  function here() {
    const { pathname } = new URL(root.dataset.root || "./", location.href);
    return location.pathname.slice(pathname.length);
  }

  /** The page written for a filter, where there is one, says more by its address than a query. @param {State} state */
  function linkOf(state) {
    const catalog = /** @type {Catalog} */ (roasbook.catalog);
    const { query, app } = roasbook;
    const page = query.page(catalog, state.filter);
    const search = query.write(state, page === null ? app.own : state.filter);
    return `${home(catalog)}${page ?? here()}${search ? `${search}&` : "?"}v=${versionOf(catalog)}`;
  }

  function link() {
    if (roasbook.catalog && document.getElementById("choices")) return linkOf(roasbook.app.state);
    /** @type {HTMLLinkElement | null} */
    const canonical = document.querySelector("link[rel=canonical]");
    return (canonical?.href ?? location.href.replace(/[?#].*$/, "")) + location.hash;
  }

  /** Where nothing may be copied for the reader, the link is there to be copied by hand. @param {string} address */
  function offer(address) {
    const field = element("input", { type: "text", readonly: "", value: address, "aria-label": "Link to this view", autofocus: "" });
    const close = element("button", { type: "button" }, "Close");
    const dialog = element("dialog", { class: "link", "aria-label": "Copy link" }, element("p", {}, "Copy this link to this view:"), field, close);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  }

  /** @param {Element} status */
  async function copy(status) {
    const address = link();
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      offer(address);
      return;
    }
    status.textContent = "Link copied";
    setTimeout(() => status.replaceChildren(), SAID);
  }

  // ---- Display ----------------------------------------------------------------------------------------------------

  /** Keeps a setting for the next page, where the browser allows it. @param {"theme" | "patterns"} name @param {string} value  empty for none */
  function keep(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    try {
      if (value) localStorage.setItem(`roasbook-${name}`, value);
      else localStorage.removeItem(`roasbook-${name}`);
    } catch {
      // It then holds for this page alone.
    }
    roasbook.charts.redraw?.();
  }

  /** @param {string} value @param {string} label */
  function themeChoice(value, label) {
    const radio = element("input", { type: "radio", name: "theme", value });
    radio.checked = (root.dataset.theme ?? "") === value;
    radio.addEventListener("change", () => keep("theme", value));
    return element("label", {}, radio, label);
  }

  function displayPanel() {
    const themes = [themeChoice("", "System"), themeChoice("light", "Light"), themeChoice("dark", "Dark")];
    const patterns = element("input", { type: "checkbox" });
    patterns.checked = root.dataset.patterns === "true";
    patterns.addEventListener("change", () => keep("patterns", patterns.checked ? "true" : ""));
    return element(
      "div",
      { class: "panel" },
      element("fieldset", {}, element("legend", {}, "Theme"), ...themes),
      element("label", {}, patterns, "Patterns in charts"),
    );
  }

  // ---- The note on a link -------------------------------------------------------------------------------------------

  /** @param {string | null} version */
  function notice(version) {
    const { catalog } = roasbook;
    const place = document.getElementById("notice");
    if (!catalog || !place || version === null || version === versionOf(catalog)) return;
    // What stands in an address is not said on the page unless it is a version.
    const made = /^[0-9a-f]{8}$/.test(version) ? `version ${version}` : "another version";
    const close = element("button", { type: "button", "aria-label": "Close this note" }, "×");
    close.addEventListener("click", () => {
      place.hidden = true;
      delete root.dataset.outdated;
    });
    place.replaceChildren(
      `This link was made from ${made} of the data; this report is version ${versionOf(catalog)}, so figures may have changed since. `,
      close,
    );
    place.hidden = false;
  }

  // ---- Start ------------------------------------------------------------------------------------------------------

  function start() {
    const tools = document.querySelector("[data-tools]");
    const status = tools?.querySelector("[role=status]");
    if (!tools || !status) return;
    tools.querySelector("[data-tool=link]")?.addEventListener("click", () => copy(status));
    tools.querySelector("[data-tool=print]")?.addEventListener("click", () => print());
    tools.querySelector("details")?.append(displayPanel());
  }

  return { start, notice, linkOf };
})();
