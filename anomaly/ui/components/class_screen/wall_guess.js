// @ts-check
/** @import { ClassState, Task } from "../classroom/class_state.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { mistakesAt } from "../classroom/guessed.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { paintValues, paletteOf } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";
import { guessChart } from "./wall_guess_chart.js";
import { summarise, votesOf } from "./wall_guesses.js";
import { decodePicture } from "./wall_ink.js";

/**
 * @typedef {object} Guesses A task to guess, with what is known of it.
 * @property {Task} task
 * @property {any[]} values What was guessed; none before it is shown.
 * @property {WallMessage} message
 */

/** A task to guess: the question, and once it is shown, what all guessed beside the answer. */
export class WallGuess {
  constructor() {
    this.picture = element("div", { className: "wall-question" });
    this.said = element("div", { className: "wall-answer", role: "status" });
    this.root = element("section", { className: "wall-guess" }, [this.said, this.picture]);
    this.drawn = "";
  }

  /**
   * @param {ClassState} state
   * @param {Task} task
   * @param {WallMessage} message
   * @param {boolean} isTeacher
   */
  show(state, task, message, isTeacher) {
    const known = isTeacher ? state.answersOf(task.number).map(({ value }) => value) : state.guessed.get(task.number);
    const isShown = task.shown && Boolean(task.answer);
    const values = isShown ? (known ?? []) : [];
    // Drawn anew where something has changed, so that nothing flickers under those who look.
    const isOver = !state.state.open || state.task?.number !== task.number;
    const drawn = JSON.stringify([task.number, isShown, isOver, values, message.words.guess_wait]);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const guesses = { task, values, message };
    this.picture.replaceChildren(...questionOf(guesses, isShown));
    const { words } = message;
    if (!isShown) this.said.replaceChildren(element("p", { textContent: isOver ? words.guess_over : words.guess_wait }));
    else this.said.replaceChildren(...sentencesOf(guesses).map((textContent) => element("p", { textContent })));
  }
}

/**
 * @param {Guesses} guesses
 * @param {boolean} isShown
 * @returns {(Node | string)[]}
 */
function questionOf(guesses, isShown) {
  const { task, values, message } = guesses;
  const { content, answer, kind } = task;
  const { words, scales } = message;
  if (content.picture) {
    const rest = isShown ? [answer.reconstruction, answer.difference] : [];
    const names = [words.input, words.reconstruction, words.difference];
    const pictures = [content.picture, ...rest].map((text, index) => pixelsOf(text, scales[index], names[index]));
    return isShown ? [...pictures, barsOfVotes(values, answer.value, words)] : pictures;
  }
  if (content.pictures) {
    const votes = votesOf(values);
    return content.pictures.map((/** @type {string} */ text, /** @type {number} */ index) => {
      const name = fill(words.votes, { number: index + 1, count: votes.get(index) ?? 0 });
      const figure = pixelsOf(text, scales[0], isShown ? name : String(index + 1));
      if (!isShown) return figure;
      const score = `${words.reconstruction} · ${answer.scores[index].toFixed(message.decimals)}`;
      figure.append(pixelsOf(answer.reconstructions[index], scales[1], score));
      figure.classList.toggle("chosen", index === answer.value);
      return figure;
    });
  }
  return content.counts ? [guessChart(kind, content, isShown ? answer : null, values, message)] : [];
}

/**
 * The answer, the class, and the best guess, in sentences.
 *
 * @param {Guesses} guesses
 * @returns {string[]}
 */
export function sentencesOf({ task, values, message }) {
  const { kind, content } = task;
  const { words, decimals } = message;
  const answer = { ...task.answer, edges: content.edges ?? [] };
  const number = (/** @type {number} */ value) => value.toFixed(decimals);
  const said = [answerTo(kind, content, answer, message)];
  const summary = summarise(kind, values, answer);
  if (summary === null) return [...said, words.guess_nobody];
  const { best, middle, right, count } = summary;
  if (kind === "guess_threshold") {
    const mistakes = (/** @type {number} */ value) => mistakesAt(value, answer);
    said.push(fill(words.guess_class_threshold, { value: number(middle), mistakes: mistakes(middle), count }));
    said.push(fill(words.guess_best_threshold, { value: number(best), mistakes: mistakes(best) }));
  } else if (kind === "guess_misses") {
    said.push(fill(words.guess_class_misses, { value: String(middle), off: Math.abs(middle - answer.value), count }));
    said.push(fill(words.guess_best, { value: best }));
  } else {
    said.push(fill(words.guess_right, { right, count }));
    if (middle !== null && middle !== answer.value) said.push(words.guess_majority);
  }
  return said;
}

/**
 * @param {string} kind
 * @param {Record<string, any>} content
 * @param {Record<string, any>} answer
 * @param {WallMessage} message
 */
function answerTo(kind, content, answer, { words, decimals }) {
  const number = (/** @type {number} */ value) => value.toFixed(decimals);
  const sentence = words[`${kind}_answer`] ?? "";
  if (kind === "guess_verdict") {
    const verdict = answer.value ? words.anomaly : words.normal;
    return fill(sentence, { verdict, score: number(answer.score), threshold: number(answer.threshold) });
  }
  if (kind === "guess_rebuilt") {
    return fill(sentence, { number: answer.value + 1, score: number(answer.scores[answer.value]) });
  }
  if (kind === "guess_misses") return fill(sentence, { value: answer.value, total: content.anomalies });
  return fill(sentence, { value: number(answer.value), mistakes: Math.min(...answer.mistakes) });
}

/**
 * How many guessed yes and how many no; the right one has a tick.
 *
 * @param {any[]} values
 * @param {boolean} right
 * @param {Record<string, string>} words
 */
function barsOfVotes(values, right, words) {
  const votes = votesOf(values);
  const rows = [true, false].map((value) => {
    const count = votes.get(value) ?? 0;
    const name = value ? words.anomaly : words.normal;
    const bar = element("i");
    bar.style.width = `${(100 * count) / Math.max(1, values.length)}%`;
    const label = element("span", { textContent: `${value === right ? "✓ " : ""}${name}` });
    const row = element("div", { className: "wall-votes" }, [label, element("span", {}, [bar]), element("b", { textContent: String(count) })]);
    row.classList.toggle("chosen", value === right);
    return row;
  });
  return element("div", { className: "wall-vote" }, rows);
}

/**
 * @param {string} text
 * @param {string[]} scale
 * @param {string} name
 */
function pixelsOf(text, scale, name) {
  const canvas = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE, className: "wall-pixels" });
  paintValues(canvas, decodePicture(text), paletteOf(scale), 0);
  return element("figure", {}, [canvas, element("figcaption", { textContent: name })]);
}
