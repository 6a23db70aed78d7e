// @ts-check
/** @import { Answer } from "./messages.js" */
import { publish, subscribe } from "../shared/events.js";

/** Passes Python's latest answer on to the other parts, and again to those that ask for it. */
export class AnswerRelay {
  constructor() {
    /** @type {Answer | null} */
    this.answer = null;
    this.leave = subscribe("answerWanted", () => this.answer && publish("answer", this.answer));
  }

  /** @param {Answer} answer */
  show(answer) {
    this.answer = answer;
    publish("answer", answer);
  }
}
