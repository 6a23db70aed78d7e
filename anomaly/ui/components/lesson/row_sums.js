// @ts-check
import { IMAGE_SIDE } from "../shared/values.js";

/**
 * The sum of each row of a picture.
 *
 * @param {ArrayLike<number>} values 28 x 28.
 */
export function sumsOfRows(values) {
  const sums = new Float64Array(IMAGE_SIDE);
  for (let i = 0; i < values.length; i++) sums[Math.floor(i / IMAGE_SIDE)] += values[i];
  return sums;
}

/**
 * The sum of the first rows.
 *
 * @param {ArrayLike<number>} sums
 * @param {number} rows Of the last one also a part.
 */
export function sumOfRows(sums, rows) {
  let sum = 0;
  for (let row = 0; row < sums.length; row++) sum += sums[row] * Math.min(1, Math.max(0, rows - row));
  return sum;
}

/**
 * The share of scores that are below one.
 *
 * @param {ArrayLike<number>} counts By bin, evenly from 0 to `top`.
 * @param {number} top
 * @param {number} score
 */
export function shareBelow(counts, top, score) {
  const bins = (score / top) * counts.length;
  let [below, total] = [0, 0];
  for (let bin = 0; bin < counts.length; bin++) {
    total += counts[bin];
    below += counts[bin] * Math.min(1, Math.max(0, bins - bin));
  }
  return total > 0 ? below / total : 0;
}

/**
 * Counts in fewer and wider bins.
 *
 * @param {ArrayLike<number>} counts
 * @param {number} width How many go into one.
 */
export function widerBins(counts, width) {
  const wider = new Array(Math.ceil(counts.length / width)).fill(0);
  for (let bin = 0; bin < counts.length; bin++) wider[Math.floor(bin / width)] += counts[bin];
  return wider;
}
