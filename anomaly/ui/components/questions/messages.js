// @ts-check
/**
 * The messages between Python and the page's questions, as messages.py declares them.
 *
 * @typedef {object} Question About a drawing: its answer, or the scores at moments of it.
 * @property {number} sequence Number of the drawing that it is about, or that it will change.
 * @property {number[][]} strokes x, y, x, y, … in places of the grid, a list a stroke.
 * @property {number[]} widths
 * @property {[number, number, number, number][]} moments A stroke, how many of its points, and the
 *   pen's place (x, y) beyond these; none to ask for the answer.
 *
 * @typedef {object} Reply
 * @property {number} id Of the question.
 * @property {number} sequence As in the question.
 * @property {number | null} score
 * @property {string} reason The sentence in its place; or empty.
 * @property {import("../answer/messages.js").DigitMessage | null} digit
 * @property {(number | null)[]} scores At the moments asked for.
 */
export {};
