// @ts-check
/**
 * The messages between Python and the pen, as its messages.py declares them.
 *
 * @typedef {object} PenMessage
 * @property {Record<string, string>} words
 * @property {import("./digit.js").Settings} settings
 * @property {string} weights The address of the detector's weights; empty where there are none.
 * @property {string} judge The key of the detector that the drawing is for; empty for none.
 * @property {number} decimals Of its scores.
 * @property {string} questions The address at which Python is asked about the drawing; empty where
 *   that takes too long.
 * @property {number[][]} strokes A drawing made elsewhere: x, y, x, y, … in places, a list a stroke.
 * @property {number[]} widths One for each stroke, in pixels of the canvas.
 * @property {number} sequence Its number; the page keeps its own drawing where that is newer.
 * @property {string} brush The brush in hand at first.
 * @property {Record<string, number>} brushes Widths by name.
 * @property {{ strokes: number, points: number }} limits Of a drawing.
 *
 * What the page is told at pen-up:
 *
 * @typedef {object} DrawingMessage
 * @property {number[][]} strokes
 * @property {number[]} widths
 * @property {number} sequence Its number.
 *
 * What it asks, and is replied:
 *
 * @typedef {object} Question About a drawing: its answer, or the scores at moments of it.
 * @property {number[][]} strokes
 * @property {number[]} widths
 * @property {number} sequence Number of the drawing that it is about, or that it will change.
 * @property {[number, number, number, number][]} moments A stroke, how many of its points, and the
 *   pen's place (x, y) beyond these; none to ask for the answer.
 * @property {string} [picture] A digit to answer in place of a drawing: 28 x 28 intensities, float32,
 *   little-endian, in base64.
 *
 * @typedef {object} Reply
 * @property {number | null} score
 * @property {string} reason The sentence in its place; or empty.
 * @property {import("../answer/messages.js").DigitMessage | null} digit
 * @property {string[]} limits Reasons of the second test.
 * @property {(number | null)[]} scores At the moments asked for.
 */
export {};
