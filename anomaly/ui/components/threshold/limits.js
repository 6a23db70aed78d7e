// @ts-check
/** @import { LimitsMessage } from "./messages.js" */
import { fill } from "../shared/format.js";
import { propertiesOf } from "./properties.js";

/**
 * Why a digit can be no normal one whatever its score, as `anomaly.evaluation.Limits.check` says.
 *
 * @param {LimitsMessage} limits
 * @param {Float32Array} digit 28 x 28 intensities.
 * @returns {string[]} Sentences; none for a digit within the limits of one normal kind.
 */
export function reasonsOf({ properties, kinds, low, high, words }, digit) {
  const values = propertiesOf(digit);
  let fewest = Infinity;
  /** @type {string[]} */
  let reasons = [];
  kinds.forEach((kind, row) => {
    /** @type {string[]} */
    const broken = [];
    let farthest = 0;
    values.forEach((value, i) => {
      const beyond = Math.max(low[row][i] - value, value - high[row][i]);
      if (beyond <= 0) return;
      const end = value < low[row][i] ? "low" : "high";
      broken.push(fill(words[`${properties[i]}_${end}`], { kind }));
      farthest = Math.max(farthest, beyond / Math.max(high[row][i] - low[row][i], 1e-9));
    });
    // Of the fewest limits broken, a tie is decided by the least distance.
    const cost = broken.length + farthest / (1 + farthest);
    if (cost < fewest) [fewest, reasons] = [cost, broken];
  });
  return reasons;
}
