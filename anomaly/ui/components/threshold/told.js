// @ts-check
/** @import { Answer } from "../answer/messages.js" */
/** @import { Line } from "./line.js" */
/** @import { HistogramMessage } from "./messages.js" */
import { find } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { withTerm } from "../shared/terms.js";
import { ruleInForce } from "./line.js";

/** What is said of the line: the rule that it follows, and what this assumes or could not do. */
export class Told {
  /** @param {HTMLElement} root The histogram's. */
  constructor(root) {
    this.line = find(root, ".scores-line");
    this.sentence = find(root, ".scores-told");
  }

  /**
   * @param {string} problem In place of what the rule assumes; or empty.
   * @param {Pick<Line, "rule" | "threshold">} line
   * @param {Answer | undefined} answer
   * @param {Pick<HistogramMessage, "line" | "words">} message
   */
  say(problem, { rule: name, threshold }, answer, { line: term, words }) {
    const refused = problem || (name === answer?.rule && answer?.problem) || "";
    const rule = ruleInForce(answer, name, threshold);
    this.sentence.classList.toggle("problem", refused !== "");
    this.sentence.textContent = refused || rule?.assumes || words.told_by_hand;
    const said = rule ? fill(words.line_by_rule, { rule: rule.title }) : words.line_by_hand;
    if (said === this.line.textContent) return; // so that the focus stays on a term
    const [before, line, after = ""] = withTerm(said, term);
    const ruled = rule && { key: "rule", name: rule.title, means: rule.assumes };
    this.line.replaceChildren(before, line ?? "", ...(ruled ? withTerm(String(after), ruled) : [after]));
  }
}
