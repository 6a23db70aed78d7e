// @ts-check
/**
 * The messages between Python and the browser, as messages.py declares them, and their checks.
 *
 * Python -> browser:
 *
 * @typedef {object} HistogramMessage What stays while a digit or the line changes.
 * @property {string} content_key Names the scores, as in `Answer`.
 * @property {number} low The axis's lower end.
 * @property {number} top The axis's upper end.
 * @property {number} step What the line moves by.
 * @property {number} decimals Of a score.
 * @property {number} bins
 * @property {string} scores float32, little-endian, in base64; sorted within each label.
 * @property {LabelGroup[]} labels In the order of the scores.
 * @property {CurveMessage[]} curves
 * @property {{ normal: string, anomalous: string }} names
 * @property {Record<string, string>} words Sentences with {blanks}.
 *
 * @typedef {object} LabelGroup
 * @property {number} label
 * @property {number} count
 * @property {boolean} is_anomaly
 *
 * @typedef {object} CurveMessage
 * @property {"roc" | "pr"} kind
 * @property {string} title
 * @property {string} x_title
 * @property {string} y_title
 * @property {number[]} x
 * @property {number[]} y
 *
 * @typedef {object} Answer What Python makes of the digit at hand and of the last move.
 * @property {string} content_key Names the scores it holds for.
 * @property {number} drawing Number of the last drawing that Python has heard of.
 * @property {number | null} score Of the digit at hand.
 * @property {string} reason The sentence in place of a score; or empty.
 * @property {DigitMessage | null} digit
 * @property {number} threshold
 * @property {string | null} rule
 * @property {number} sequence Of the last move that Python has heard of.
 * @property {Record<string, number>} settings What the rules are given.
 * @property {RuleMessage[]} rules
 * @property {string} problem Why the rule asked for could not be followed; or empty.
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
 *
 * @typedef {object} VerdictMessage What stays while a digit or the line changes.
 * @property {string} content_key Names the scores, as in `Answer`.
 * @property {number} decimals Of a score.
 * @property {string} calibration Scores of held-out normal digits: float32, little-endian, in
 *   base64; sorted.
 * @property {Record<string, string>} words Sentences with {blanks}.
 *
 * Browser -> Python:
 *
 * @typedef {object} ThresholdMoved The trigger "moved": where the line was released.
 * @property {number} threshold
 * @property {string | null} rule
 * @property {number} sequence Comes back in the answer.
 * @property {Record<string, number>} settings
 *
 * @typedef {number} BarClicked The trigger "bar": a bar's index.
 *
 * Between the parts of a page:
 *
 * @typedef {object} LineMoved
 * @property {number} threshold
 * @property {boolean} settled False while it is dragged.
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
    Number.isFinite(value.threshold) &&
    (value.rule === null || typeof value.rule === "string") &&
    Number.isFinite(value.sequence) &&
    isRecord(value.settings) &&
    Object.values(value.settings).every(Number.isFinite) &&
    Array.isArray(value.rules) &&
    value.rules.every(isRule) &&
    typeof value.problem === "string"
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

/** @param {any} value */
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
