"use strict";
/**
 * The menu of days: the first and the last one in fields, and ranges by name.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.dates = (() => {
  /** A day is written digit by digit; for so long nobody is told that it is wrong. In milliseconds. */
  const PATIENCE = 800;

  const { element } = roasbook.render;

  /** @param {Catalog} catalog @returns {Panel} */
  function panel(catalog) {
    const { first: min, last: max } = catalog.range;
    const fields = {
      first: element("input", { type: "date", min, max, "aria-describedby": "wrong-days" }),
      last: element("input", { type: "date", min, max, "aria-describedby": "wrong-days" }),
    };
    const wrong = element("p", { class: "wrong", id: "wrong-days", role: "alert" });
    const range = element(
      "div",
      { class: "range", role: "group", "aria-label": "Days" },
      element("label", {}, "First day", fields.first),
      element("label", {}, "Last day", fields.last),
      wrong,
    );
    const offered = roasbook.choices.days(catalog);
    const buttons = offered.map(({ label }) => element("button", { type: "button", tabindex: "-1" }, label));
    const list = element("ul", { class: "named" });
    offered.forEach(({ group }, at) => {
      if (group !== null && group !== offered[at - 1]?.group) list.append(element("li", { class: "group" }, group));
      list.append(element("li", {}, buttons[at]));
    });
    /** Whether a day was written since the fields were come to: what is written next takes its place in the history. */
    let isWriting = false;
    /** The filter that was written last. @type {Filter | null} */
    let written = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let waiting;

    /** @param {{wrong: string, field: "first" | "last"} | null} fault */
    function say(fault) {
      clearTimeout(waiting);
      wrong.textContent = fault?.wrong ?? "";
      for (const [name, field] of Object.entries(fields)) {
        if (name === fault?.field) field.setAttribute("aria-invalid", "true");
        else field.removeAttribute("aria-invalid");
      }
    }

    /** What the fields ask for; a day that is half written is no day. */
    function read() {
      const text = (/** @type {HTMLInputElement} */ { value, validity }) => (validity.badInput ? "?" : value);
      return roasbook.choices.readDays(catalog, text(fields.first), text(fields.last));
    }

    /** @param {Event} event */
    function write(event) {
      const days = read();
      if ("wrong" in days) {
        clearTimeout(waiting);
        waiting = setTimeout(() => say(days), PATIENCE);
        return;
      }
      say(null);
      const { filter } = roasbook.app.state;
      if (days.from === filter.from && days.to === filter.to) return;
      written = { ...filter, ...days };
      roasbook.app.change({ filter: written }, event, isWriting);
      isWriting = true;
    }

    /** @param {boolean} all  also the fields that are being written in */
    function show(all) {
      const { filter } = roasbook.app.state;
      const days = roasbook.choices.shownDays(catalog, filter);
      // Somewhere else was gone to: what was written is over.
      if (filter !== written) isWriting = false;
      if (all || !isWriting || !range.contains(document.activeElement)) {
        fields.first.value = days.first;
        fields.last.value = days.last;
      }
      offered.forEach(({ from, to }, at) => buttons[at].setAttribute("aria-pressed", String(from === filter.from && to === filter.to)));
    }

    range.addEventListener("input", write);
    range.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && range.contains(relatedTarget)) return;
      isWriting = false;
      const days = read();
      say("wrong" in days ? days : null);
    });
    range.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      const days = read();
      say("wrong" in days ? days : null);
    });
    list.addEventListener("click", (event) => {
      const days = offered[buttons.findIndex((button) => button === event.target)];
      const menu = list.closest("details");
      if (!days || !menu) return;
      const { from, to } = days;
      roasbook.menus.close(menu);
      roasbook.app.change({ filter: { ...roasbook.app.state.filter, from, to } }, event);
    });
    roasbook.menus.rove(list, fields.last);

    return {
      element: element("div", {}, range, list),
      open() {
        say(null);
        show(true);
        const current = buttons.find((button) => button.getAttribute("aria-pressed") === "true") ?? buttons[0];
        for (const button of buttons) button.setAttribute("tabindex", button === current ? "0" : "-1");
      },
      sync: () => show(false),
    };
  }

  return { panel };
})();
