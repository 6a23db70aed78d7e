// @ts-check
/** @import { Margin, VerdictMessage } from "./messages.js" */
import { fill, percent, whole } from "../shared/format.js";
import { isBeyond, marginOf } from "./band.js";
import { countBelow } from "./scores.js";

/** @typedef {{ score: number | null, reason: string }} Judged A score, or the sentence in its place. */
/** @typedef {"normal" | "anomaly" | "blank"} Kind */

const MIN_TIMES = 1.5; // of the threshold; beyond it the ratio says more than "above"
const MAX_EXTRA_DECIMALS = 3; // to tell a score from a threshold that is nearly the same

/**
 * What a threshold makes of the digit at hand, as anomaly/reports/verdict.py says it: an anomaly is
 * a digit with score >= threshold, or with a reason why it can be no normal one.
 *
 * @param {Pick<VerdictMessage, "decimals" | "margin" | "words">} message
 * @param {Judged} judged
 * @param {number} threshold
 * @param {string[]} [limits] Reasons of the second test; none where that is passed or off.
 * @param {number[]} [band] Resampled thresholds of the rule in force, if it has any.
 * @returns {{ kind: Kind, sentence: string, isClose: boolean }}
 */
export function sentenceOf(message, { score, reason }, threshold, limits = [], band = []) {
  const { decimals, words } = message;
  if (score === null) return { kind: "blank", sentence: reason, isClose: false };
  if (score < threshold && limits.length > 0) {
    const values = { reason: limits[0], ...written(score, threshold, decimals) };
    return { kind: "anomaly", sentence: fill(words.anomaly_limits, values), isClose: false };
  }
  const margin = band.length > 0 ? marginOf(band, threshold) : message.margin;
  const isClose = isWithin(margin, score - threshold);
  const isFar = band.length > 0 && score !== threshold && isBeyond(band, score);
  const variant = variantOf(score, threshold, isClose);
  const sentence = fill(words[isFar && !isClose ? `${variant}_far` : variant], {
    ...written(score, threshold, decimals),
    times: (score / threshold).toFixed(score < 10 * threshold ? 1 : 0),
  });
  const kind = score >= threshold ? "anomaly" : "normal";
  return { kind, sentence, isClose: isClose || score === threshold };
}

/**
 * @param {Margin} margin
 * @param {number} distance Of a score from the threshold.
 */
function isWithin({ below, above }, distance) {
  return -below <= distance && distance <= above;
}

/**
 * @param {number} score
 * @param {number} threshold
 * @param {boolean} isClose
 */
function variantOf(score, threshold, isClose) {
  if (score < threshold) return isClose ? "normal_close" : "normal";
  if (score === threshold) return "anomaly_on";
  if (isClose) return "anomaly_close";
  return threshold > 0 && score >= MIN_TIMES * threshold ? "anomaly_times" : "anomaly";
}

/**
 * Score and threshold with as many decimals as tell them apart.
 *
 * @param {number} score
 * @param {number} threshold
 * @param {number} decimals
 */
function written(score, threshold, decimals) {
  let shown = decimals;
  while (
    score !== threshold &&
    shown < decimals + MAX_EXTRA_DECIMALS &&
    score.toFixed(shown) === threshold.toFixed(shown)
  ) {
    shown += 1;
  }
  return { score: score.toFixed(shown), threshold: threshold.toFixed(shown) };
}

/**
 * How strange a score is beside those of held-out normal digits: the share that it exceeds, and its
 * conformal p-value, (k + 1) / (n + 1) where k of n score as high.
 *
 * @param {Record<string, string>} words
 * @param {Float32Array} calibration Sorted.
 * @param {number | null} score
 */
export function strangenessOf(words, calibration, score) {
  if (score === null || calibration.length === 0) return "";
  const { length } = calibration;
  const below = countBelow(calibration, score);
  const count = length - below;
  const share = below / length;
  const values = {
    share: share === 1 ? words.share_all : fill(words.share_part, { percent: percent(share) }),
    count: whole(count),
    total: whole(length),
    count_in: whole(count + 1),
    total_in: whole(length + 1),
    p: ((count + 1) / (length + 1)).toFixed(4),
  };
  return `${fill(words.share, values)} ${fill(words.p_value, values)}`;
}
