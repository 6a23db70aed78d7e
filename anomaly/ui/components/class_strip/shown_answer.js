// @ts-check
/** @import { Task } from "../classroom/class_state.js" */
import { medianOf, mistakesAt } from "../classroom/guessed.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { digitPicture } from "./digit_picture.js";
import { countOf, written } from "./guesses.js";
import { histogramKey, stripHistogram } from "./strip_histogram.js";

/**
 * The answer of a task, beside a student's own guess and what the class has guessed.
 *
 * @typedef {{ content: any, answer: any, own: any, guessed: any[], words: Record<string, string> }} Shown
 */

/** @type {Record<string, (shown: Shown) => Node[]>} */
const BUILDERS = { guess_verdict, guess_rebuilt, guess_threshold, guess_misses };

/**
 * @param {Task} task
 * @param {any} own
 * @param {any[]} guessed
 * @param {Record<string, string>} words
 */
export function shownAnswer({ kind, content, answer }, own, guessed, words) {
  return BUILDERS[kind]?.({ content, answer, own, guessed, words }) ?? [];
}

/** @param {string[]} sentences */
function lines(sentences) {
  return element(
    "ul",
    { className: "class-lines" },
    sentences.map((textContent) => element("li", { textContent })),
  );
}

/**
 * @param {Shown} shown
 * @param {(value: any) => string} name
 */
function ownLine({ own, words }, name) {
  return own === undefined ? words.no_guess : fill(words.your_guess, { value: name(own) });
}

/** @param {Shown} shown */
function guess_verdict(shown) {
  const { content, answer, guessed, words } = shown;
  const name = (/** @type {boolean} */ value) => (value ? words.anomaly : words.normal);
  const counts = [true, false].map((value) => `${name(value)}\u00a0${countOf(guessed, value)}`).join(" · ");
  const pictures = [content.picture, answer.reconstruction, answer.difference].filter(Boolean).map(digitPicture);
  const sentences = [
    fill(words.answer, { value: name(answer.value) }),
    ownLine(shown, name),
    fill(words.class_counts, { counts }),
  ];
  return [element("div", { className: "class-pictures" }, pictures), lines(sentences)];
}

/** @param {Shown} shown */
function guess_rebuilt({ content, answer, own, guessed, words }) {
  return content.pictures.map((/** @type {string} */ picture, /** @type {number} */ index) => {
    const pair = [picture, answer.reconstructions[index]].map(digitPicture);
    const marks = [
      index === answer.value ? `✓ ${words.mark_answer}` : "",
      index === own ? words.mark_you : "",
      `${words.mark_class} ${countOf(guessed, index)}`,
    ];
    const told = element("figcaption", { textContent: marks.filter(Boolean).join(" · ") });
    const figure = element("figure", { className: "class-pair" }, [...pair, told]);
    figure.classList.toggle("right", index === answer.value);
    return figure;
  });
}

/** @param {Shown} shown */
function guess_threshold({ content, answer, own, guessed, words }) {
  const middle = medianOf(guessed);
  const known = { edges: content.edges, mistakes: answer.mistakes };
  const told = (/** @type {string} */ sentence, /** @type {number} */ value) =>
    fill(sentence, { value: written(value), mistakes: mistakesAt(value, known) });
  const marks = [{ value: answer.value, name: words.mark_answer, kind: "line" }];
  const sentences = [told(words.best_line, answer.value)];
  if (own === undefined) sentences.push(words.no_guess);
  else {
    marks.push({ value: own, name: words.mark_you, kind: "you" });
    sentences.push(told(words.your_mistakes, own));
  }
  if (guessed.length > 0) {
    marks.push({ value: middle, name: words.mark_class, kind: "class" });
    sentences.push(told(words.class_mistakes, middle));
  }
  return [coloured(content, answer, marks, words), lines(sentences)];
}

/** @param {Shown} shown */
function guess_misses(shown) {
  const { content, answer, guessed, words } = shown;
  const sentences = [fill(words.answer, { value: answer.value }), ownLine(shown, written)];
  if (guessed.length > 0) {
    sentences.push(fill(words.class_middle, { value: written(medianOf(guessed)), count: guessed.length }));
  }
  const marks = [{ value: content.threshold, name: "", kind: "line" }];
  return [coloured(content, answer, marks, words), lines(sentences)];
}

/**
 * @param {any} content
 * @param {any} answer
 * @param {{ value: number, name: string, kind: string }[]} marks
 * @param {Record<string, string>} words
 */
function coloured(content, answer, marks, words) {
  const histogram = stripHistogram(content, answer, marks, words.scores);
  return element("div", { className: "class-coloured" }, [histogram, histogramKey(words)]);
}
