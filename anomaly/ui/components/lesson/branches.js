// @ts-check
// Points on a curve in the plane that has two branches, and what a network makes of the plane.
/** @import { TinyAutoencoder } from "./tiny_autoencoder.js" */
import { uniform } from "../damage/randomness.js";
import { gaussian } from "./tiny_autoencoder.js";

const BRANCH_NOISE = 0.025; // standard deviation of points beside the curve
const BRANCH_GAP = 0.14; // share of the curve in its middle where there are none
const BRANCH_ANGLES = [(-215 * Math.PI) / 180, (35 * Math.PI) / 180];
const BRANCH_RADII = [0.85, 0.75];
const BRANCH_LIFT = 0.12;
const BRANCH_QUANTILE = 0.99; // of held-out scores, as the program's default threshold
const CODE_SAMPLES = 160;
/** The part of the plane that is seen: from minus to plus these. */
export const PLANE = [1.3, 1];

/**
 * A point of the curve.
 *
 * @param {number} along From 0, the end of the first branch, to 1, the end of the second.
 * @returns {[number, number]}
 */
export function curvePoint(along) {
  const [from, to] = BRANCH_ANGLES;
  const angle = from + along * (to - from);
  return [BRANCH_RADII[0] * Math.cos(angle), BRANCH_RADII[1] * Math.sin(angle) + BRANCH_LIFT];
}

/**
 * Points of both branches.
 *
 * @param {number} count
 * @param {number} seed
 * @returns {Float64Array} x, y, x, y, …; the first branch in the first half.
 */
export function branchPoints(count, seed) {
  const shares = uniform(seed, 0, count);
  const noise = gaussian(seed, 1, 2 * count);
  const points = new Float64Array(2 * count);
  for (let at = 0; at < count; at++) {
    const share = (at + shares[at]) / count;
    const along = share < 0.5 ? share * (1 - BRANCH_GAP) : 1 - (1 - share) * (1 - BRANCH_GAP);
    const [x, y] = curvePoint(along);
    points[2 * at] = x + BRANCH_NOISE * noise[2 * at];
    points[2 * at + 1] = y + BRANCH_NOISE * noise[2 * at + 1];
  }
  return points;
}

/**
 * The distance from a place to the nearest of points.
 *
 * @param {Float64Array} points x, y, x, y, …
 * @param {number} x
 * @param {number} y
 */
export function nearestDistance(points, x, y) {
  let nearest = Infinity;
  for (let at = 0; at < points.length; at += 2) {
    nearest = Math.min(nearest, Math.hypot(points[at] - x, points[at + 1] - y));
  }
  return nearest;
}

/**
 * The threshold that held-out points give: nearly all of their scores are below it.
 *
 * @param {TinyAutoencoder} network
 * @param {Float64Array} points
 */
export function thresholdOf(network, points) {
  const scores = new Float64Array(points.length / 2);
  for (const at of scores.keys()) scores[at] = network.score(points[2 * at], points[2 * at + 1]);
  return scores.sort()[Math.min(scores.length - 1, Math.floor(BRANCH_QUANTILE * scores.length))];
}

/**
 * The line of all that a network with a bottleneck of one can rebuild, between the codes of points.
 *
 * @param {TinyAutoencoder} network
 * @param {Float64Array} points
 * @returns {Float64Array} x, y, x, y, …
 */
export function lineOf(network, points) {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < points.length; at += 2) {
    const [code] = network.encode(points[at], points[at + 1]);
    [low, high] = [Math.min(low, code), Math.max(high, code)];
  }
  const line = new Float64Array(2 * CODE_SAMPLES);
  for (let at = 0; at < CODE_SAMPLES; at++) {
    line.set(network.decode(low + (at * (high - low)) / (CODE_SAMPLES - 1)), 2 * at);
  }
  return line;
}

/**
 * The scores of the plane, a row after the other from the top.
 *
 * @param {TinyAutoencoder} network
 * @param {number} columns
 * @param {number} rows
 */
export function scoreField(network, columns, rows) {
  const field = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    const y = PLANE[1] * (1 - (2 * row) / (rows - 1));
    for (let column = 0; column < columns; column++) {
      const x = PLANE[0] * ((2 * column) / (columns - 1) - 1);
      field[row * columns + column] = network.score(x, y);
    }
  }
  return field;
}

/**
 * Where a field crosses a level, as pieces of a line in its columns and rows (marching squares).
 *
 * @param {Float32Array} field
 * @param {number} columns
 * @param {number} level
 * @returns {number[]} x, y, x, y of each piece.
 */
export function contourOf(field, columns, level) {
  /** @type {number[]} */
  const pieces = [];
  const rows = field.length / columns;
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const at = row * columns + column;
      const corners = [field[at], field[at + 1], field[at + columns + 1], field[at + columns]];
      const crossings = crossingsOf(corners, level);
      // Four are two pieces; an odd number there cannot be.
      for (const [x, y] of crossings) pieces.push(column + x, row + y);
    }
  }
  return pieces;
}

const FIELD_SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]];

/**
 * Where the sides of a square cross a level, in the square's own coordinates.
 *
 * @param {number[]} corners Around it.
 * @param {number} level
 */
function crossingsOf(corners, level) {
  /** @type {number[][]} */
  const crossings = [];
  for (let side = 0; side < 4; side++) {
    const [from, to] = [corners[side], corners[(side + 1) % 4]];
    if (from < level === to < level) continue;
    const share = (level - from) / (to - from);
    const [[x, y], [endX, endY]] = [FIELD_SQUARE[side], FIELD_SQUARE[(side + 1) % 4]];
    crossings.push([x + share * (endX - x), y + share * (endY - y)]);
  }
  return crossings;
}
