// @ts-check
// The corruptions of all ink alike, as anomaly/corruptions/ink.py has them.
import { IMAGE_SIDE, PIXELS } from "../shared/values.js";
import { uniform } from "./randomness.js";

/** @typedef {Float64Array} Picture 28 x 28 intensities. */

const THICKEN_REACH = 2;
const BLUR_REACH = 6;
const NOISE_LENGTH = 5;
const NOISE_TURN = 6;

/**
 * @param {Picture} image
 * @param {number} pixels
 * @param {number} outside The intensity beyond the edge.
 * @returns {Picture}
 */
export function thicken(image, pixels, outside = 0) {
  const grown = image.slice();
  for (let dy = -THICKEN_REACH; dy <= THICKEN_REACH; dy += 1) {
    for (let dx = -THICKEN_REACH; dx <= THICKEN_REACH; dx += 1) {
      const weight = Math.min(1, pixels + 1 - Math.hypot(dx, dy));
      if (weight <= 0) continue;
      for (let index = 0; index < PIXELS; index += 1) {
        const value = weight * at(image, Math.floor(index / IMAGE_SIDE) + dy, (index % IMAGE_SIDE) + dx, outside);
        if (value > grown[index]) grown[index] = value;
      }
    }
  }
  return grown;
}

/** @param {Picture} image @param {number} pixels @returns {Picture} */
export function thin(image, pixels) {
  const ground = image.map((value) => 1 - value);
  return thicken(ground, pixels, 1).map((value) => 1 - value);
}

/** @param {Picture} image @param {number} deviation In pixels. @returns {Picture} */
export function blur(image, deviation) {
  if (deviation === 0) return image;
  const away = Array.from({ length: 2 * BLUR_REACH + 1 }, (_, index) => index - BLUR_REACH);
  const bells = away.map((distance) => Math.exp(-0.5 * (distance / deviation) ** 2));
  const total = bells.reduce((sum, value) => sum + value, 0);
  const weigh = (/** @type {(distance: number) => number} */ valueAt) =>
    away.reduce((sum, distance, index) => sum + (bells[index] / total) * valueAt(distance), 0);
  const down = image.map((_, index) => {
    const [row, column] = [Math.floor(index / IMAGE_SIDE), index % IMAGE_SIDE];
    return weigh((distance) => at(image, row + distance, column));
  });
  return down.map((_, index) => {
    const [row, column] = [Math.floor(index / IMAGE_SIDE), index % IMAGE_SIDE];
    return weigh((distance) => at(down, row, column + distance));
  });
}

/** @param {Picture} image @param {number} deviation @param {number} seed @returns {Picture} */
export function addNoise(image, deviation, seed) {
  if (deviation === 0) return image;
  const length = uniform(seed, NOISE_LENGTH, PIXELS);
  const turn = uniform(seed, NOISE_TURN, PIXELS);
  return image.map(
    (value, n) => value + deviation * Math.sqrt(-2 * Math.log(length[n])) * Math.cos(2 * Math.PI * turn[n]),
  );
}

/**
 * @param {Picture} image
 * @param {number} row
 * @param {number} column
 * @param {number} outside
 */
export function at(image, row, column, outside = 0) {
  const isInside = row >= 0 && row < IMAGE_SIDE && column >= 0 && column < IMAGE_SIDE;
  return isInside ? image[row * IMAGE_SIDE + column] : outside;
}
