// @ts-check
/** The experiments, in the order of their tabs. */
export const EXPERIMENTS = ["eights", "mixed", "taught"];
/** Percent of 9s among the digits to learn from, of which there is a network each. */
export const MIXED_SHARES = [0, 10, 30];

/**
 * What the learner has set: whether the score is relative to the ink, which of `MIXED_SHARES`, and
 * whether the network was taught.
 *
 * @typedef {{ isRelative: boolean, share: number, isTaught: boolean }} FailureValues
 *
 * @typedef {object} FailureHistogram As `assets/lesson_failures.py` makes it.
 * @property {number} top
 * @property {number[]} normal
 * @property {number[]} others
 * @property {number} line
 * @property {number} caught Percent of the others.
 *
 * @typedef {object} FailureView
 * @property {string} network Name of its file.
 * @property {string} score How it is made of the difference.
 * @property {FailureHistogram} histogram
 * @property {number} decimals Of its scores.
 * @property {string} legend Name of a word, as are the next.
 * @property {string[]} verdicts What is said beside whether the digit passes.
 */

/**
 * What an experiment shows.
 *
 * @param {string} experiment
 * @param {FailureValues} values
 * @param {Record<string, Record<string, FailureHistogram>>} table
 * @returns {FailureView}
 */
export function failureViewOf(experiment, { isRelative, share, isTaught }, table) {
  const legend = `${experiment}_legend`;
  if (experiment === "eights") {
    const score = isRelative ? "relative" : "absolute";
    return {
      network: "detector:autoencoder-8",
      score,
      histogram: table.eights[score],
      decimals: isRelative ? 2 : 1,
      legend,
      verdicts: ["eights_rank", isRelative ? "eights_mended" : "eights_why"],
    };
  }
  const percent = MIXED_SHARES[share];
  const isMixed = experiment === "mixed";
  const untaught = isMixed ? `mixed-${percent}` : "mixed-0";
  return {
    network: `${isTaught && !isMixed ? "taught" : untaught}.safetensors`,
    score: "absolute",
    histogram: isMixed ? table.mixed[percent] : table.taught[isTaught ? "after" : "before"],
    decimals: 1,
    legend,
    verdicts: [`${experiment}_caught`],
  };
}
