// @ts-check
import { element, find } from "../shared/dom.js";
import { oneIn, whole } from "../shared/format.js";
import { nearestIndex } from "./keys.js";

/** @typedef {Record<string, number>} Settings */

const RATES = [0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001];
const COSTS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
/** @type {[string, number[], (value: number) => string][]} */
const SLIDERS = [
  ["base_rate", RATES, oneIn],
  ["miss_cost", COSTS, whole],
  ["false_alarm_cost", COSTS, whole],
];

/** The sliders for what some rules need to know; there while they are unfolded. */
export class SettingSliders {
  /**
   * @param {HTMLDetailsElement} root
   * @param {(slider: HTMLInputElement, move: () => void) => void} watch
   * @param {(name: string, value: number) => void} change
   */
  constructor(root, watch, change) {
    this.root = root;
    this.watch = watch;
    this.change = change;
    /** @type {(() => void)[]} */
    this.updates = [];
    /** @type {Settings} */
    this.settings = {};
    /** @type {Record<string, string>} */
    this.words = {};
    root.ontoggle = () => this.fold();
  }

  /** @param {Settings} settings */
  update(settings) {
    this.settings = settings;
    for (const update of this.updates) update();
  }

  fold() {
    this.updates = [];
    this.root.replaceChildren(find(this.root, "summary"));
    if (!this.root.open || !("base_rate" in this.settings)) return;
    this.root.append(...SLIDERS.map(([name, values, write]) => this.slider(name, values, write)));
  }

  /**
   * @param {string} name
   * @param {number[]} values
   * @param {(value: number) => string} write
   */
  slider(name, values, write) {
    const output = element("output", { ariaLive: "off" }); // the slider tells its value itself
    const slider = element("input", { type: "range", min: 0, max: values.length - 1 });
    const update = () => {
      slider.value = String(nearestIndex(values, this.settings[name]));
      output.textContent = write(this.settings[name]);
      slider.setAttribute("aria-valuetext", output.textContent);
    };
    this.watch(slider, () => this.change(name, values[Number(slider.value)]));
    this.updates.push(update);
    update();
    const title = element("span", { textContent: this.words[name] });
    return element("label", {}, [title, slider, output]);
  }
}
