// @ts-check
/** @import { Network } from "../pen/network.js" */
import { rebuild } from "../pen/network.js";

/**
 * What each of a network's layers makes of a digit, a layer being a weighted sum with all that
 * follows up to the next.
 *
 * @param {Network} network
 * @param {Float32Array} digit
 * @returns {Float32Array[]} The last is the rebuilt digit.
 */
export function stagesOf(network, digit) {
  rebuild(network, digit);
  const { layers } = network;
  const isLast = (/** @type {number} */ index) =>
    index === layers.length - 1 || layers[index + 1].multiplications > 0;
  return layers.filter((_, index) => isLast(index)).map(({ output }) => output.slice());
}

/**
 * Where a layer's numbers are drawn: squares in a grid around the middle of a column.
 *
 * @typedef {object} TileGrid
 * @property {number} columns
 * @property {number} rows
 * @property {number} side Of a square, in pixels.
 */

const MAX_COLUMNS = 8;
const TALLEST = 32; // rows of the widest layer
const WIDEST = 58; // five layers side by side, and room between them
const LARGEST_TILE = 22;
/** Numbers that are shown one by one, with their values. */
export const FEW_NUMBERS = 8;
const FEW_SHARE = 0.52; // of the height; no taller than the layers beside them

/**
 * @param {number} size Of the layer.
 * @param {number} height Of the drawing.
 * @param {number} width
 * @returns {TileGrid}
 */
export function tileGridOf(size, height, width) {
  if (size <= FEW_NUMBERS) {
    return { columns: 1, rows: size, side: Math.min((FEW_SHARE * height) / size, LARGEST_TILE) };
  }
  const side = Math.min(height / TALLEST, width / WIDEST);
  return { columns: MAX_COLUMNS, rows: Math.ceil(size / MAX_COLUMNS), side };
}

/**
 * How far a stage has come at a time: 0 before it begins, 1 when all of it is there.
 *
 * @param {number} time In stages; stage 1 is computed from 0 to 1.
 * @param {number} stage
 */
export function shareOfStage(time, stage) {
  return Math.min(Math.max(time - stage + 1, 0), 1);
}
