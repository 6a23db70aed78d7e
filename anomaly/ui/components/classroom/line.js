// @ts-check
/** @import { Answer, DrawingTold, Seat, State, Task } from "./class_state.js" */
// The line between a screen and its class: what is said there is carried out or refused with a
// sentence, and what is new comes as soon as it is there.

const PAUSES = [500, 1000, 2000, 5000]; // milliseconds before the first further try, the second, ...
const MAX_WAIT = 40_000; // milliseconds; the server replies after 20 seconds at the latest

/**
 * What the server tells: how the class is, and of each part what has changed.
 *
 * @typedef {object} News
 * @property {State} state
 * @property {Seat} [seat] A student's own.
 * @property {Seat[]} [seats] Of all students, to a teacher.
 * @property {Task[]} [tasks]
 * @property {DrawingTold[]} [drawings]
 * @property {string[]} [gone] Those that a student sees no more.
 * @property {(Omit<Answer, "seat"> & { seat?: number })[]} [answers] A student's own have no seat.
 * @property {Record<string, any[]>} [guessed] By the numbers of the tasks whose answer is shown.
 * @property {number} [answered] How many have sent something for the task under way, to a teacher.
 *
 * What came of a message: whether it was carried out, the reply, or the sentence on why not, and
 * whether to send it again. The reply to a teacher's act that changed the class has its `counter` then.
 * @typedef {{ isDone: boolean, reply: Record<string, any>, reason: string, again: boolean }} Result
 *
 * @typedef {object} Listener
 * @property {(news: News) => void} hear
 * @property {(reason: string) => void} end There is nothing more to hear, as after the class is gone.
 * @property {(isThere: boolean) => void} connect Whether the server answers.
 */

export class Line {
  /**
   * @param {string} address Where the class is heard and spoken to, relative to the page's.
   * @param {string} of The class that a teacher hears; empty for the one of a student's seat.
   * @param {Listener} listener
   * @param {boolean} isOwn Whether to hear nothing of others' drawings and guesses.
   */
  constructor(address, of, listener, isOwn = false) {
    this.address = address;
    this.isOwn = isOwn;
    this.of = of;
    this.listener = listener;
    this.seen = 0;
    this.tries = 0;
    this.isOpen = false;
    this.stop = new AbortController();
    this.asking = new AbortController();
    /** @type {(() => void)[]} */
    this.waiting = []; // called once the next question is answered
  }

  /** Hear of all that is new until `leave` is called, or there is no more. */
  async open() {
    this.isOpen = true;
    while (this.isOpen) await this.#ask();
    for (const go of this.waiting.splice(0)) go();
  }

  leave() {
    this.isOpen = false;
    this.stop.abort();
  }

  /**
   * Say something. Where the reply has the class's counter, as after a teacher's act, what it changed
   * is heard before this returns.
   *
   * @param {Record<string, unknown>} message
   * @returns {Promise<Result>}
   */
  async say(message) {
    const result = await this.#send(message);
    while (this.isOpen && result.reply.counter > this.seen) await this.#askAnew();
    return result;
  }

  /**
   * @param {Record<string, unknown>} message
   * @returns {Promise<Result>}
   */
  async #send(message) {
    try {
      const body = JSON.stringify({ ...message, ...(this.of && { class: this.of }) });
      const signal = AbortSignal.timeout(MAX_WAIT);
      return await resultOf(await fetch(this.address, { method: "POST", body, signal }));
    } catch {
      return { isDone: false, reply: {}, reason: "", again: true };
    }
  }

  /**
   * Ask at once, in place of the question that waits for news.
   *
   * @returns {Promise<void>}
   */
  #askAnew() {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.asking.abort();
    });
  }

  async #ask() {
    const waiting = this.waiting.splice(0);
    this.asking = new AbortController();
    const query = new URLSearchParams({
      seen: String(this.seen),
      ...(this.of && { class: this.of }),
      ...(this.isOwn && { own: "1" }),
    });
    const signals = [this.stop.signal, this.asking.signal, AbortSignal.timeout(MAX_WAIT)];
    const signal = AbortSignal.any(signals);
    try {
      const answer = await fetch(`${this.address}/news?${query}`, { signal });
      const { isDone, reply, reason, again } = await resultOf(answer);
      signal.throwIfAborted(); // amid the answer
      if (!isDone && again) throw new Error(reason);
      this.tries = 0;
      this.listener.connect(true);
      if (isDone && isNews(reply)) {
        this.seen = reply.state.counter;
        this.listener.hear(reply);
      } else if (!isDone) {
        this.isOpen = false;
        this.listener.end(reason);
      }
      for (const go of waiting) go();
    } catch {
      this.waiting.unshift(...waiting);
      if (!this.isOpen || this.asking.signal.aborted) return;
      this.listener.connect(false);
      await this.#pause();
    }
  }

  /** Wait before the next try, the longer the more have failed. */
  #pause() {
    const time = PAUSES[Math.min(this.tries, PAUSES.length - 1)];
    this.tries += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time);
      const end = () => (clearTimeout(timer), resolve(null));
      for (const { signal } of [this.stop, this.asking]) signal.addEventListener("abort", end, { once: true });
    });
  }
}

/**
 * @param {Response} answer
 * @returns {Promise<Result>}
 */
async function resultOf(answer) {
  const isDone = answer.ok;
  const body = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  const isRefused = !isDone && typeof body.reason === "string" && body.again === false;
  return { isDone, reply: body, reason: String(body.reason ?? ""), again: !isDone && !isRefused };
}

/**
 * @param {Record<string, any>} value
 * @returns {value is News}
 */
function isNews(value) {
  return Number.isFinite(value.state?.counter);
}
