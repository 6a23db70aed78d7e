// @ts-check
// Shear, rotation and shift, as anomaly/corruptions/geometry.py has them.
/** @import { Picture } from "./ink.js" */
import { IMAGE_SIDE } from "../shared/values.js";
import { at } from "./ink.js";

export const MIDDLE = (IMAGE_SIDE - 1) / 2;

/** @typedef {[number, number]} Point x and y in pixels; (0, 0) is the middle of the first pixel. */

export class Warp {
  /**
   * @param {number} angle Radians, clockwise on the screen.
   * @param {number} shear Pixels to the right for each pixel upwards.
   * @param {Point} shift
   */
  constructor(angle, shear, shift) {
    this.angle = angle;
    this.shear = shear;
    this.shift = shift;
    this.cos = Math.cos(angle);
    this.sin = Math.sin(angle);
  }

  get isIdentity() {
    return this.angle === 0 && this.shear === 0 && this.shift[0] === 0 && this.shift[1] === 0;
  }

  /** @param {Point} point @returns {Point} */
  move(point) {
    const { cos, sin, shear, shift } = this;
    const y = point[1] - MIDDLE;
    const x = point[0] - MIDDLE - shear * y;
    return [cos * x - sin * y + shift[0] + MIDDLE, sin * x + cos * y + shift[1] + MIDDLE];
  }

  /** @param {Picture} image @returns {Picture} */
  apply(image) {
    if (this.isIdentity) return image;
    const { cos, sin, shear, shift } = this;
    return image.map((_, index) => {
      const dx = (index % IMAGE_SIDE) - MIDDLE - shift[0];
      const dy = Math.floor(index / IMAGE_SIDE) - MIDDLE - shift[1];
      const y = cos * dy - sin * dx;
      return sample(image, cos * dx + sin * dy + shear * y + MIDDLE, y + MIDDLE);
    });
  }
}

/** @param {Picture} image @param {number} x @param {number} y */
function sample(image, x, y) {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, low] = [x - left, y - top];
  const above = at(image, top, left) * (1 - right) + at(image, top, left + 1) * right;
  const below = at(image, top + 1, left) * (1 - right) + at(image, top + 1, left + 1) * right;
  return above * (1 - low) + below * low;
}
