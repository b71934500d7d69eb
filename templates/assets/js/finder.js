"use strict";
/**
 * The search in the header of every page: a field, and below it the pages whose names hold what is typed. Names
 * come with the catalog, which a page without one loads when the field is first used.
 *
 * The focus stays in the field; arrows move through the list, Enter goes, Escape closes. Results are links.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.finder = (() => {
  const root = document.documentElement;
  const NOTHING = "No influencer, campaign or page has this name.";
  const FAILED = "The names could not be loaded.";
  /** What a key would otherwise be typed into. */
  const FIELD = "input, textarea, select, [contenteditable], dialog[open] *";

  const { element } = roasbook.render;

  /** @param {string} kind @param {string} label @param {string} text */
  function marked(kind, label, text) {
    const parts = roasbook.search.parts(label, text);
    return element("span", { class: kind }, ...parts.map((part) => (part.isHit ? element("mark", {}, part.text) : part.text)));
  }

  /** @param {Findable} entry @param {string} text @param {number} place */
  function option({ label, detail, path }, text, place) {
    const attributes = { role: "option", id: `found-${place}`, href: `${root.dataset.root ?? ""}${path}`, tabindex: "-1", "aria-selected": "false" };
    return element("a", attributes, marked("name", label, text), ...(detail ? [" ", marked("detail", detail, text)] : []));
  }

  /** @param {Hits} group @param {string} text @param {() => number} next  the number of the next result */
  function groupOf({ kind, label, hits, count }, text, next) {
    const heading = element("div", { class: "group", id: `found-${kind}`, role: "presentation" }, element("b", {}, label));
    const more = count - hits.length;
    if (more > 0) heading.append(element("span", {}, `${hits.length} of ${countText(count)}`));
    return element("div", { role: "group", "aria-labelledby": heading.id }, heading, ...hits.map((hit) => option(hit, text, next())));
  }

  /** @param {number} count */
  function countText(count) {
    return roasbook.format.count(count, roasbook.catalog?.money.grouping ?? "western");
  }

  /** @param {Hits[]} groups */
  function said(groups) {
    const count = groups.reduce((sum, group) => sum + group.count, 0);
    return count === 0 ? NOTHING : `${countText(count)} found`;
  }

  /** What the field needs to be a search, which pages are spared. */
  const COMBOBOX = {
    role: "combobox", "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list", "aria-keyshortcuts": "/",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  };

  function start() {
    const field = /** @type {HTMLInputElement | null} */ (document.getElementById("finder"));
    const place = field?.closest(".finder");
    if (!field || !place) return;
    for (const [name, value] of Object.entries(COMBOBOX)) field.setAttribute(name, value);
    const list = element("div", { id: "found", role: "listbox", "aria-label": "Found" });
    const words = element("p", {});
    const results = element("div", { class: "results", hidden: "" }, list, words);
    const status = element("p", { class: "unseen", role: "status" });
    place.append(results, status);
    attach({ field, place, results, list, words, status });
  }

  /** @param {{field: HTMLInputElement, place: Element, results: HTMLElement, list: Element, words: HTMLElement, status: Element}} box */
  function attach({ field, place, results, list, words, status }) {
    /** @type {Promise<Found["groups"]> | null} */
    let names = null;
    /** What the list was made for. */
    let shown = "";
    /** @type {HTMLElement[]} */
    let options = [];
    /** @type {HTMLElement | null} */
    let active = null;

    /** Everything there is to find, made when it is first asked for. */
    function all() {
      names ??= load().catch((reason) => {
        // The next key may try again.
        names = null;
        throw reason;
      });
      return names;
    }

    async function load() {
      if (!roasbook.catalog) await roasbook.store.script(root.dataset.catalog ?? "");
      return roasbook.search.index(/** @type {Catalog} */ (roasbook.catalog));
    }

    /** @param {HTMLElement | null} option */
    function activate(option) {
      active?.setAttribute("aria-selected", "false");
      active = option;
      option?.setAttribute("aria-selected", "true");
      if (option) field.setAttribute("aria-activedescendant", option.id);
      else field.removeAttribute("aria-activedescendant");
    }

    /** @param {boolean} isOpen */
    function open(isOpen) {
      results.hidden = !isOpen;
      field.setAttribute("aria-expanded", String(isOpen && options.length > 0));
      if (!isOpen) activate(null);
    }

    /** @param {Hits[]} groups @param {string} text */
    function fill(groups, text) {
      let count = 0;
      list.replaceChildren(...groups.map((group) => groupOf(group, text, () => count++)));
      options = [...list.querySelectorAll("a")];
      list.toggleAttribute("hidden", options.length === 0);
      say(said(groups));
      results.scrollTop = 0;
      activate(options[0] ?? null);
    }

    /** What is not said by a list is seen as well. @param {string} text */
    function say(text) {
      status.textContent = text;
      words.textContent = text;
      words.hidden = options.length > 0;
    }

    async function show() {
      const text = field.value.trim();
      shown = text;
      if (!text) return open(false);
      try {
        const groups = await all();
        if (shown !== text) return;
        fill(roasbook.search.find(groups, text), text);
      } catch {
        if (shown !== text) return;
        fill([], text);
        say(FAILED);
      }
      open(place.contains(document.activeElement));
    }

    /** @param {number} step */
    function move(step) {
      if (results.hidden) return void show();
      const at = active ? options.indexOf(active) + step : 0;
      const next = options[(at + options.length) % options.length];
      if (!next) return;
      activate(next);
      // The heading of the first is to be seen as well.
      (next === options[0] ? results : next).scrollIntoView({ block: "nearest" });
      if (next === options[0]) results.scrollTop = 0;
    }

    /** Closes what is open; what is closed already is emptied. @param {KeyboardEvent} event */
    function leave(event) {
      if (results.hidden && !field.value) return field.blur();
      event.preventDefault();
      if (results.hidden) field.value = "";
      open(false);
    }

    /** Goes where the active result leads, once the list is that of what is typed. @param {KeyboardEvent} event */
    async function go(event) {
      event.preventDefault();
      const { ctrlKey, metaKey, shiftKey } = event;
      if (results.hidden || shown !== field.value.trim()) await show();
      active?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
    }

    field.addEventListener("focus", () => void all().catch(() => undefined));
    field.addEventListener("input", () => void show());
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        move(event.key === "ArrowDown" ? 1 : -1);
      } else if (event.key === "Enter") void go(event);
      else if (event.key === "Escape") leave(event);
      // A list that scrolls would be the next stop.
      else if (event.key === "Tab") open(false);
    });
    field.addEventListener("click", () => {
      if (results.hidden && field.value.trim()) void show();
    });
    list.addEventListener("pointermove", ({ target }) => {
      const option = target instanceof Element ? target.closest("a") : null;
      if (option && option !== active) activate(option);
    });
    document.addEventListener("focusin", ({ target }) => {
      if (target instanceof Node && !place.contains(target)) open(false);
    });
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !place.contains(target)) open(false);
    });
    document.addEventListener("keydown", (event) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (key !== "/" || ctrlKey || metaKey || altKey || event.defaultPrevented) return;
      if (document.querySelector("dialog[open]") || (target instanceof Element && target.matches(FIELD))) return;
      event.preventDefault();
      field.focus();
      field.select();
    });
    // A page that is come back to shows no list.
    addEventListener("pagehide", () => open(false));
  }

  return { start };
})();
