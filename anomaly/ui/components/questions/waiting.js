// @ts-check
/** @import { Question } from "./messages.js" */

const MAX_WAIT = 5000; // milliseconds after which a question counts as lost

/** The question under way, and the newest of those that came since. */
export class Waiting {
  /** @param {(question: Question & { id: number }) => void} send */
  constructor(send) {
    this.send = send;
    this.id = 0;
    this.sent = -Infinity;
    this.isUnderWay = false;
    /** @type {Question | null} */
    this.next = null;
  }

  /** @param {Question} question */
  ask(question) {
    this.next = question;
    if (!this.isUnderWay || performance.now() - this.sent > MAX_WAIT) this.#go();
  }

  /**
   * @param {number} id Of a question that was answered.
   * @returns {boolean} Whether it is the one under way.
   */
  hear(id) {
    if (!this.isUnderWay || id !== this.id) return false;
    this.isUnderWay = false;
    if (this.next) this.#go();
    return true;
  }

  #go() {
    if (!this.next) return;
    this.id += 1;
    this.sent = performance.now();
    this.isUnderWay = true;
    const question = { ...this.next, id: this.id };
    this.next = null;
    this.send(question);
  }
}
