// @ts-check
/** @import { Question } from "../pen/messages.js" */

/**
 * @typedef {object} Damage How a picture was damaged.
 * @property {Uint8Array} mask 28 x 28; 1 where.
 * @property {Record<string, number>} strengths By names of corruptions.
 * @property {boolean} isSettled Whether the sliders were at rest.
 */

/** The pictures that Python is asked about: a reply is shown with the damage of its own picture. */
export class Asked {
  constructor() {
    /** @type {WeakMap<Question, Damage>} */
    this.damages = new WeakMap();
    /** @type {Question | null} */
    this.newest = null;
    /** Whether a reply has come since. */
    this.isReplied = false;
  }

  /** Take no reply any more to what was asked until now. */
  forget() {
    Object.assign(this, new Asked());
  }

  /**
   * @param {Question} question
   * @param {Damage} damage Of its picture.
   */
  note(question, damage) {
    this.damages.set(question, damage);
    this.newest = question;
  }

  /**
   * The damage to show a reply with; undefined where the reply is out of date.
   *
   * @param {Question} question
   * @param {boolean} isAlone Whether only Python answers, so that the latest reply is the best there
   *   is while the sliders move on.
   * @returns {Damage | undefined}
   */
  take(question, isAlone) {
    const damage = this.damages.get(question);
    const isNewest = question === this.newest;
    if (!damage || (!isNewest && !isAlone)) return undefined;
    this.isReplied = true;
    return { ...damage, isSettled: damage.isSettled && isNewest };
  }
}
