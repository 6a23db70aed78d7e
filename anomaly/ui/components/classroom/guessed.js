// @ts-check
// The guesses of a class, in figures.

/**
 * The middle one of some numbers, or the mean of the two in the middle; NaN for none.
 *
 * @param {number[]} values
 */
export function medianOf(values) {
  const rising = [...values].sort((one, other) => one - other);
  const half = rising.length / 2;
  return (rising[Math.ceil(half) - 1] + rising[Math.floor(half)]) / 2;
}

/**
 * The misses and false alarms at a threshold, of the digits in the histogram; as at the nearest edge
 * of a bin.
 *
 * @param {number} value
 * @param {{ edges: number[], mistakes: number[] }} answer With the mistakes at each edge.
 */
export function mistakesAt(value, { edges, mistakes }) {
  const distances = edges.map((edge) => Math.abs(edge - value));
  return mistakes[distances.indexOf(Math.min(...distances))];
}
