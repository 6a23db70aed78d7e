// @ts-check
/** @import { Codec } from "./codec.js" */
import { decodeCode, encodeDigit, scorePicture } from "./codec.js";

/**
 * One place on the way from a digit to another.
 *
 * @typedef {object} WalkPlace
 * @property {Float32Array} picture What the code between their codes stands for.
 * @property {number} score
 * @property {Float32Array} fade Their pixels mixed.
 * @property {number} fadeScore
 */

/** The way from one digit to another, through their codes and through their pixels. */
export class LatentWalk {
  /**
   * @param {Codec} codec
   * @param {Float32Array} from
   * @param {Float32Array} to
   */
  constructor(codec, from, to) {
    this.codec = codec;
    this.digits = [from, to];
    this.codes = this.digits.map((digit) => encodeDigit(codec, digit));
  }

  /**
   * @param {number} share Of the way, in [0, 1].
   * @returns {WalkPlace}
   */
  at(share) {
    const { codec, digits, codes } = this;
    const picture = decodeCode(codec, mixOfPair(codes, share)).slice();
    const fade = mixOfPair(digits, share);
    return {
      picture,
      score: scorePicture(codec, picture),
      fade,
      fadeScore: scorePicture(codec, fade),
    };
  }

  /**
   * The scores at evenly spaced places of the way, from its beginning to its end.
   *
   * @param {number} count
   */
  scores(count) {
    const places = Array.from({ length: count }, (_, index) => this.at(index / (count - 1)));
    return {
      code: places.map(({ score }) => score),
      pixels: places.map(({ fadeScore }) => fadeScore),
    };
  }
}

/** @param {Float32Array[]} pair @param {number} share */
function mixOfPair([from, to], share) {
  return from.map((value, index) => value + share * (to[index] - value));
}
