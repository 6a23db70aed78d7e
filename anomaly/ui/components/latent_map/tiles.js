// @ts-check
/** @import { MapModel } from "./model.js" */
import { IMAGE_SIDE } from "../shared/values.js";

const TILE_SIDE = 38; // pixels, at least
const TILE_INK = 0.45; // so that dots are seen on it

/**
 * Draw what the decoder makes of places all over the map, in ink of the page's text.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {{ width: number, height: number }} size
 * @param {MapModel} model
 * @param {string} colour
 */
export function paintDecoded(context, { width, height }, model, colour) {
  const columns = Math.floor(width / TILE_SIDE);
  const rows = Math.floor(height / TILE_SIDE);
  const tile = new OffscreenCanvas(IMAGE_SIDE, IMAGE_SIDE);
  const ink = /** @type {OffscreenCanvasRenderingContext2D} */ (tile.getContext("2d"));
  const [across, down] = [width / columns, height / rows];
  const side = Math.min(across, down);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const picture = model.decoded([(column + 0.5) / columns, (row + 0.5) / rows]);
      paintInk(ink, picture, colour);
      context.drawImage(tile, (column + 0.5) * across - side / 2, (row + 0.5) * down - side / 2, side, side);
    }
  }
}

/**
 * @param {OffscreenCanvasRenderingContext2D} context
 * @param {Float32Array} picture
 * @param {string} colour
 */
function paintInk(context, picture, colour) {
  const pixels = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
  picture.forEach((value, index) => (pixels.data[4 * index + 3] = 255 * TILE_INK * value));
  context.globalCompositeOperation = "source-over";
  context.putImageData(pixels, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = colour;
  context.fillRect(0, 0, IMAGE_SIDE, IMAGE_SIDE);
}
