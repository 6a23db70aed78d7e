// @ts-check
/** @import { LiveAnswer } from "../shared/events.js" */
import { publish } from "../shared/events.js";

const PATIENCE = 300; // milliseconds until an incomplete answer is shown in place of the one before

/**
 * Tells the other components what is live. What is incomplete waits for something better, so that
 * nothing flashes while a stroke begins or Python's reply is on its way.
 */
export class Teller {
  constructor() {
    /** Whether what is live is this one's. */
    this.isTelling = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {LiveAnswer} live */
  tell(live) {
    this.#drop();
    this.isTelling = true;
    publish("live", live);
  }

  /** @param {LiveAnswer} live Incomplete; the latest of these counts. */
  tellLater(live) {
    this.late = live;
    this.timer ??= setTimeout(() => this.late && this.tell(this.late), PATIENCE);
  }

  /** Leave the word to Python's answer, unless another part has it. */
  end() {
    this.#drop();
    if (!this.isTelling) return;
    this.isTelling = false;
    publish("live", null);
  }

  /** Leave the word to another part that has taken it. */
  forget() {
    this.#drop();
    this.isTelling = false;
  }

  #drop() {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.late = undefined;
  }
}
