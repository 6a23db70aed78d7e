// @ts-check
/** @import { Result } from "../classroom/line.js" */
/** @import { Message, Outbox } from "../classroom/outbox.js" */

export const RETRY = 2000; // milliseconds

/** Sends what is in an outbox until the server has kept it. */
export class Delivery {
  /**
   * @param {Outbox} outbox
   * @param {(message: Message) => Promise<Result>} say
   * @param {() => void} changed Called when something was sent, kept or refused.
   */
  constructor(outbox, say, changed) {
    this.outbox = outbox;
    this.say = say;
    this.changed = changed;
    /** @type {Message[]} */
    this.kept = [];
    /** Why the last one that was refused was so; empty once something else is sent. */
    this.refusal = "";
    this.timer = 0;
    this.isOpen = true;
    this.tabs = new BroadcastChannel(outbox.key); // of the same seat
    this.tabs.onmessage = ({ data }) => this.#take(data);
  }

  leave() {
    this.tabs.close();
    this.isOpen = false;
    clearTimeout(this.timer);
  }

  /** @param {Message} message */
  add(message) {
    this.refusal = "";
    this.outbox.add(message);
    this.changed();
    this.send();
  }

  async send() {
    clearTimeout(this.timer);
    await this.outbox.send(this.say, (message, reason) => {
      if (reason) {
        this.refusal = reason;
        this.changed();
      } else {
        if (this.isOpen) this.tabs.postMessage(message);
        this.#take(message);
      }
    });
    clearTimeout(this.timer);
    if (this.isOpen && this.outbox.messages.length > 0) this.timer = setTimeout(() => this.send(), RETRY);
  }

  /** @param {Message} message That the server has. */
  #take(message) {
    this.kept.push(message);
    this.changed();
  }

  /** @param {number} task */
  waiting(task) {
    return this.outbox.messages.filter((message) => message.task === task);
  }

  /**
   * A student's guess in a task as it was sent last, whether the server has it or not.
   *
   * @param {number} task
   */
  guess(task) {
    const sent = [...this.kept, ...this.outbox.messages];
    return sent.findLast((message) => message.do === "guess" && message.task === task)?.value;
  }
}

/** A name for a drawing, by which it is kept once, however often it is sent. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** A browser that may keep nothing has the page's memory. */
export function openStorage() {
  try {
    return window.localStorage;
  } catch {
    /** @type {Map<string, string>} */
    const kept = new Map();
    return {
      getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
      setItem: (/** @type {string} */ key, /** @type {string} */ text) => void kept.set(key, text),
    };
  }
}
