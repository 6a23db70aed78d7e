// @ts-check
/** @import { Send } from "../shared/component.js" */
/** @import { Answer } from "./messages.js" */
import { publish, subscribe } from "../shared/events.js";

/**
 * Passes drawings on to Python, and its latest answer to the other parts, again to those that ask
 * for it. It is all that Streamlit runs again and draws with a stroke.
 */
export class AnswerRelay {
  constructor() {
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {Send | undefined} */
    this.keep = undefined;
    this.unsubscribe = [
      subscribe("answerWanted", () => this.answer && publish("answer", this.answer)),
      subscribe("drawn", (drawing) => this.keep?.("drawing", drawing)),
    ];
  }

  leave() {
    this.unsubscribe.forEach((end) => end());
  }

  /**
   * @param {Answer | null} answer Null where a page has none.
   * @param {Send} [_]
   * @param {Send} [keep]
   */
  show(answer, _, keep) {
    this.answer = answer;
    this.keep = keep;
    if (answer) publish("answer", answer);
  }
}
