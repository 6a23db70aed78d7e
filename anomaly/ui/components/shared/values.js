// @ts-check
/** Of a picture that detectors see. */
export const IMAGE_SIDE = 28;
export const PIXELS = IMAGE_SIDE * IMAGE_SIDE;
const SCALE = 1000; // values are sent as whole thousandths

/** @param {string} text Bytes in base64, as Python's encode_array makes them. */
export function decodeBytes(text) {
  const characters = atob(text);
  const bytes = new Uint8Array(characters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = characters.charCodeAt(i);
  return bytes.buffer;
}

/**
 * @param {string} text int16, little-endian, in base64: 28 x 28 thousandths each of the input, the
 *   reconstruction and the difference.
 * @returns {Float32Array[]}
 */
export function decodeValues(text) {
  const all = Float32Array.from(new Int16Array(decodeBytes(text)), (value) => value / SCALE);
  return [0, 1, 2].map((index) => all.subarray(index * PIXELS, (index + 1) * PIXELS));
}

/**
 * @param {Float32Array} values
 * @returns {string} Their bytes in base64, little-endian.
 */
export function encodeValues(values) {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** @param {unknown} value @returns {value is Record<string, any>} */
export function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
