// @ts-check
/** @import { Network } from "../pen/network.js" */
import { rebuild, scoreOf } from "../pen/network.js";
import { element } from "../shared/dom.js";
import { paintValues } from "../shared/palette.js";
import { decodeBytes, IMAGE_SIDE } from "../shared/values.js";

/** Of an input and of its reconstruction. */
export const LESSON_GREYS = ["#000000", "#ffffff"];

/**
 * A digit as a network sees it.
 *
 * @typedef {object} ExaminedDigit
 * @property {Float32Array} input 28 x 28 intensities, as are the next two.
 * @property {Float32Array} rebuilt
 * @property {Float32Array} difference
 * @property {number} score
 */

/** @param {string} pixels 28 x 28 bytes in base64. */
export function decodeDigit(pixels) {
  return Float32Array.from(new Uint8Array(decodeBytes(pixels)), (value) => value / 255);
}

/**
 * @param {Network} network
 * @param {Float32Array} input
 * @returns {ExaminedDigit}
 */
export function examineDigit(network, input) {
  // A copy, since the network writes each digit's into the same array.
  const rebuilt = rebuild(network, input).slice();
  const difference = input.map((value, index) => Math.abs(value - rebuilt[index]));
  return { input, rebuilt, difference, score: scoreOf(network, input, rebuilt) };
}

/**
 * A part of a figure.
 *
 * @param {HTMLElement} root
 * @param {string} className
 */
export function lessonPart(root, className) {
  return root.appendChild(element("div", { className }));
}

/** A small picture with a title above it. */
export class LessonPicture {
  /**
   * @param {string} title
   * @param {Uint8ClampedArray} palette
   */
  constructor(title, palette) {
    this.palette = palette;
    this.canvas = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE });
    this.caption = element("figcaption", { textContent: title });
    this.figure = element("figure", { className: "lesson-picture" }, [this.caption, this.canvas]);
  }

  /** @param {Float32Array | null} values Null for an empty place. */
  show(values) {
    this.figure.classList.toggle("is-empty", values === null);
    if (values) paintValues(this.canvas, values, this.palette, 0);
    else this.canvas.getContext("2d")?.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE);
  }
}
