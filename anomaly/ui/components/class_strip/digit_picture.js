// @ts-check
import { element } from "../shared/dom.js";
import { paintValues, paletteOf } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";

const GREYS = paletteOf(["#000000", "#ffffff"]);

/**
 * A picture of a question, painted.
 *
 * @param {string} encoded The base64 of 28 x 28 bytes.
 */
export function digitPicture(encoded) {
  const canvas = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE, ariaHidden: "true" });
  const values = Float32Array.from(atob(encoded), (byte) => byte.charCodeAt(0) / 255);
  paintValues(canvas, values, GREYS, 0);
  return canvas;
}
