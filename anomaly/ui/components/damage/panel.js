// @ts-check
import { element } from "../shared/dom.js";
import { strengthText } from "./words.js";

/**
 * @typedef {object} DamageMessage What Python sends.
 * @property {string} judge Key of the detector.
 * @property {number} decimals Of its scores.
 * @property {string} weights As in `PenMessage`.
 * @property {string} questions As in `PenMessage`.
 * @property {Kind[]} kinds
 * @property {Record<string, string>} words
 *
 * @typedef {object} Kind One way to damage a digit, as `anomaly.corruptions.Corruption` has it.
 * @property {string} name
 * @property {string} title
 * @property {string} unit With the blank {value}.
 * @property {number} low
 * @property {number} high
 * @property {number} step
 * @property {boolean} is_harmful
 *
 * @typedef {object} PanelEvents
 * @property {() => void} moved A slider is on its way.
 * @property {() => void} settled A slider was let go, or the outline switched.
 * @property {() => void} elsewhere
 * @property {() => void} reset
 */

/** Sliders in two groups, a sentence on what came of them, and two buttons. */
export class Panel {
  /**
   * @param {HTMLElement} root
   * @param {PanelEvents} on
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    /** @type {Map<string, { input: HTMLInputElement, output: HTMLElement, kind: Kind }>} */
    this.sliders = new Map();
    this.isEnabled = false;
    this.isOutlined = true;
  }

  /** @returns {Record<string, number>} */
  get strengths() {
    return Object.fromEntries([...this.sliders].map(([name, { input }]) => [name, Number(input.value)]));
  }

  get isDamaging() {
    return Object.values(this.strengths).some((strength) => strength !== 0);
  }

  /** @param {DamageMessage} message */
  show(message) {
    if (this.sliders.size === 0) this.#build(message);
  }

  /** @param {boolean} isEnabled */
  enable(isEnabled) {
    this.isEnabled = isEnabled;
    this.#update();
  }

  reset() {
    for (const { input } of this.sliders.values()) input.value = "0";
    this.#update();
  }

  /** @param {string} sentence */
  say(sentence) {
    const said = this.root.querySelector(".damage-said");
    if (said && said.textContent !== sentence) said.textContent = sentence;
  }

  /** @param {DamageMessage} message */
  #build({ kinds, words }) {
    const { on } = this;
    const groups = [false, true].map((isHarmful) => {
      const chosen = kinds.filter(({ is_harmful }) => is_harmful === isHarmful);
      const legend = element("legend", { textContent: isHarmful ? words.harmful : words.harmless });
      return element("fieldset", {}, [legend, ...chosen.map((kind) => this.#slider(kind))]);
    });
    const outline = element("input", { type: "checkbox", checked: this.isOutlined });
    outline.onchange = () => {
      this.isOutlined = outline.checked;
      on.settled();
    };
    const tools = element("div", { className: "damage-tools" }, [
      button("reset", words.reset, on.reset),
      button("elsewhere", words.elsewhere, on.elsewhere),
      element("label", { title: words.outline_why }, [outline, words.outline]),
    ]);
    const said = element("p", { className: "damage-said" });
    said.setAttribute("role", "status");
    this.root.replaceChildren(said, tools, ...groups);
    this.#update();
  }

  /** @param {Kind} kind */
  #slider(kind) {
    const { name, title, low, high, step } = kind;
    const input = element("input", { type: "range", min: low, max: high, step, value: "0" });
    const output = element("output");
    input.setAttribute("aria-label", title);
    input.oninput = () => {
      this.#update();
      this.on.moved();
    };
    input.onchange = () => this.on.settled();
    this.sliders.set(name, { input, output, kind });
    return element("label", {}, [element("span", { textContent: title }), input, output]);
  }

  #update() {
    for (const { input, output, kind } of this.sliders.values()) {
      const text = strengthText(kind, Number(input.value));
      input.disabled = !this.isEnabled;
      input.setAttribute("aria-valuetext", text);
      output.textContent = text;
    }
    for (const name of ["reset", "elsewhere"]) {
      const press = this.root.querySelector(`.damage-${name}`);
      if (press instanceof HTMLButtonElement) press.disabled = !this.isDamaging;
    }
  }
}

/**
 * @param {string} name
 * @param {string} text
 * @param {() => void} press
 */
function button(name, text, press) {
  return element("button", { type: "button", className: `damage-${name}`, textContent: text, onclick: press });
}
