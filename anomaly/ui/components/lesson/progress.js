// @ts-check
/** @import { ProgressMessage, StepMessage } from "./messages.js" */

/** How far the learner has come. */
export class LessonProgress {
  /** @param {Pick<StepMessage, "name" | "choices">[]} steps */
  constructor(steps) {
    this.steps = steps;
    this.number = 1;
    /** @type {Set<number>} */
    this.finished = new Set();
    /** @type {Record<string, string>} */
    this.answers = {};
    /** Names of the steps whose figure has been worked with. @type {Set<string>} */
    this.acted = new Set();
  }

  /** The number of steps. */
  get count() {
    return this.steps.length;
  }

  /** @param {ProgressMessage} told What is finished stays so. */
  adopt({ step, finished, answers }) {
    this.go(step);
    for (const number of finished) if (number <= this.count) this.finished.add(number);
    this.answers = { ...answers, ...this.answers };
  }

  /**
   * Go to a step, if there is one; return whether it is another one.
   *
   * @param {number} number
   */
  go(number) {
    if (number === this.number || number < 1 || number > this.count) return false;
    this.number = number;
    return true;
  }

  /**
   * Answer the question of the step in view; return whether that counts, as only the first does.
   *
   * @param {string} choice
   */
  answer(choice) {
    if (this.isAnswered) return false;
    this.answers[this.step.name] = choice;
    this.#settle();
    return true;
  }

  /** Note that the learner has done what the step in view asks for. */
  act() {
    this.acted.add(this.step.name);
    this.#settle();
  }

  get step() {
    return this.steps[this.number - 1];
  }

  /** Whether the question of the step in view is answered, here or before. */
  get isAnswered() {
    return this.step.name in this.answers || this.finished.has(this.number);
  }

  /** @returns {ProgressMessage} */
  told() {
    const finished = [...this.finished].sort();
    return { step: this.number, finished, answers: { ...this.answers } };
  }

  #settle() {
    const isAsked = this.step.choices.length > 0;
    const isDone = this.acted.has(this.step.name) && (this.isAnswered || !isAsked);
    if (isDone) this.finished.add(this.number);
  }
}
