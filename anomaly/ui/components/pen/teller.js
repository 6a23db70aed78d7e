// @ts-check
/** @import { LiveAnswer } from "../shared/events.js" */
import { publish } from "../shared/events.js";

const PATIENCE = 300; // milliseconds until an incomplete answer is shown in place of the one before

/**
 * Tells the other components what is live. What is incomplete waits for something better, so that
 * nothing flashes while a stroke begins or Python's reply is on its way.
 */
export class Teller {
  /** @param {LiveAnswer} live */
  tell(live) {
    this.#drop();
    publish("live", live);
  }

  /** @param {LiveAnswer} live Incomplete; the latest of these counts. */
  tellLater(live) {
    this.late = live;
    this.timer ??= setTimeout(() => this.late && this.tell(this.late), PATIENCE);
  }

  /** Leave the word to Python's answer. */
  end() {
    this.#drop();
    publish("live", null);
  }

  #drop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.late = undefined;
  }
}
