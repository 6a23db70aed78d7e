// @ts-check
// What a class has guessed, in figures.

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
 * A score, or the middle of some counts, as it is read.
 *
 * @param {number} value
 */
export function written(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "–";
}
