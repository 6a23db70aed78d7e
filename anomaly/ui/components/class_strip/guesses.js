// @ts-check
// What a class has guessed, in figures.

/**
 * The middle one of some numbers, or the mean of the two in the middle; NaN for none.
 *
 * @param {number[]} values
 */
export function middleOf(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

/**
 * How often something was guessed.
 *
 * @param {unknown[]} values
 * @param {unknown} wanted
 */
export function countOf(values, wanted) {
  return values.filter((value) => value === wanted).length;
}

/**
 * The mistakes at a threshold, which are known at the edges of bins alone.
 *
 * @param {number} threshold
 * @param {number[]} edges Ascending.
 * @param {number[]} mistakes One for each.
 */
export function mistakesAt(threshold, edges, mistakes) {
  const distances = edges.map((edge) => Math.abs(edge - threshold));
  return mistakes[distances.indexOf(Math.min(...distances))];
}

/**
 * A score, or the middle of some counts, as it is read.
 *
 * @param {number} value
 */
export function written(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "–";
}
