// @ts-check
/**
 * The messages between Python and the lesson, as __init__.py declares them.
 *
 * @typedef {{ name: string, text: string }} ChoiceMessage
 *
 * @typedef {object} PrintedMessage What is printed of a step.
 * @property {string} question
 * @property {string} answer
 * @property {ChoiceMessage[]} choices With {blanks} for what the step's data has.
 *
 * @typedef {object} StepMessage
 * @property {string} name Of its figure.
 * @property {string} title
 * @property {string} text HTML, whose terms explain themselves.
 * @property {string} question
 * @property {string} answer HTML, as the text.
 * @property {ChoiceMessage[]} choices None where the figure itself is the question.
 * @property {PrintedMessage} printed
 * @property {string} right The right choice.
 * @property {Record<string, string>} words Sentences of the figure, with {blanks}.
 * @property {any} data
 *
 * @typedef {object} StrokesMessage
 * @property {number[][]} strokes x, y, x, y, … in places of the grid, a list a stroke.
 * @property {number[]} widths One for each stroke, in pixels of the canvas.
 * @property {number} sequence Its number.
 *
 * @typedef {object} LessonMessage
 * @property {StepMessage[]} steps
 * @property {Record<string, string>} words Of the frame, with {blanks}.
 * @property {Record<string, string>} files Addresses of bundled files, by name.
 * @property {number} visit The page goes to `step` where it knows no such visit yet.
 * @property {number} step From 1.
 * @property {number[]} finished
 * @property {Record<string, string>} answers Choices, by the names of their steps.
 * @property {StrokesMessage} drawing The page keeps its own where that is newer.
 * @property {import("../pen/digit.js").Settings} settings From strokes to a digit.
 *
 * To Python:
 *
 * @typedef {{ step: number, finished: number[], answers: Record<string, string> }} ProgressMessage
 */
export {};
