// @ts-check
// Where the drawings stand: sorted by score in columns from left to right, in each from top to
// bottom, so that any number of them is legible, and the line is a staircase between two of them.

const MAX_SIDE = 120; // pixels of a drawing
const MIN_SIDE = 22; // below which it is not legible

/** @typedef {{ side: number, rows: number, columns: number }} Tiling */

/**
 * The largest drawings of which so many fit into a place; where they do not, it grows downwards.
 *
 * @param {number} count
 * @param {number} width
 * @param {number} height
 * @returns {Tiling}
 */
export function tilingOf(count, width, height) {
  for (let side = MAX_SIDE; side > MIN_SIDE; side -= 1) {
    const [rows, columns] = [Math.floor(height / side), Math.floor(width / side)];
    if (rows >= 1 && columns >= 1 && rows * columns >= count) {
      return { side, rows: Math.min(rows, Math.max(1, Math.ceil(count / columns))), columns };
    }
  }
  const columns = Math.max(1, Math.floor(width / MIN_SIDE));
  return { side: MIN_SIDE, rows: Math.max(1, Math.ceil(count / columns)), columns };
}

/**
 * The points of the line that has so many drawings on its left: down beside a whole column, or
 * across one.
 *
 * @param {number} below
 * @param {Tiling} tiling
 * @returns {[number, number][]}
 */
export function staircaseOf(below, { side, rows }) {
  const [column, rest] = [Math.floor(below / rows), below % rows];
  const [left, bottom] = [column * side, rows * side];
  if (rest === 0) return [[left, 0], [left, bottom]];
  return [[left + side, 0], [left + side, rest * side], [left, rest * side], [left, bottom]];
}

/**
 * How many drawings are left of a place: whole columns, since a hand moves along the axis.
 *
 * @param {number} x
 * @param {number} count
 * @param {Tiling} tiling
 */
export function belowAt(x, count, { side, rows }) {
  return Math.min(count, Math.max(0, Math.round(x / side)) * rows);
}

/**
 * A threshold with so many of the sorted scores below it: amid its neighbours, as short a number as
 * possible.
 *
 * @param {number} below
 * @param {number[]} scores Rising.
 * @param {number} step How finely a threshold is set.
 */
export function thresholdFor(below, scores, step) {
  if (scores.length === 0) return 0;
  if (below <= 0) return Math.min(scores[0], Math.floor(scores[0] / step) * step);
  if (below >= scores.length) {
    const last = scores[scores.length - 1];
    const above = Math.floor(last / step + 1) * step;
    return above > last ? above : above + step; // a multiple of a step may be rounded down
  }
  const [low, high] = [scores[below - 1], scores[below]];
  const rounded = Math.round((low + high) / 2 / step) * step;
  return rounded > low && rounded <= high ? rounded : high;
}
