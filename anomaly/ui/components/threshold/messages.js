// @ts-check
/** @import { TermMessage } from "../shared/terms.js" */
/**
 * The messages between Python and the browser, as messages.py declares them.
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
 * @property {OwnMark[]} own
 * @property {CurveMessage[]} curves
 * @property {{ normal: string, anomalous: string }} names
 * @property {TermMessage} line
 * @property {boolean} folds Whether More opens what is beside the histogram and its two counts.
 * @property {Record<string, string>} words Sentences with {blanks}.
 *
 * @typedef {object} LabelGroup
 * @property {number} label
 * @property {string} name What a person calls it.
 * @property {number} count
 * @property {boolean} is_anomaly
 *
 * @typedef {object} OwnMark An example that a person gave.
 * @property {number} score
 * @property {boolean} is_anomaly
 *
 * @typedef {object} CurveMessage
 * @property {"roc" | "pr"} kind
 * @property {string} title
 * @property {TermMessage} term In the title.
 * @property {string} x_title
 * @property {string} y_title
 * @property {number[]} x
 * @property {number[]} y
 *
 * @typedef {object} VerdictMessage What stays while a digit or the line changes.
 * @property {string} content_key Names the scores, as in `Answer`.
 * @property {number} decimals Of a score.
 * @property {Margin} margin
 * @property {LimitsMessage | null} limits Of the second test; null without.
 * @property {number | null} max_missing The share of its ink that the rebuilt picture of a digit that
 *   passes may lack unsaid; null where that says nothing of the score.
 * @property {string} calibration Scores of held-out normal digits: float32, little-endian, in
 *   base64; sorted.
 * @property {Record<string, string>} words Sentences with {blanks}.
 *
 * @typedef {object} LimitsMessage Within which a normal digit's properties lie.
 * @property {string[]} properties
 * @property {string[]} kinds What one of each normal kind is called.
 * @property {number[][]} low For each kind, of each property.
 * @property {number[][]} high
 * @property {Record<string, string>} words Reasons with the blank {kind}.
 *
 * @typedef {object} Margin How near to the threshold a score is a close call.
 * @property {number} below
 * @property {number} above
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
 * @typedef {{ is_open: boolean }} MoreSwitched The trigger "more": whether it was opened.
 *
 * Between the parts of a page:
 *
 * @typedef {object} LineMoved
 * @property {number} threshold
 * @property {string | null} rule That the line follows, if any.
 * @property {boolean} settled False while it is dragged.
 *
 * @typedef {object} Judgement
 * @property {string} strangeness What the score is among those of held-out normal digits; or empty.
 */
export {};
