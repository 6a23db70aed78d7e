// @ts-check

const FRACTION_BITS = 10;
const INFINITE = 31;

/** @type {Float32Array | null} The number of each of the 65,536 patterns, once they are asked for. */
let numberOf = null;

/**
 * Numbers in half precision (IEEE 754 binary16) as numbers in single precision, which hold them.
 *
 * @param {Uint16Array} halves
 */
export function decodeHalves(halves) {
  numberOf ??= Float32Array.from({ length: 1 << 16 }, (_, half) => decodeHalf(half));
  const decoded = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) decoded[i] = numberOf[halves[i]];
  return decoded;
}

/** @param {number} half */
function decodeHalf(half) {
  const exponent = (half >> FRACTION_BITS) & 31;
  const fraction = half & 1023;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === INFINITE) return fraction ? NaN : sign * Infinity;
  // A fraction has a leading bit unless the exponent is 0.
  return sign * 2 ** (Math.max(exponent, 1) - 25) * (exponent ? 1024 + fraction : fraction);
}
