// @ts-check
import { isRecord } from "../shared/values.js";

/**
 * The answer's message, as messages.py declares it, and its check.
 *
 * @typedef {object} Answer What Python makes of the digit at hand and of the last move.
 * @property {string} content_key Names the scores it holds for.
 * @property {number} drawing Number of the last drawing that Python has heard of.
 * @property {number | null} score Of the digit at hand.
 * @property {string} reason The sentence in place of a score; or empty.
 * @property {DigitMessage | null} digit
 * @property {string[]} limits Why the digit can be no normal one whatever its score.
 * @property {boolean} with_limits Whether these count in the verdict.
 * @property {number} threshold
 * @property {string | null} rule
 * @property {number} sequence Of the last move that Python has heard of.
 * @property {Record<string, number>} settings What the rules are given.
 * @property {RuleMessage[]} rules
 * @property {string} problem Why the rule asked for could not be followed; or empty.
 * @property {More} more
 * @property {Notice[]} notices What should be known of the digit at hand beside its verdict.
 *
 * @typedef {object} More Whether More is open.
 * @property {boolean} is_open
 * @property {number} link Number of the link that says so; a page follows each once.
 *
 * @typedef {object} Notice
 * @property {string} text
 * @property {string} why
 * @property {boolean} [lasts] Whether it holds for a drawing under way as well.
 *
 * @typedef {object} DigitMessage The digit at hand as the detector sees it.
 * @property {string} origin A description.
 * @property {string} values int16, little-endian, in base64: input, reconstruction and difference,
 *   28 x 28 thousandths each.
 *
 * @typedef {object} RuleMessage
 * @property {string} name
 * @property {string} title
 * @property {string} assumes What it assumes, or why it has no threshold.
 * @property {boolean} uses_labels
 * @property {number | null} threshold
 * @property {number[]} band Thresholds that it chooses from resampled scores, ascending; or none.
 * @property {number | null} false_alarms Where its threshold rests on the normal pictures shown:
 *   how many of them it flags, each judged by what it chooses from the others.
 * @property {boolean} [is_hidden] Whether the page offers no button for it.
 */

/**
 * Whether a value has what the histogram reads of an answer.
 *
 * @param {any} value
 * @returns {value is Answer}
 */
export function isAnswer(value) {
  return (
    isRecord(value) &&
    typeof value.content_key === "string" &&
    Number.isFinite(value.drawing) &&
    (value.score === null || Number.isFinite(value.score)) &&
    Array.isArray(value.limits) &&
    typeof value.with_limits === "boolean" &&
    Number.isFinite(value.threshold) &&
    (value.rule === null || typeof value.rule === "string") &&
    Number.isFinite(value.sequence) &&
    isRecord(value.settings) &&
    Object.values(value.settings).every(Number.isFinite) &&
    Array.isArray(value.rules) &&
    value.rules.every(isRule) &&
    typeof value.problem === "string" &&
    isRecord(value.more) &&
    typeof value.more.is_open === "boolean" &&
    Number.isFinite(value.more.link)
  );
}

/** @param {any} value */
function isRule(value) {
  return (
    isRecord(value) &&
    typeof value.name === "string" &&
    (value.threshold === null || Number.isFinite(value.threshold))
  );
}
