"use strict";
/**
 * The state of a page as an address, and back. Pure.
 *
 * A page has choices of its own, those of its path; the query says what differs. A key repeats for several
 * values and nothing is split on commas. A key without a value clears what the page itself has chosen.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.query = (() => {
  /** @type {DimensionId[]} */
  const DIMENSIONS = ["brand", "category", "platform", "campaign", "product", "gender", "tier", "influencer"];
  /** @type {Grain[]} */
  const GRAINS = ["day", "week", "month"];
  /** What the other side of a comparison puts before its keys. */
  const OTHER = "vs.";
  const COMPARE = "compare";
  /** Whose members' pages are what a link to such a member means; a brand has a report. @type {DimensionId[]} */
  const PROFILED = ["influencer", "campaign", "product"];

  /** @param {Parameters} query @param {string} prefix @param {Filter} own @returns {Filter} */
  function readFilter(query, prefix, own) {
    const day = (/** @type {string} */ key) => query.get(prefix + key) || null;
    const isDated = query.has(`${prefix}from`) || query.has(`${prefix}to`);
    const [from, to] = isDated ? [day("from"), day("to")] : [own.from, own.to];
    /** @type {Filter["choices"]} */
    const choices = {};
    for (const id of DIMENSIONS) {
      const named = query.has(prefix + id) ? query.getAll(prefix + id).filter((name) => name !== "") : own.choices[id];
      if (named?.length) choices[id] = [...new Set(named)];
    }
    return { from, to, choices };
  }

  /** `table:what` @param {string[]} values @param {(what: string) => any} make */
  function byTable(values, make) {
    const pairs = values.map((value) => /^([a-z-]+):(.*)$/su.exec(value)).filter((match) => match !== null);
    return Object.fromEntries(pairs.map(([, table, what]) => [table, make(what)]));
  }

  /** @param {string} search @param {Filter} own @returns {{state: State, version: string | null}} */
  function read(search, own) {
    const query = new Parameters(search);
    const views = query.getAll("view");
    const everything = { from: null, to: null, choices: {} };
    const state = {
      filter: readFilter(query, "", own),
      compare: views.includes(COMPARE) ? readFilter(query, OTHER, everything) : null,
      grain: GRAINS.find((grain) => views.includes(grain)) ?? null,
      sort: byTable(query.getAll("sort"), (what) => ({ by: what.replace(/^-/, ""), descending: what.startsWith("-") })),
      columns: byTable(views, (what) => what.split(":").filter(Boolean)),
      find: byTable(query.getAll("find"), (what) => what),
    };
    return { state, version: query.get("v") || null };
  }

  /** @param {string[] | undefined} a @param {string[] | undefined} b */
  function sameNames(a = [], b = []) {
    return a.length === b.length && a.every((name) => b.includes(name));
  }

  /** @param {Filter} a @param {Filter} b */
  function same(a, b) {
    return a.from === b.from && a.to === b.to && DIMENSIONS.every((id) => sameNames(a.choices[id], b.choices[id]));
  }

  /** @param {[string, string][]} pairs @param {string} prefix @param {Filter} filter @param {Filter} own */
  function writeFilter(pairs, prefix, filter, own) {
    if (filter.from !== own.from || filter.to !== own.to) {
      if (filter.from !== null || filter.to === null) pairs.push([`${prefix}from`, filter.from ?? ""]);
      if (filter.to !== null) pairs.push([`${prefix}to`, filter.to]);
    }
    for (const id of DIMENSIONS) {
      const names = filter.choices[id] ?? [];
      if (sameNames(names, own.choices[id])) continue;
      for (const name of names.length ? names : [""]) pairs.push([prefix + id, name]);
    }
  }

  /** @param {State} state @param {Filter} own */
  function write({ filter, compare, grain, sort, columns, find }, own) {
    /** @type {[string, string][]} */
    const pairs = [];
    writeFilter(pairs, "", filter, own);
    if (compare) {
      pairs.push(["view", COMPARE]);
      writeFilter(pairs, OTHER, compare, { from: null, to: null, choices: {} });
    }
    if (grain) pairs.push(["view", grain]);
    for (const [table, { by, descending }] of Object.entries(sort)) pairs.push(["sort", `${table}:${descending ? "-" : ""}${by}`]);
    for (const [table, names] of Object.entries(columns)) pairs.push(["view", [table, ...names].join(":")]);
    for (const [table, text] of Object.entries(find)) if (text) pairs.push(["find", `${table}:${text}`]);
    const encode = (/** @type {string} */ text) => encodeURIComponent(text).replace(/%20/g, "+").replace(/%3A/g, ":");
    return pairs.length ? `?${pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join("&")}` : "";
  }

  /** The path of the page of one member, from the root of the site. @param {Catalog} catalog @param {DimensionId} id @param {string} name */
  function profile({ dimensions, folders }, id, name) {
    const folder = folders[id];
    const code = codeOf(dimensions, id, [name]);
    const slug = code > 0 ? slugOf(dimensions, id, code) : "";
    return folder && slug ? `${folder}/${slug}.html` : null;
  }

  /** The path of a member's page, where a filter is that member and nothing else. @param {Catalog} catalog @param {Filter} filter @param {DimensionId[]} [profiled]  the dimensions that count */
  function profileOf(catalog, { from, to, choices }, profiled = PROFILED) {
    const chosen = DIMENSIONS.filter((id) => choices[id]);
    const [id] = chosen;
    const names = choices[id] ?? [];
    const isOne = from === null && to === null && chosen.length === 1 && names.length === 1 && profiled.includes(id);
    return isOne ? profile(catalog, id, names[0]) : null;
  }

  /**
   * The path of the page that shows exactly this filter, from the root of the site.
   * @param {Catalog} catalog @param {Filter} filter
   */
  function page(catalog, filter) {
    return profileOf(catalog, filter) ?? report(catalog, filter) ?? profileOf(catalog, filter, ["brand"]);
  }

  /** The path of a report of choices and a period. @param {Catalog} catalog @param {Filter} filter */
  function report(catalog, filter) {
    const { pages, dimensions } = catalog;
    if (DIMENSIONS.some((id) => filter.choices[id] && !pages.dimensions.includes(id))) return null;
    const codes = pages.dimensions.map((id) => codeOf(dimensions, id, filter.choices[id]));
    if (codes.includes(-1)) return null;
    const place = pages.periods.findIndex(({ from, to }) => from === filter.from && to === filter.to);
    if (place < 0 || pages.existing[codes.join(".")]?.[place] !== "1") return null;
    if (place === 0 && codes.every((code) => code === 0)) return "index.html";
    const slugs = codes.map((code, at) => (code === 0 ? "all" : slugOf(dimensions, pages.dimensions[at], code)));
    return `reports/${slugs.join("/")}/${pages.periods[place].slug}.html`;
  }

  /** The code of the one name chosen; 0 for none, -1 where no page can have the choice. @param {Dimension[]} dimensions @param {DimensionId} id @param {string[] | undefined} names */
  function codeOf(dimensions, id, names) {
    if (!names?.length) return 0;
    const code = names.length === 1 ? dimensions.find((one) => one.id === id)?.names.indexOf(names[0]) ?? -1 : -1;
    return code > 0 ? code : -1;
  }

  /** @param {Dimension[]} dimensions @param {DimensionId} id @param {number} code */
  function slugOf(dimensions, id, code) {
    return dimensions.find((one) => one.id === id)?.slugs?.[code] ?? "all";
  }

  /** The part of URLSearchParams that is needed, where there is none. */
  class Parameters {
    /** @type {[string, string][]} */
    #pairs;

    /** @param {string} search */
    constructor(search) {
      const decode = (/** @type {string} */ text) => {
        const spaced = text.replace(/\+/g, " ");
        try {
          return decodeURIComponent(spaced);
        } catch {
          return spaced;
        }
      };
      const parts = search.replace(/^\?/, "").split("&").filter(Boolean);
      this.#pairs = parts.map((part) => {
        const [key, ...value] = part.split("=");
        return [decode(key), decode(value.join("="))];
      });
    }

    /** @param {string} key */
    has(key) {
      return this.#pairs.some(([name]) => name === key);
    }

    /** @param {string} key */
    getAll(key) {
      return this.#pairs.filter(([name]) => name === key).map(([, value]) => value);
    }

    /** @param {string} key */
    get(key) {
      return this.getAll(key)[0] ?? null;
    }
  }

  return { read, write, page, profile, profileOf, same };
})();
