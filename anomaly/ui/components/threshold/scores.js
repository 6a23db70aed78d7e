// @ts-check
/** @import { LabelGroup } from "./messages.js" */
import { decodeBytes } from "../shared/values.js";

/** @typedef {LabelGroup & { scores: Float32Array }} ScoredGroup */
/** @typedef {{ caught: number, missed: number, false_alarms: number, passed: number }} Counts */

/** The scores, sorted within each label. */
export class Scores {
  /** @param {{ scores: string, labels: LabelGroup[] }} message */
  constructor({ scores, labels }) {
    const all = decodeScores(scores);
    let start = 0;
    /** @type {ScoredGroup[]} */
    this.groups = labels.map((group) => {
      const slice = { ...group, scores: all.subarray(start, start + group.count) };
      start += group.count;
      return slice;
    });
  }

  /**
   * How many digits of each label have low <= score < high.
   *
   * @param {number} low
   * @param {number} high
   */
  between(low, high) {
    return this.groups.map(({ scores }) => countBelow(scores, high) - countBelow(scores, low));
  }

  /**
   * The confusion matrix at a threshold: an anomaly is a digit with score >= threshold.
   *
   * @param {number} threshold
   * @param {number | null} [falseAlarms] Those that Python counted, each by a threshold of its own.
   */
  confusion(threshold, falseAlarms = null) {
    const counts = { caught: 0, missed: 0, false_alarms: 0, passed: 0 };
    for (const { scores, is_anomaly } of this.groups) {
      const below = countBelow(scores, threshold);
      counts[is_anomaly ? "missed" : "passed"] += below;
      counts[is_anomaly ? "caught" : "false_alarms"] += scores.length - below;
    }
    if (falseAlarms !== null) {
      counts.passed += counts.false_alarms - falseAlarms;
      counts.false_alarms = falseAlarms;
    }
    return counts;
  }
}

/** @param {string} text float32, little-endian, in base64. */
export function decodeScores(text) {
  return new Float32Array(decodeBytes(text));
}

/**
 * How many of the sorted numbers are below a value, by bisection.
 *
 * @param {ArrayLike<number>} sorted
 * @param {number} value
 */
export function countBelow(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The rates that follow from the counts; NaN where there is nothing to divide by.
 *
 * @param {Counts} counts
 * @param {number} baseRate How many of all digits are anomalies where the detector is used.
 */
export function ratesOf({ caught, missed, false_alarms, passed }, baseRate) {
  const recall = caught / (caught + missed);
  const fpr = false_alarms / (false_alarms + passed);
  return {
    recall,
    fpr,
    precision: caught / (caught + false_alarms),
    precisionAtBaseRate: (baseRate * recall) / (baseRate * recall + (1 - baseRate) * fpr),
  };
}
