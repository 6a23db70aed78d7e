// @ts-check
/**
 * The messages between Python and the page's questions, as messages.py declares them.
 *
 * @typedef {object} Question About a drawing: its answer, or the scores at moments of it.
 * @property {number[][]} strokes x, y, x, y, … in places of the grid, a list a stroke.
 * @property {number[]} widths
 * @property {[number, number][]} moments Stroke, and how many of its points; none for an answer.
 *
 * @typedef {object} Reply
 * @property {number} id Of the question.
 * @property {number | null} score
 * @property {string} reason Why there is none; or empty.
 * @property {import("../threshold/messages.js").DigitMessage | null} digit
 * @property {(number | null)[]} scores At the moments asked for.
 */
export {};
