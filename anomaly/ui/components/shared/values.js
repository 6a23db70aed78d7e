// @ts-check
const PIXELS = 28 * 28;
const SCALE = 1000; // values are sent as whole thousandths

/**
 * @param {string} text int16, little-endian, in base64: 28 x 28 thousandths each of the input, the
 *   reconstruction and the difference.
 * @returns {Float32Array[]}
 */
export function decodeValues(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const all = Float32Array.from(new Int16Array(bytes.buffer), (value) => value / SCALE);
  return [0, 1, 2].map((index) => all.subarray(index * PIXELS, (index + 1) * PIXELS));
}
