// @ts-check
/** @import { Answer } from "../answer/messages.js" */
/** @import { Margin } from "./messages.js" */
import { ruleInForce } from "./line.js";

const MAX_FOR_CLOSE = 15; // of 20 resampled thresholds, as in anomaly/evaluation/closeness.py

/**
 * The thresholds that the rule in force chooses from resampled scores, ascending; none for a line
 * that no rule put there, or a rule that has none.
 *
 * @param {Pick<Answer, "rules" | "problem"> | null | undefined} answer
 * @param {string | null} name Of the rule that the line follows, if any.
 * @param {number} threshold
 */
export function bandOf(answer, name, threshold) {
  const rule = ruleInForce(answer, name, threshold);
  return rule?.threshold === threshold ? rule.band : [];
}

/**
 * How near to a threshold a score is a close call.
 *
 * @param {number[]} band Ascending, at least one.
 * @param {number} threshold
 * @returns {Margin}
 */
export function marginOf(band, threshold) {
  const low = band[band.length - MAX_FOR_CLOSE - 1];
  const high = band[MAX_FOR_CLOSE];
  return { below: Math.max(0, threshold - low), above: Math.max(0, high - threshold) };
}

/**
 * How many resampled thresholds give a score the verdict that the threshold gives.
 *
 * @param {number[]} band
 * @param {number} score
 * @param {number} threshold
 */
export function agreementOf(band, score, threshold) {
  return band.filter((other) => score >= other === score >= threshold).length;
}

/**
 * Whether a score lies beyond a band by more than the band's width.
 *
 * @param {number[]} band At least one.
 * @param {number} score
 */
export function isBeyond(band, score) {
  const [low, high] = [band[0], band[band.length - 1]];
  return score < low - (high - low) || score > high + (high - low);
}
