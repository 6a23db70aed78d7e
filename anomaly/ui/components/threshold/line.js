// @ts-check
/** @import { Answer, RuleMessage } from "../answer/messages.js" */
/** @import { ThresholdMoved } from "./messages.js" */

/**
 * The line as the page has it, which Python hears of when it is released.
 *
 * Each move has a sequence number that comes back in the answer to it, so that an answer to an
 * earlier move does not undo a later one.
 */
export class Line {
  constructor() {
    /** @type {number | undefined} */
    this.threshold = undefined; // until the first answer
    /** @type {string | null} */
    this.rule = null;
    /** @type {Record<string, number>} */
    this.settings = {};
    this.sequence = -1;
    this.agreed = "";
  }

  /**
   * Whether an answer is about the line as it is now.
   *
   * @param {Answer} answer
   * @param {boolean} held Whether a pointer or a key is on the line.
   */
  accepts(answer, held) {
    return this.threshold === undefined || (!held && answer.sequence >= this.sequence);
  }

  /**
   * Take over an answer; return whether it moved the line.
   *
   * @param {Answer} answer
   */
  adopt({ threshold, rule, settings, sequence }) {
    const moved = threshold !== this.threshold || rule !== this.rule;
    Object.assign(this, { threshold, rule, settings, sequence });
    this.agreed = this.#written();
    return moved;
  }

  /**
   * @param {number} threshold
   * @param {string | null} rule The rule that it follows, if any.
   */
  move(threshold, rule = null) {
    this.threshold = threshold;
    this.rule = rule;
  }

  /**
   * @param {string} name Of a rule's setting.
   * @param {number} value
   */
  set(name, value) {
    this.settings = { ...this.settings, [name]: value };
  }

  /**
   * The message for Python where the line differs from what both agreed on; null where it does not.
   *
   * @returns {ThresholdMoved | null}
   */
  settle() {
    if (this.threshold === undefined || this.#written() === this.agreed) return null;
    this.sequence += 1;
    this.agreed = this.#written();
    const { threshold, rule, sequence, settings } = this;
    return { threshold, rule, sequence, settings };
  }

  #written() {
    return JSON.stringify([this.threshold, this.rule, this.settings]);
  }
}

/**
 * How many normal pictures the rule in force flags, if they are not to be counted by the line.
 *
 * @param {Pick<Answer, "rules" | "problem"> | null | undefined} answer
 * @param {string | null} name Of the rule that the line follows, if any.
 * @param {number} threshold
 */
export function falseAlarmsOf(answer, name, threshold) {
  const rule = ruleInForce(answer, name, threshold);
  return (rule?.threshold === threshold ? rule.false_alarms : null) ?? null;
}

/**
 * The rule that put the line where it is.
 *
 * @param {Pick<Answer, "rules" | "problem"> | null | undefined} answer
 * @param {string | null} name Of the rule that the line follows, if any.
 * @param {number | undefined} threshold
 * @returns {RuleMessage | undefined} In place of a rule that could not be followed the default one.
 */
export function ruleInForce(answer, name, threshold) {
  const rules = answer?.rules ?? [];
  const named = rules.find((rule) => rule.name === name);
  return named ?? (answer?.problem ? rules.find((rule) => rule.threshold === threshold) : undefined);
}
