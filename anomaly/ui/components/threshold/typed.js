// @ts-check
/** @import { HistogramMessage } from "./messages.js" */
import { fill, parseNumber } from "../shared/format.js";

/** The field that a threshold is typed into. */
export class TypedThreshold {
  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} problem Says why a text was refused.
   * @param {(text: string) => void} enter
   */
  constructor(input, problem, enter) {
    this.input = input;
    this.problem = problem;
    this.isUnderWay = false;
    input.oninput = () => (this.isUnderWay = true);
    input.onchange = () => {
      this.isUnderWay = false;
      enter(input.value);
    };
  }

  /** @param {string} written The threshold in force. */
  show(written) {
    if (!this.isUnderWay) this.input.value = written;
  }

  /** Take back what was said of a text. */
  clear() {
    this.input.setAttribute("aria-invalid", "false");
    this.problem.textContent = "";
  }

  /**
   * The threshold that a text stands for; null, with a sentence, for one beside the axis.
   *
   * @param {string} text
   * @param {HistogramMessage} message
   */
  read(text, { low, top, words }) {
    const number = parseNumber(text);
    if (number >= low && number <= top) return number;
    this.problem.textContent = fill(words.not_number, { text: text.slice(0, 20), low, top });
    this.input.setAttribute("aria-invalid", "true");
    return null;
  }
}
