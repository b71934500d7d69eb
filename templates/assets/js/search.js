"use strict";
/**
 * Finds pages by name: what there is to find, which of it a text means, best first, and which letters of a name
 * it met. Pure.
 *
 * Case and accents are folded. Every word looked for has to be in a name, or in the id beside it; a name that is
 * the text comes first, then names that begin with it, then those of which a word does, then those that hold it
 * anywhere.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.search = (() => {
  /** So many of a group are shown. */
  const SHOWN = 8;
  /** The groups of members, in the order in which they are shown. @type {DimensionId[]} */
  const MEMBERS = ["influencer", "campaign", "brand", "product"];
  const PAGES = "page";
  /** How well a name meets a word: from best to worst, by place in this list of tiers. */
  const [WHOLE, START, WORD, WITHIN, NOT] = [0, 1, 2, 3, 4];
  const LETTER = /[\p{L}\p{N}\p{M}]/u;

  /** Lower case without accents and what turns text around, white space as single spaces. @param {string} text */
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ");
  }

  // ---- What there is to find ----------------------------------------------------------------------------------------

  /** @param {string} kind @param {string} label @param {string} detail @param {string} path @returns {Findable} */
  function entry(kind, label, detail, path) {
    return { kind, label, detail, path, names: [fold(label).trim(), fold(detail).trim()].filter(Boolean) };
  }

  /** @param {Catalog} catalog @param {DimensionId} id @returns {Findable[]} */
  function membersOf(catalog, id) {
    const { names, filters } = roasbook.slices.dimension(catalog, id);
    const isPeople = id === "influencer";
    const entries = names.flatMap((name, code) => {
      if (code === 0) return [];
      // Who has no page of their own is still a filter.
      const path = roasbook.query.profile(catalog, id, name) ?? (filters ? `index.html?${id}=${encodeURIComponent(name)}` : null);
      if (path === null) return [];
      const label = isPeople ? catalog.people.labels[code] : name;
      return [entry(id, label, isPeople && label !== name ? name : "", path)];
    });
    return entries.sort((a, b) => (a.names[0] < b.names[0] ? -1 : Number(a.names[0] > b.names[0])));
  }

  /** The reports of the choices that have pages, the least chosen first. @param {Catalog} catalog @returns {Findable[]} */
  function reportsOf(catalog) {
    const { dimensions, periods, existing } = catalog.pages;
    const all = dimensions.map((id) => roasbook.slices.dimension(catalog, id));
    const found = Object.entries(existing).flatMap(([key, digits]) => {
      const codes = key.split(".").map(Number);
      const names = codes.flatMap((code, at) => (code === 0 ? [] : [all[at].names[code]]));
      const folder = codes.map((code, at) => (code === 0 ? "all" : all[at].slugs?.[code])).join("/");
      return periods.flatMap(({ slug, label, kind }, place) => {
        const choices = names.length + Number(kind !== "all");
        if (digits[place] !== "1" || choices === 0) return [];
        const heading = [names.join(" · "), kind === "all" ? "" : label].filter(Boolean).join(", ");
        return [{ choices, entry: entry(PAGES, heading, "", `reports/${folder}/${slug}.html`) }];
      });
    });
    return found.sort((a, b) => a.choices - b.choices).map((one) => one.entry);
  }

  /** Everything that can be found, group by group. @param {Catalog} catalog @returns {Found["groups"]} */
  function index(catalog) {
    const members = MEMBERS.map((id) => {
      const { plural } = roasbook.slices.dimension(catalog, id);
      return { kind: id, label: plural[0].toUpperCase() + plural.slice(1), entries: membersOf(catalog, id) };
    });
    const plain = catalog.site.map(({ label, path }) => entry(PAGES, label, "", path));
    return [...members, { kind: PAGES, label: "Pages", entries: [...plain, ...reportsOf(catalog)] }];
  }

  // ---- Which of it is meant -----------------------------------------------------------------------------------------

  /** @param {string} text */
  function wordsOf(text) {
    return fold(text).split(" ").filter(Boolean);
  }

  /** Where a word is in a name, as early in a word as can be; none is -1. @param {string} name @param {string} word */
  function placeOf(name, word) {
    const first = name.indexOf(word);
    for (let at = first; at >= 0; at = name.indexOf(word, at + 1)) {
      if (at === 0 || !LETTER.test(name[at - 1])) return at;
    }
    return first;
  }

  /** @param {string} name @param {string} word */
  function tierOf(name, word) {
    const at = placeOf(name, word);
    if (at < 0) return NOT;
    if (at === 0) return START;
    return LETTER.test(name[at - 1]) ? WITHIN : WORD;
  }

  /** The worst of the words, each where it is met best. @param {Findable} entry @param {string[]} words @param {string} whole */
  function tier({ names }, words, whole) {
    if (names.includes(whole)) return WHOLE;
    let worst = START;
    for (const [place, word] of words.entries()) {
      let best = NOT;
      for (const name of names) best = Math.min(best, tierOf(name, word));
      if (best === NOT) return NOT;
      // A later word of a name is no worse than the first one for standing later.
      worst = Math.max(worst, place > 0 && best === WORD ? START : best);
    }
    return worst;
  }

  /** The best of each group, and how many there are. @param {Found["groups"]} groups @param {string} text @returns {Hits[]} */
  function find(groups, text) {
    const words = wordsOf(text);
    if (words.length === 0) return [];
    const whole = words.join(" ");
    return groups.flatMap(({ kind, label, entries }) => {
      // Entries are in their order already: nothing has to be sorted.
      /** @type {Findable[][]} */
      const tiers = Array.from({ length: NOT }, () => []);
      for (const one of entries) tiers[tier(one, words, whole)]?.push(one);
      const hits = tiers.flat();
      return hits.length ? [{ kind, label, hits: hits.slice(0, SHOWN), count: hits.length }] : [];
    });
  }

  // ---- Which letters it met -----------------------------------------------------------------------------------------

  /** A name in parts: what a text met, and what is between. @param {string} label @param {string} text @returns {{text: string, isHit: boolean}[]} */
  function parts(label, text) {
    // Each letter of the folded name remembers the letter it comes from.
    const letters = [...label];
    const from = letters.flatMap((letter, place) => [...fold(letter)].flatMap((one) => Array(one.length).fill(place)));
    const folded = letters.map(fold).join("");
    const isHit = letters.map(() => false);
    for (const word of wordsOf(text)) {
      const at = placeOf(folded, word);
      if (at < 0) continue;
      const last = from[at + word.length] ?? letters.length;
      isHit.fill(true, from[at], Math.max(last, from[at] + 1));
    }
    /** @type {{text: string, isHit: boolean}[]} */
    const made = [];
    letters.forEach((letter, place) => {
      const open = made[made.length - 1];
      if (open?.isHit === isHit[place]) open.text += letter;
      else made.push({ text: letter, isHit: isHit[place] });
    });
    return made;
  }

  return { index, find, parts };
})();
