// @ts-check
// A damaged digit, as anomaly/corruptions/damage.py makes it: the same steps in the same order.
import { addScratch, addSpeck, choosePlaces, cutOut } from "./defects.js";
import { addNoise, blur, thicken, thin } from "./ink.js";
import { uniform } from "./randomness.js";
import { Warp } from "./warp.js";

const MIN_CHANGE = 0.1;
const SHIFT_TURN = 7;

/**
 * @param {Float32Array} image 28 x 28 intensities in [0, 1].
 * @param {Record<string, number>} strengths By name; what is left out is 0.
 * @param {number} seed In [0, 2**32).
 * @returns {{ image: Float32Array, mask: Uint8Array }} The mask is 1 where a defect changed a pixel.
 */
export function corrupt(image, strengths, seed) {
  const { shift = 0, rotate = 0, shear = 0, cut = 0, speck = 0, scratch = 0 } = strengths;
  const whole = Float64Array.from(image);
  const turn = Math.PI * (uniform(seed, SHIFT_TURN, 1)[0] - 0.5);
  const warp = new Warp((rotate * Math.PI) / 180, shear, [shift * Math.cos(turn), shift * Math.sin(turn)]);
  const places = choosePlaces(whole, seed, warp);
  const grown = thicken(warp.apply(whole), strengths.thicken ?? 0);
  const intact = blur(thin(grown, strengths.thin ?? 0), strengths.blur ?? 0);
  let damaged = intact;
  if (cut !== 0) damaged = cutOut(damaged, cut, places);
  if (scratch !== 0) damaged = addScratch(damaged, scratch, places);
  if (speck !== 0) damaged = addSpeck(damaged, speck, places);
  const mask = Uint8Array.from(damaged, (value, n) => Number(Math.abs(value - intact[n]) >= MIN_CHANGE));
  const noisy = addNoise(damaged, strengths.noise ?? 0, seed);
  return { image: Float32Array.from(noisy, (value) => Math.min(Math.max(value, 0), 1)), mask };
}
