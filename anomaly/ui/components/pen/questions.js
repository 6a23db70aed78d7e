// @ts-check
/** @import { Question, Reply } from "./messages.js" */
import { isRecord } from "../shared/values.js";

const PACE = 40; // milliseconds from one question to the next while the pen is down
const MAX_WAIT = 5000; // milliseconds after which a question counts as lost
const BUSY = "busy"; // the drawing's moments are being scored, which takes seconds

/** What Python is asked: one question at a time, of which the newest is asked next. */
export class Questions {
  /** @param {(reply: Reply, question: Question) => void} hear */
  constructor(hear) {
    this.hear = hear;
    this.address = "";
    /** @type {Question | null} */
    this.next = null;
    this.isUnderWay = false;
    /** Ends the pause before the next question. */
    this.goOn = () => {};
  }

  /**
   * Ask elsewhere from now on; a reply that is still to come from before counts for nothing.
   *
   * @param {string} address Empty for nowhere.
   */
  move(address) {
    if (address === this.address) return;
    this.address = address;
    this.next = null;
  }

  /**
   * @param {Question} question
   * @param {boolean} isUrgent Whether it does not wait its time.
   */
  ask(question, isUrgent) {
    if (this.address === "") return;
    this.next = question;
    if (isUrgent) this.goOn();
    if (!this.isUnderWay) this.#work();
  }

  leave() {
    this.move("");
  }

  /** Ask until nothing waits. */
  async #work() {
    this.isUnderWay = true;
    try {
      while (this.next !== null) {
        const { next: question, address } = this;
        const pause = this.#pause();
        this.next = null;
        const reply = await askAt(address, question);
        if (reply === BUSY && address === this.address) this.next ??= question;
        else if (isReply(reply) && address === this.address) this.hear(reply, question);
        await pause;
      }
    } finally {
      this.isUnderWay = false;
    }
  }

  /** @returns {Promise<void>} */
  #pause() {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, PACE);
      this.goOn = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/**
 * What comes of a question: a reply, unchecked, or that another one is being answered.
 *
 * @param {string} address Relative to the page's.
 * @param {Question} question
 * @returns {Promise<unknown>} Null where nothing comes.
 */
async function askAt(address, { sequence, ...asked }) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body: JSON.stringify(asked),
      signal: AbortSignal.timeout(MAX_WAIT),
    });
    if (answer.status === 429) return BUSY;
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * @param {any} value
 * @returns {value is Reply}
 */
function isReply(value) {
  return (
    isRecord(value) &&
    (value.score === null || Number.isFinite(value.score)) &&
    typeof value.reason === "string" &&
    (value.digit === null || (isRecord(value.digit) && typeof value.digit.values === "string")) &&
    Array.isArray(value.scores)
  );
}
