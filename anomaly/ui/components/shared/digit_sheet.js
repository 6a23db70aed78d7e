// @ts-check
import { IMAGE_SIDE, PIXELS } from "./values.js";

/**
 * Read digits from a sheet of them.
 *
 * @param {ArrayBuffer} sheet A PNG.
 * @param {number} count
 * @param {number} columns Digits in a row.
 * @returns {Promise<Float32Array[]>} 784 intensities in [0, 1] each.
 */
export async function readDigits(sheet, count, columns) {
  const picture = await createImageBitmap(new Blob([sheet], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const drawing = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  drawing.drawImage(picture, 0, 0);
  const { data, width } = drawing.getImageData(0, 0, picture.width, picture.height);
  return Array.from({ length: count }, (_, index) => cutDigit(data, width, index, columns));
}

/**
 * Cut a digit from the pixels of a sheet.
 *
 * @param {Uint8ClampedArray} data Red, green, blue and opacity of each pixel, by rows.
 * @param {number} width Of the sheet.
 * @param {number} index
 * @param {number} columns Digits in a row.
 */
export function cutDigit(data, width, index, columns) {
  const left = (index % columns) * IMAGE_SIDE;
  const top = Math.floor(index / columns) * IMAGE_SIDE;
  const digit = new Float32Array(PIXELS);
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const [x, y] = [left + (pixel % IMAGE_SIDE), top + Math.floor(pixel / IMAGE_SIDE)];
    digit[pixel] = data[4 * (y * width + x)] / 255;
  }
  return digit;
}
