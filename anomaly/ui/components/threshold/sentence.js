// @ts-check
/** @import { VerdictMessage } from "./messages.js" */
import { fill, percent, whole } from "../shared/format.js";
import { countBelow } from "./scores.js";

/** @typedef {{ score: number | null, reason: string }} Judged A score, or the sentence in its place. */

/**
 * What a threshold makes of the digit at hand: an anomaly is a digit with score >= threshold.
 *
 * @param {Pick<VerdictMessage, "decimals" | "words">} message
 * @param {Float32Array} calibration Scores of held-out normal digits, sorted.
 * @param {Judged} judged
 * @param {number} threshold
 * @returns {{ kind: "normal" | "anomaly" | "blank", sentence: string, note: string }}
 */
export function sentenceOf({ decimals, words }, calibration, { score, reason }, threshold) {
  if (score === null) {
    return { kind: "blank", sentence: reason, note: "" };
  }
  const below = countBelow(calibration, score);
  const kind = score >= threshold ? "anomaly" : "normal";
  const share = below / calibration.length;
  const values = {
    score: score.toFixed(decimals),
    threshold: threshold.toFixed(decimals),
    share: share === 1 ? words.share_all : fill(words.share_part, { percent: percent(share) }),
  };
  return { kind, sentence: fill(words[kind], values), note: noteOf(words.p_value, calibration, below) };
}

/**
 * The conformal p-value of a digit in words, (k + 1) / (n + 1) where k of n score as high.
 *
 * @param {string} words
 * @param {Float32Array} calibration
 * @param {number} below How many score lower.
 */
function noteOf(words, { length }, below) {
  const count = length - below;
  return fill(words, {
    count: whole(count),
    total: whole(length),
    count_in: whole(count + 1),
    total_in: whole(length + 1),
    p: ((count + 1) / (length + 1)).toFixed(4),
  });
}
