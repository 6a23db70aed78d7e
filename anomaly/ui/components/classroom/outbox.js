// @ts-check
/** @import { Result } from "./line.js" */

/**
 * What a student has sent and the server has not kept yet. It outlives the page, so that nothing is
 * lost where the page is closed, or the server is away for a while.
 *
 * @typedef {{ do: string, task: number, id?: string, [part: string]: unknown }} Message
 */
export class Outbox {
  /**
   * @param {Pick<Storage, "getItem" | "setItem">} storage
   * @param {string} key Of the seat.
   */
  constructor(storage, key) {
    this.storage = storage;
    this.key = key;
    /** @type {Message[]} */
    this.messages = read(storage, key);
    this.isUnderWay = false;
  }

  /** @param {Message} message A guess takes the place of an earlier one in the same task. */
  add(message) {
    const isReplaced = (/** @type {Message} */ other) =>
      message.do === "guess" && other.do === "guess" && other.task === message.task;
    this.messages = [...this.messages.filter((other) => !isReplaced(other)), message];
    this.#store();
  }

  /**
   * Send what waits, in its order, until something is to be sent again later.
   *
   * @param {(message: Message) => Promise<Result>} say
   * @param {(message: Message, reason: string) => void} settle Called with each message that is kept,
   *   or refused with a reason.
   */
  async send(say, settle) {
    if (this.isUnderWay) return;
    this.isUnderWay = true;
    try {
      while (this.messages.length > 0) {
        const [message] = this.messages;
        const { isDone, reason, again } = await say(message);
        if (again) return;
        this.messages = this.messages.filter((other) => other !== message);
        this.#store();
        settle(message, isDone ? "" : reason);
      }
    } finally {
      this.isUnderWay = false;
    }
  }

  #store() {
    try {
      this.storage.setItem(this.key, JSON.stringify(this.messages));
    } catch {
      // Private windows may store nothing; the page still has them.
    }
  }
}

/**
 * @param {Pick<Storage, "getItem">} storage
 * @param {string} key
 * @returns {Message[]}
 */
function read(storage, key) {
  try {
    const kept = JSON.parse(storage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each?.do === "string") : [];
  } catch {
    return [];
  }
}
