// Numbers that look random and are the same for a seed.

/** Numbers from 0 up to 1 (mulberry32). */
export function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of a list. */
export function one(next, list) {
  return list[Math.floor(next() * list.length)];
}

/** So many of a list, none twice, by these numbers. */
export function some(next, list, count) {
  const rest = [...list];
  const picked = [];
  while (picked.length < count && rest.length > 0) picked.push(...rest.splice(Math.floor(next() * rest.length), 1));
  return picked;
}

/** So many of a list, none twice, the same for a seed. */
export function sample(list, count, seed = 1) {
  return some(numbers(seed), list, count);
}
