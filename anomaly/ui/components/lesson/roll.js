// @ts-check
// A Swiss roll: a flat sheet rolled up along a spiral, and unrolled again without stretching it.
import { uniform } from "../damage/randomness.js";

const ROLL_BEGIN = 1.5 * Math.PI; // where the spiral begins and ends: one and a half turns
const ROLL_END = 4.5 * Math.PI;
const ROLL_FLAT = 3 * Math.PI; // the direction of the flat sheet, between those of its ends
const ROLL_SAMPLES = 241;
const ROLL_NOISE = 0.25; // how far points lie off the sheet
/** From the sheet's one long side to the other. */
export const ROLL_WIDTH = 14;
export const ROLL_LENGTH = spiralArc(ROLL_END) - spiralArc(ROLL_BEGIN);

/** The point between two windings, and the points of the sheet on both sides of it. */
const BETWEEN_TURN = 2.25 * Math.PI;
export const ROLL_NEAR = spiralArc(BETWEEN_TURN) - spiralArc(ROLL_BEGIN);
export const ROLL_FAR = spiralArc(BETWEEN_TURN + 2 * Math.PI) - spiralArc(ROLL_BEGIN);
export const ROLL_HEIGHT = Math.PI; // half of what is between two windings

/**
 * The length of the spiral r = t from its centre.
 *
 * @param {number} t
 */
function spiralArc(t) {
  return (t * Math.sqrt(1 + t * t) + Math.asinh(t)) / 2;
}

/**
 * The angle t at which the spiral has a length, by Newton's method.
 *
 * @param {number} length
 */
function spiralAngle(length) {
  let t = Math.sqrt(2 * length);
  for (let round = 0; round < 8; round++) t -= (spiralArc(t) - length) / Math.sqrt(1 + t * t);
  return t;
}

/** The sheet seen from its side, a curve that is more or less rolled up. */
export class Roll {
  constructor() {
    const from = spiralArc(ROLL_BEGIN);
    this.step = ROLL_LENGTH / (ROLL_SAMPLES - 1);
    /** The directions of the rolled curve, at equal lengths along it. */
    this.rolled = Float64Array.from({ length: ROLL_SAMPLES }, (_, index) => {
      const t = spiralAngle(from + index * this.step);
      return t + Math.atan(t);
    });
    this.direction = new Float64Array(ROLL_SAMPLES);
    this.x = new Float64Array(ROLL_SAMPLES);
    this.y = new Float64Array(ROLL_SAMPLES);
    /** Half of its width and of its height. */
    this.extent = [0, 0];
    this.unroll(0);
  }

  /**
   * Bend the curve: 0 is rolled up, 1 is flat. Its length stays as it is, and its middle at 0, 0.
   *
   * @param {number} share
   */
  unroll(share) {
    const { direction, rolled, x, y, step } = this;
    for (let i = 0; i < ROLL_SAMPLES; i++) {
      direction[i] = ROLL_FLAT + (1 - share) * (rolled[i] - ROLL_FLAT);
    }
    for (let i = 1; i < ROLL_SAMPLES; i++) {
      const middle = (direction[i - 1] + direction[i]) / 2;
      x[i] = x[i - 1] + step * Math.cos(middle);
      y[i] = y[i - 1] + step * Math.sin(middle);
    }
    this.extent = [centreOn(x), centreOn(y)];
  }

  /**
   * Where a point is that lies at a length along the sheet, and off it by a height.
   *
   * @param {number} length
   * @param {number} height Outwards where it is rolled up, upwards where it is flat.
   * @returns {[number, number]}
   */
  place(length, height) {
    const at = Math.min(ROLL_SAMPLES - 1.001, Math.max(0, length / this.step));
    const before = Math.floor(at);
    const share = at - before;
    const between = (/** @type {Float64Array} */ values) =>
      values[before] + share * (values[before + 1] - values[before]);
    const direction = between(this.direction);
    return [
      between(this.x) + height * Math.sin(direction),
      between(this.y) - height * Math.cos(direction),
    ];
  }
}

/**
 * Move values so that their middle is 0; return half of their range.
 *
 * @param {Float64Array} values
 */
function centreOn(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const middle = (low + high) / 2;
  for (let i = 0; i < values.length; i++) values[i] -= middle;
  return (high - low) / 2;
}

/**
 * Points of the sheet.
 *
 * @param {number} count
 * @param {number} seed
 */
export function rollPoints(count, seed) {
  const [lengths, depths, noise] = [0, 1, 2].map((purpose) => uniform(seed, purpose, count));
  return {
    lengths: lengths.map((share) => share * ROLL_LENGTH),
    depths: depths.map((share) => (share - 0.5) * ROLL_WIDTH),
    heights: noise.map((share) => (share - 0.5) * 2 * ROLL_NOISE),
  };
}

/**
 * The distance from the near neighbour to the far one of the point between the windings, straight
 * through the room as the roll is now.
 *
 * @param {Roll} roll
 */
export function straightDistance(roll) {
  const [near, far] = [ROLL_NEAR, ROLL_FAR].map((length) => roll.place(length, 0));
  return Math.hypot(far[0] - near[0], far[1] - near[1]);
}
