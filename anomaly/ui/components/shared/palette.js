// @ts-check
import { IMAGE_SIDE } from "./values.js";

const SHADES = 256;

/**
 * The shades between evenly spaced colours.
 *
 * @param {string[]} colours as "#rrggbb"
 * @returns {Uint8ClampedArray} red, green and blue of each of 256 shades.
 */
export function paletteOf(colours) {
  const palette = new Uint8ClampedArray(3 * SHADES);
  const bands = colours.map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
  for (let shade = 0; shade < SHADES; shade += 1) {
    const at = (shade / (SHADES - 1)) * (colours.length - 1);
    const from = Math.min(Math.floor(at), colours.length - 2);
    const [low, high] = [bands[from], bands[from + 1]];
    palette.set(low.map((value, band) => value + (at - from) * (high[band] - value)), 3 * shade);
  }
  return palette;
}

/**
 * Paint a picture on a canvas of 28 x 28 pixels.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Float32Array} values
 * @param {Uint8ClampedArray} palette
 * @param {number} low The intensity of the first shade.
 */
export function paintValues(canvas, values, palette, low) {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const pixels = context.createImageData(IMAGE_SIDE, IMAGE_SIDE);
  values.forEach((value, index) => {
    const share = Math.min(1, Math.max(0, (value - low) / (1 - low)));
    const shade = 3 * Math.round(share * (SHADES - 1));
    for (let band = 0; band < 3; band += 1) pixels.data[4 * index + band] = palette[shade + band];
    pixels.data[4 * index + 3] = 255;
  });
  context.putImageData(pixels, 0, 0);
}
