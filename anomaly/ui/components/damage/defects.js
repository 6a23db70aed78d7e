// @ts-check
// A piece cut out, a speck and a scratch, as anomaly/corruptions/defects.py has them.
/** @import { Picture } from "./ink.js" */
/** @import { Point, Warp } from "./warp.js" */
import { IMAGE_SIDE, PIXELS } from "../shared/values.js";
import { at } from "./ink.js";
import { uniform } from "./randomness.js";
import { MIDDLE } from "./warp.js";

const INK = 0.5;
const GROUND = 0.1;
const CLEARANCE = 2;
const RIM = 3;
const HALF_WIDTH = 0.5;
const CUT_PLACE = 1;
const SPECK_PLACE = 2;
const SCRATCH_PLACE = 3;
const SCRATCH_TURN = 4;

/**
 * @typedef {object} Places The middles of the defects, and the scratch's direction, of length 1.
 * @property {Point} cut
 * @property {Point} speck
 * @property {Point} scratch
 * @property {Point} direction
 */

/**
 * Choose where defects are, by the undamaged digit.
 *
 * @param {Picture} image
 * @param {number} seed
 * @param {Warp} warp
 * @returns {Places}
 */
export function choosePlaces(image, seed, warp) {
  const turn = Math.PI * uniform(seed, SCRATCH_TURN, 1)[0] + warp.angle;
  const choose = (/** @type {number} */ purpose, /** @type {(index: number) => boolean} */ isFit) =>
    warp.move(chosen(seed, purpose, isFit));
  return {
    cut: choose(CUT_PLACE, (index) => image[index] >= INK),
    speck: choose(SPECK_PLACE, (index) => isInside(index) && !isNearInk(image, index)),
    scratch: choose(SCRATCH_PLACE, (index) => isInside(index) && image[index] < GROUND),
    direction: [Math.cos(turn), Math.sin(turn)],
  };
}

/** @param {Picture} image @param {number} radius @param {Places} places @returns {Picture} */
export function cutOut(image, radius, { cut }) {
  return image.map((value, index) => value * (1 - soft(distance(index, cut), radius)));
}

/** @param {Picture} image @param {number} radius @param {Places} places @returns {Picture} */
export function addSpeck(image, radius, { speck }) {
  return image.map((value, index) => Math.max(value, soft(distance(index, speck), radius)));
}

/** @param {Picture} image @param {number} length @param {Places} places @returns {Picture} */
export function addScratch(image, length, { scratch, direction: [x, y] }) {
  return image.map((value, index) => {
    const [dx, dy] = away(index, scratch);
    const along = Math.min(Math.max(x * dx + y * dy, -length / 2), length / 2);
    const from = Math.sqrt((dx - along * x) ** 2 + (dy - along * y) ** 2);
    return Math.max(value, soft(from, HALF_WIDTH));
  });
}

/** @param {number} from @param {number} radius */
function soft(from, radius) {
  return Math.min(Math.max(radius + 0.5 - from, 0), 1);
}

/** @param {number} index @param {Point} middle @returns {Point} */
function away(index, [x, y]) {
  return [(index % IMAGE_SIDE) - x, Math.floor(index / IMAGE_SIDE) - y];
}

/** @param {number} index @param {Point} middle */
function distance(index, middle) {
  const [dx, dy] = away(index, middle);
  return Math.sqrt(dx * dx + dy * dy);
}

/** @param {number} index */
function isInside(index) {
  const [row, column] = [Math.floor(index / IMAGE_SIDE), index % IMAGE_SIDE];
  return Math.min(row, column) >= RIM && Math.max(row, column) < IMAGE_SIDE - RIM;
}

/** @param {Picture} image @param {number} index */
function isNearInk(image, index) {
  const [row, column] = [Math.floor(index / IMAGE_SIDE), index % IMAGE_SIDE];
  for (let dy = -CLEARANCE; dy <= CLEARANCE; dy += 1) {
    for (let dx = -CLEARANCE; dx <= CLEARANCE; dx += 1) {
      if (at(image, row + dy, column + dx) >= GROUND) return true;
    }
  }
  return false;
}

/**
 * One pixel at random; the middle where none is fit.
 *
 * @param {number} seed
 * @param {number} purpose
 * @param {(index: number) => boolean} isFit
 * @returns {Point}
 */
function chosen(seed, purpose, isFit) {
  const numbers = uniform(seed, purpose, PIXELS);
  let best = -1;
  for (let index = 0; index < PIXELS; index += 1) {
    if (isFit(index) && (best < 0 || numbers[index] > numbers[best])) best = index;
  }
  return best < 0 ? [MIDDLE, MIDDLE] : [best % IMAGE_SIDE, Math.floor(best / IMAGE_SIDE)];
}
