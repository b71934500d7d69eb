"use strict";
/**
 * The levels of the data in this page: each a classic script that registers itself, because a page opened
 * from disk can load nothing else. A level is loaded when a view first needs it, and stays.
 */
var roasbook = /** @type {Roasbook} */ (globalThis.roasbook || {});

roasbook.store = (() => {
  /** @type {Record<string, Frame>} */
  const frames = {};
  /** @type {Record<string, Promise<void>>} */
  const loading = {};
  /** @type {Record<string, Promise<void>>} */
  const decoding = {};

  /** @param {string} text  base64 */
  async function inflate(text) {
    const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  }

  /** @param {LevelHead} head @param {string} text */
  function add(head, text) {
    decoding[head.level] = inflate(text).then((bytes) => {
      const words = bytes.subarray(head.planes);
      const texts = words.length ? JSON.parse(new TextDecoder().decode(words)) : {};
      frames[head.level] = roasbook.decode(head, bytes, texts);
    });
  }

  /** @param {string} path  from the root of the site */
  function script(path) {
    return new Promise((done, fail) => {
      const element = document.createElement("script");
      element.src = `${document.documentElement.dataset.root ?? ""}${path}`;
      element.addEventListener("load", () => done(undefined));
      element.addEventListener("error", () => fail(new Error(`${path} could not be loaded`)));
      document.head.append(element);
    });
  }

  /** @param {string} level */
  function loadOne(level) {
    const path = roasbook.catalog?.levels[level];
    if (!path) return Promise.reject(new Error(`there is no level ${level}`));
    loading[level] ??= script(path).then(() => decoding[level]).catch((reason) => {
      // The next view may try again.
      delete loading[level];
      throw reason;
    });
    return loading[level];
  }

  /** @param {string[]} levels */
  async function load(levels) {
    await Promise.all(levels.map(loadOne));
  }

  /** @param {string[]} levels */
  function has(levels) {
    return levels.every((level) => frames[level] !== undefined);
  }

  return { add, load, has, script, frames };
})();
