// @ts-check
/** @import { RuleMessage } from "../answer/messages.js" */
import { element } from "../shared/dom.js";

/** The rules as buttons, apart by whether they use labels. */
export class RuleButtons {
  /**
   * @param {HTMLElement} root
   * @param {(rule: RuleMessage) => void} choose
   */
  constructor(root, choose) {
    this.root = root;
    this.choose = choose;
    /** @type {HTMLButtonElement[]} */
    this.buttons = [];
  }

  /**
   * @param {RuleMessage[]} rules
   * @param {Record<string, string>} words
   */
  show(rules, words) {
    this.buttons = [];
    const shown = rules.filter((rule) => !rule.is_hidden);
    const groups = [false, true].flatMap((labels) => {
      const title = labels ? words.with_labels : words.without_labels;
      const buttons = shown.filter((rule) => rule.uses_labels === labels).map((rule) => this.button(rule));
      if (buttons.length === 0) return [];
      this.buttons.push(...buttons);
      const span = element("span", { textContent: title });
      return element("div", { role: "group", ariaLabel: title }, [span, ...buttons]);
    });
    this.root.replaceChildren(...groups);
  }

  /** @param {RuleMessage} rule */
  button(rule) {
    const { name, title, assumes, threshold } = rule;
    const button = element("button", { type: "button", name, textContent: title, title: assumes });
    if (threshold === null) button.setAttribute("aria-disabled", "true");
    button.onclick = () => this.choose(rule);
    return button;
  }

  /** @param {string | null} name Of the rule in force. */
  press(name) {
    for (const button of this.buttons) {
      button.setAttribute("aria-pressed", String(button.name === name));
    }
  }
}
