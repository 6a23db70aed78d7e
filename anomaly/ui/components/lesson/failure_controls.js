// @ts-check
/** @import { FailureValues } from "./failure_views.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { MIXED_SHARES } from "./failure_views.js";

/** What the learner changes in an experiment: a switch, a slider or two buttons. */
export class FailureControls {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} words
   * @param {{ changed: () => void, flagged: () => void }} on
   */
  constructor(root, words, on) {
    this.root = root;
    this.words = words;
    this.on = on;
    this.experiment = "";
    /** @type {FailureValues} */
    this.values = { isRelative: false, share: 0, isTaught: false };
  }

  /** Whether the experiment in view is no more as it was at first. */
  get isChanged() {
    const { isRelative, share, isTaught } = this.values;
    return { eights: isRelative, mixed: share === MIXED_SHARES.length - 1, taught: isTaught }[this.experiment] ?? false;
  }

  /**
   * @param {string} experiment
   * @param {boolean} isEnabled
   */
  open(experiment, isEnabled) {
    this.experiment = experiment;
    const parts = { eights: () => this.#relative(), mixed: () => this.#mixed(), taught: () => this.#taught() };
    this.root.replaceChildren(...(parts[/** @type {keyof typeof parts} */ (experiment)]?.() ?? []));
    for (const control of this.root.querySelectorAll("button, input")) {
      /** @type {HTMLButtonElement} */ (control).disabled = !isEnabled;
    }
  }

  #relative() {
    const { words, values } = this;
    const choices = [words.eights_absolute, words.eights_relative].map((text, index) => {
      const input = element("input", {
        type: "radio", name: "lesson-score", checked: values.isRelative === (index === 1),
      });
      input.onchange = () => {
        values.isRelative = index === 1;
        this.on.changed();
      };
      return element("label", {}, [input, text]);
    });
    return [element("div", { role: "radiogroup", ariaLabel: words.eights_score }, choices)];
  }

  #mixed() {
    const { words, values } = this;
    const said = element("span");
    const slider = element("input", {
      type: "range", min: "0", max: String(MIXED_SHARES.length - 1), step: "1", value: String(values.share),
    });
    const tell = () => {
      said.textContent = fill(words.mixed_share, { share: MIXED_SHARES[values.share] });
      slider.ariaValueText = said.textContent;
    };
    slider.oninput = () => {
      values.share = slider.valueAsNumber;
      tell();
      this.on.changed();
    };
    tell();
    return [element("label", { className: "failures-share" }, [said, slider])];
  }

  #taught() {
    const { words, values, on } = this;
    const teach = element("button", { type: "button" });
    const tell = () => (teach.textContent = values.isTaught ? words.taught_forget : words.taught_teach);
    teach.onclick = () => {
      values.isTaught = !values.isTaught;
      tell();
      on.changed();
    };
    tell();
    const sample = element("button", { type: "button", textContent: words.taught_sample, onclick: on.flagged });
    return [element("div", { className: "lesson-tools" }, [sample, teach])];
  }
}
