// @ts-check
// What a class has guessed, beside the answer, as anomaly/classroom/questions.py makes it.
import { medianOf, mistakesAt } from "../classroom/guessed.js";

/**
 * @typedef {object} GuessSummary
 * @property {number} count Of guesses.
 * @property {number} right How many are right; of a number, those that are the nearest.
 * @property {any} best The guess that is nearest to the answer.
 * @property {any} middle The median of numbers, or what most have guessed; null where two are as many.
 */

/**
 * @param {string} kind
 * @param {any[]} values What was guessed.
 * @param {any} answer
 * @returns {GuessSummary | null} null where nobody has guessed.
 */
export function summarise(kind, values, answer) {
  if (values.length === 0) return null;
  const isNumber = kind === "guess_threshold" || kind === "guess_misses";
  const far = (/** @type {any} */ value) => distanceOf(kind, value, answer);
  const best = values.reduce((one, other) => (far(other) < far(one) ? other : one));
  const right = values.filter((value) => far(value) === far(best)).length;
  return {
    count: values.length,
    right: isNumber || far(best) === 0 ? right : 0,
    best,
    middle: isNumber ? medianOf(values) : majorityOf(values),
  };
}

/**
 * How far a guess is off: mistakes more than the best threshold makes, a difference in numbers, or
 * whether it is wrong.
 *
 * @param {string} kind
 * @param {any} value
 * @param {any} answer
 */
export function distanceOf(kind, value, answer) {
  if (kind === "guess_threshold") return mistakesAt(value, answer) - Math.min(...answer.mistakes);
  if (kind === "guess_misses") return Math.abs(value - answer.value);
  return value === answer.value ? 0 : 1;
}

/**
 * What most have guessed; null where two are as many.
 *
 * @param {any[]} values
 */
export function majorityOf(values) {
  const votes = votesOf(values);
  const most = Math.max(...votes.values());
  const leading = [...votes].filter(([, count]) => count === most);
  return leading.length === 1 ? leading[0][0] : null;
}

/**
 * How many have guessed each thing.
 *
 * @param {any[]} values
 * @returns {Map<any, number>}
 */
export function votesOf(values) {
  const votes = new Map();
  for (const value of values) votes.set(value, (votes.get(value) ?? 0) + 1);
  return votes;
}

/**
 * Guesses as dots above an axis, those that would overlap on top of each other.
 *
 * @param {number[]} values
 * @param {{ low: number, top: number }} axis
 * @param {number} places How many dots stand side by side.
 * @returns {{ place: number, height: number }[]} In places from the left, and dots from the axis.
 */
export function dotsOf(values, { low, top }, places) {
  const heights = new Array(places).fill(0);
  return values.map((value) => {
    const place = Math.floor(((value - low) / (top - low || 1)) * places);
    const inside = Math.min(places - 1, Math.max(0, place));
    heights[inside] += 1;
    return { place: inside, height: heights[inside] - 1 };
  });
}
