// @ts-check
// The random numbers of anomaly/corruptions/randomness.py.

/**
 * A well mixed 32-bit word (lowbias32).
 *
 * @param {number} word
 */
export function hash32(word) {
  let x = word >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/**
 * Numbers in (0, 1) of a seed and a purpose.
 *
 * @param {number} seed In [0, 2**32).
 * @param {number} purpose
 * @param {number} count
 */
export function uniform(seed, purpose, count) {
  const stream = hash32(hash32(seed) + purpose);
  return Float64Array.from({ length: count }, (_, index) => (hash32(stream + index) + 0.5) / 2 ** 32);
}
