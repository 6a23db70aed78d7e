// @ts-check
/** @import { HeldOut } from "../latent_map/model.js" */
/** @import { StepContext } from "./step.js" */
import { IMAGE_SIDE, PIXELS } from "../shared/values.js";

const NORMAL_LABEL = "1";

/**
 * Get the bundled generated digits, which no network was fitted on.
 *
 * @param {StepContext} context
 * @returns {Promise<HeldOut>}
 */
export async function loadDigitSheet(context) {
  const [table, sheet] = await Promise.all(["digits.json", "digits.png"].map(context.load));
  const { columns, labels } = JSON.parse(new TextDecoder().decode(table));
  const picture = await createImageBitmap(new Blob([sheet], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const drawing = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  drawing.drawImage(picture, 0, 0);
  const { data, width } = drawing.getImageData(0, 0, picture.width, picture.height);
  const digits = Array.from(labels, (_, index) => cutDigit(data, width, index, columns));
  return { digits, labels: [...labels], normal: NORMAL_LABEL };
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

/**
 * A bundled table.
 *
 * @param {StepContext} context
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function loadTable(context, name) {
  return JSON.parse(new TextDecoder().decode(await context.load(name)));
}
