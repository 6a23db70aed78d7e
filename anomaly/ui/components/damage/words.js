// @ts-check
/** @import { DamageMessage } from "./panel.js" */
import { fill } from "../shared/format.js";
import { overlapOf } from "./place.js";

/**
 * What is said of a damaged digit beside its verdict: whether the damage is found.
 *
 * @param {Pick<DamageMessage, "kinds" | "words">} message
 * @param {Record<string, number>} strengths
 * @param {Float32Array} difference
 * @param {Uint8Array} mask
 */
export function sentenceOn({ kinds, words }, strengths, difference, mask) {
  const isHarmful = kinds.some(({ name, is_harmful }) => is_harmful && strengths[name] !== 0);
  if (!isHarmful) return words.harmless_only;
  const { hits, size, isFound } = overlapOf(difference, mask);
  if (size === 0) return words.nothing;
  return fill(isFound ? words.found : words.not_found, { hits, size });
}

/**
 * A strength as it is read beside its slider; a sign where there are two directions.
 *
 * @param {{ unit: string, low: number, step: number }} kind
 * @param {number} strength
 */
export function strengthText({ unit, low, step }, strength) {
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
  const written = Math.abs(strength).toFixed(decimals);
  const sign = strength < 0 ? "−" : low < 0 && strength > 0 ? "+" : "";
  return fill(unit, { value: `${sign}${written}` });
}
