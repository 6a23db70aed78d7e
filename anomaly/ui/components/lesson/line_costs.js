// @ts-check
/**
 * Scores of normal digits and of anomalies, counted in the same even bins. A line lies at the lower
 * edge of a bin, which with those after it is beyond.
 *
 * @typedef {object} LineScores
 * @property {ArrayLike<number>} normal
 * @property {ArrayLike<number>} anomalous
 *
 * @typedef {{ missed: number, falseAlarms: number }} LineCounts
 * @typedef {{ miss: number, falseAlarm: number }} LineCosts Of one mistake each.
 */

/**
 * The mistakes that a line makes.
 *
 * @param {LineScores} scores
 * @param {number} bin At whose lower edge it lies; the number of bins for one beyond all.
 * @returns {LineCounts}
 */
export function countMistakes({ normal, anomalous }, bin) {
  let [missed, falseAlarms] = [0, 0];
  for (let i = 0; i < bin; i++) missed += anomalous[i];
  for (let i = bin; i < normal.length; i++) falseAlarms += normal[i];
  return { missed, falseAlarms };
}

/**
 * @param {LineCounts} counts
 * @param {LineCosts} costs
 */
export function costOfMistakes({ missed, falseAlarms }, { miss, falseAlarm }) {
  return missed * miss + falseAlarms * falseAlarm;
}

/**
 * What a line costs at the lower edge of each bin, and beyond all.
 *
 * @param {LineScores} scores
 * @param {LineCosts} costs
 */
export function costCurve(scores, costs) {
  return Float64Array.from({ length: scores.normal.length + 1 }, (_, bin) =>
    costOfMistakes(countMistakes(scores, bin), costs),
  );
}

/**
 * The bin of the cheapest line, the first of several.
 *
 * @param {ArrayLike<number>} curve
 */
export function cheapestBin(curve) {
  let cheapest = 0;
  for (let bin = 1; bin < curve.length; bin++) if (curve[bin] < curve[cheapest]) cheapest = bin;
  return cheapest;
}
