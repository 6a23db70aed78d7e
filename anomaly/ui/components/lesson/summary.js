// @ts-check
// What the learner has answered and drawn, as a page to print.
/** @import { Stroke } from "../pen/digit.js" */
/** @import { ChoiceMessage, LessonMessage, StepMessage } from "./messages.js" */
/** @import { LessonProgress } from "./progress.js" */
import { element } from "../shared/dom.js";
import { fill, pageLanguage } from "../shared/format.js";
import { CANVAS_SIDE } from "../pen/digit.js";
import { paintStroke } from "../pen/paint.js";

const PRINTED_INK = "#000000";

/**
 * @typedef {object} SummaryEntry What is printed of a step.
 * @property {string} title
 * @property {string} question
 * @property {string} choice What the learner chose.
 * @property {string} answer Empty where the learner has still to find it.
 */

/**
 * What is printed of the steps.
 *
 * @param {StepMessage[]} steps
 * @param {Pick<LessonProgress, "answers" | "finished">} progress
 * @param {Record<string, string>} words
 * @returns {SummaryEntry[]}
 */
export function summaryOf(steps, { answers, finished }, words) {
  return steps.map(({ name, title, printed: { question, answer, choices }, right, data }, index) => {
    const [chosen, best] = [answers[name], right].map((one) => choices.find((choice) => choice.name === one));
    const isAnswered = name in answers || finished.has(index + 1);
    const isOther = best !== undefined && chosen !== best;
    const sentence = isOther ? words.print_other : words.print_choice;
    const written = (/** @type {ChoiceMessage | undefined} */ one) => fill(one?.text ?? "", data);
    const choice = chosen ? fill(sentence, { choice: written(chosen), right: written(best) }) : "";
    return {
      title: `${index + 1}. ${title}`,
      question,
      choice: isAnswered ? choice : words.print_none,
      answer: isAnswered ? answer : "",
    };
  });
}

/**
 * Build the page of all steps.
 *
 * @param {LessonMessage} message
 * @param {LessonProgress} progress
 * @param {Stroke[]} strokes The learner's drawing.
 */
export function summaryPage({ steps, words }, progress, strokes) {
  const entries = summaryOf(steps, progress, words).map(({ title, question, choice, answer }) =>
    element("section", {}, [
      element("h2", { textContent: title }),
      element("p", { textContent: question, className: "lesson-printed-question" }),
      element("p", { textContent: choice }),
      element("p", { textContent: answer }),
    ]),
  );
  const title = element("h1", { textContent: words.print_title });
  const date = element("p", { textContent: new Date().toLocaleDateString(pageLanguage()) });
  const drawing = strokes.length > 0 ? [printedDrawing(strokes, words.sketch)] : [];
  return element("article", { className: "lesson-printed" }, [title, date, ...drawing, ...entries]);
}

/**
 * Print a page in place of what is on the screen.
 *
 * @param {HTMLElement} page
 */
export function printPage(page) {
  document.body.append(page);
  addEventListener("afterprint", () => page.remove(), { once: true });
  print();
}

/**
 * @param {Stroke[]} strokes
 * @param {string} ariaLabel
 */
function printedDrawing(strokes, ariaLabel) {
  const size = { width: CANVAS_SIDE, height: CANVAS_SIDE };
  const canvas = element("canvas", { ...size, role: "img", ariaLabel });
  const context = canvas.getContext("2d");
  if (context) for (const stroke of strokes) paintStroke(context, stroke, PRINTED_INK);
  return canvas;
}
