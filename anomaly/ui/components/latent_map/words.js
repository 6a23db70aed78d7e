// @ts-check
/** @import { MapModel } from "./model.js" */
/** @import { Plane } from "./plane.js" */
import { fill, percent } from "../shared/format.js";

/**
 * What part of the codes' variance the map shows, and where the rest is.
 *
 * @param {Plane} plane
 * @param {Record<string, string>} words
 */
export function sentenceOnShares({ mean, shares }, words) {
  const size = mean.length;
  if (size === 1) return words.line;
  if (size === 2) return words.whole;
  return fill(words.part, { share: percent(shares[0] + shares[1]), count: size, rest: size - 2 });
}

/** @param {Record<string, string>} words @param {number} score */
export function scoreText(words, score) {
  return fill(words.score, { score: score.toFixed(1) });
}

/**
 * A digit of the map, and its score.
 *
 * @param {MapModel} model
 * @param {number} index
 * @param {Record<string, string>} words
 * @returns {[string, string]}
 */
export function describeDigit(model, index, words) {
  const label = model.held.labels[index];
  return [fill(words.digit, { label }), scoreText(words, model.scoreOf(index))];
}
