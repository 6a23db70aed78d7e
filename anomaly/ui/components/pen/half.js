// @ts-check

const FRACTION_BITS = 10;
const INFINITE = 31;
/** By exponent: what a fraction, with its leading bit where there is one, is multiplied by. */
const SCALES = Float32Array.from({ length: INFINITE }, (_, e) => 2 ** (Math.max(e, 1) - 25));

/**
 * Numbers in half precision (IEEE 754 binary16) as numbers in single precision, which hold them.
 *
 * @param {Uint16Array} halves
 */
export function decodeHalves(halves) {
  const numbers = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const exponent = (halves[i] >> FRACTION_BITS) & 31;
    const fraction = halves[i] & 1023;
    const sign = halves[i] & 0x8000 ? -1 : 1;
    if (exponent === INFINITE) numbers[i] = fraction ? NaN : sign * Infinity;
    else numbers[i] = sign * SCALES[exponent] * (exponent ? 1024 + fraction : fraction);
  }
  return numbers;
}
