// @ts-check
/** @import { Result } from "./line.js" */

/**
 * What a student has sent and the server has not kept yet. It outlives the page, so that nothing is
 * lost where the page is closed, or the server is away for a while; all tabs of a seat send it.
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
    this.#change((messages) => [...messages.filter((other) => !isOne(other, message)), message]);
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
        const isSent = (/** @type {Message} */ other) => isOne(other, message) && other.value === message.value;
        this.#change((messages) => messages.filter((other) => !isSent(other)));
        settle(message, isDone ? "" : reason);
      }
    } finally {
      this.isUnderWay = false;
    }
  }

  /** @param {(messages: Message[]) => Message[]} make Applied to what other tabs have stored, too. */
  #change(make) {
    const here = this.messages;
    const others = read(this.storage, this.key).filter((stored) => !here.some((own) => isOne(own, stored)));
    this.messages = make([...here, ...others]);
    try {
      this.storage.setItem(this.key, JSON.stringify(this.messages));
    } catch {
      // Private windows may store nothing; the page still has them.
    }
  }
}

/**
 * Whether two messages are one to the server, which keeps a drawing once and a task's last guess.
 *
 * @param {Message} one
 * @param {Message} other
 */
function isOne(one, other) {
  return one.do === other.do && one.task === other.task && one.id === other.id;
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
