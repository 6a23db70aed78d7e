// @ts-check
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Settings, Stroke } from "./digit.js" */
/** @import { PenMessage, Question, Reply } from "./messages.js" */
/** @import { Network } from "./network.js" */
import { decodeValues } from "../shared/values.js";
import { judgeStrokes } from "./digit.js";
import { loadNetwork } from "./load.js";
import { rebuild, scoreOf } from "./network.js";
import { Questions } from "./questions.js";

/**
 * The answer to a drawing: the digit, and where the page has the weights the rest; what Python is
 * asked beside.
 */
export class Live {
  /** @param {(reply: Reply, question: Question) => void} hear */
  constructor(hear) {
    /** @type {Network | null} */
    this.network = null;
    this.address = "";
    /** Whether Python is asked while the pen is down, since the page cannot judge itself. */
    this.asks = false;
    this.questions = new Questions(hear);
  }

  /**
   * @param {Pick<PenMessage, "weights" | "questions">} message
   * @param {() => void} loaded The weights have come.
   */
  show({ weights, questions }, loaded) {
    this.asks = weights === "" && questions !== "";
    this.questions.move(questions);
    this.load(weights, loaded);
  }

  /**
   * @param {Question} question
   * @param {boolean} isUrgent
   */
  ask(question, isUrgent) {
    this.questions.ask(question, isUrgent);
  }

  /**
   * Fetch the weights of another detector; until they are there, and where they never come, Python
   * answers alone.
   *
   * @param {string} address Empty for a detector that the page cannot run.
   * @param {() => void} loaded
   */
  async load(address, loaded) {
    if (address === this.address) return;
    this.address = address;
    this.network = null;
    if (address === "") return;
    const network = await loadNetwork(address);
    if (network === null || address !== this.address) return;
    this.network = network;
    loaded();
  }

  /**
   * @param {Stroke[]} strokes
   * @param {Settings} settings
   * @param {string} wait The sentence in place of a score that only Python knows.
   * @param {Record<string, string>} problems The sentences where there is no digit.
   * @returns {LiveAnswer}
   */
  judge(strokes, settings, wait, problems) {
    const { digit, problem } = judgeStrokes(strokes, settings);
    const unknown = { score: null, rebuilt: null, difference: null };
    if (digit === null) return { ...unknown, digit, reason: problems[problem] };
    return this.examine(digit) ?? { ...unknown, digit, reason: wait };
  }

  /**
   * The page's own answer to a digit; null where it has no weights.
   *
   * @param {Float32Array} digit
   * @returns {LiveAnswer | null}
   */
  examine(digit) {
    if (this.network === null) return null;
    // A copy, since the network writes each digit's into the same array.
    const rebuilt = rebuild(this.network, digit).slice();
    const difference = digit.map((value, index) => Math.abs(value - rebuilt[index]));
    return { score: scoreOf(this.network, digit, rebuilt), reason: "", digit, rebuilt, difference };
  }

  /** Drop weights and replies that are still on their way. */
  leave() {
    this.address = "";
    this.questions.leave();
  }

  /**
   * @param {Stroke[]} strokes
   * @param {Settings} settings
   * @returns {number | null}
   */
  score(strokes, settings) {
    if (this.network === null) return null;
    const { digit } = judgeStrokes(strokes, settings);
    return digit && scoreOf(this.network, digit, rebuild(this.network, digit));
  }
}

/**
 * Python's reply to a question, as the parts of the page take what is live.
 *
 * @param {Reply} reply
 * @returns {LiveAnswer}
 */
export function liveOf({ score, reason, digit: message, limits }) {
  const [digit, rebuilt, difference] = message ? decodeValues(message.values) : [null, null, null];
  return { score, reason, digit, rebuilt, difference, limits };
}
