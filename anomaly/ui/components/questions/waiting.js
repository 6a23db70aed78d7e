// @ts-check
/** @import { Question } from "./messages.js" */

const MAX_WAIT = 5000; // milliseconds after which a question counts as lost

/** The question under way, and the newest of those that came since. */
export class Waiting {
  /** @param {(question: Question & { id: number }) => void} send */
  constructor(send) {
    this.send = send;
    // Other than those of a page before this one, whose last reply is still there.
    this.id = Math.floor(Math.random() * 2 ** 31);
    this.timer = 0;
    this.isUnderWay = false;
    /** @type {Question | null} */
    this.next = null;
  }

  /** @param {Question} question */
  ask(question) {
    this.next = question;
    if (!this.isUnderWay) this.#go();
  }

  /**
   * @param {number} id Of a question that was answered.
   * @returns {boolean} Whether it is the one under way.
   */
  hear(id) {
    if (!this.isUnderWay || id !== this.id) return false;
    this.#go();
    return true;
  }

  leave() {
    clearTimeout(this.timer);
  }

  /** Ask what waits, if anything does. */
  #go() {
    clearTimeout(this.timer);
    this.isUnderWay = this.next !== null;
    if (this.next === null) return;
    this.id += 1;
    this.timer = setTimeout(() => this.#go(), MAX_WAIT);
    const question = { ...this.next, id: this.id };
    this.next = null;
    this.send(question);
  }
}
