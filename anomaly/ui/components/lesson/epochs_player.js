// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { EpochLosses } from "./epochs_chart.js" */
/** @import { StepContext } from "./step.js" */
import { Thumb } from "../latent_map/thumb.js";
import { rebuild, scoreOf } from "../pen/network.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { PIXELS } from "../shared/values.js";
import { EpochsChart } from "./epochs_chart.js";
import { LessonSketch } from "./sketch.js";

/**
 * @typedef {object} EpochsContent
 * @property {number[]} checkpoints Epochs, ascending.
 * @property {EpochLosses} losses
 * @property {Network[]} networks Of each checkpoint.
 * @property {Float32Array} nine
 */

const CHECKPOINT_MILLISECONDS = 900;

/** A training to move through: its loss, and what the network makes of two digits. */
export class EpochsPlayer {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   * @param {EpochsContent} content
   */
  constructor(root, context, content) {
    this.context = context;
    this.content = content;
    const { words } = context;
    this.chart = new EpochsChart(content.losses, words);
    this.own = new Thumb("epoch");
    this.other = new Thumb("epoch");
    this.button = element("button", { type: "button", textContent: words.play, onclick: () => this.#toggle() });
    const last = content.checkpoints.length - 1;
    this.slider = element("input", { type: "range", min: "0", max: String(last), step: "1", value: "0" });
    this.slider.setAttribute("aria-label", words.slider);
    this.slider.oninput = () => {
      this.#stop();
      this.refresh();
    };
    this.epoch = element("output");
    const place = element("div", { className: "epochs-sketch", textContent: words.drawing });
    const nine = new Thumb("epoch");
    nine.show(content.nine, words.nine, "");
    root.replaceChildren(
      element("div", { className: "epochs-training" }, [
        this.chart.root,
        element("div", { className: "epochs-play" }, [this.slider, this.button, this.epoch]),
      ]),
      element("div", { className: "epochs-digits" }, [
        place, this.own.figure, nine.figure, this.other.figure,
      ]),
      element("p", { className: "epochs-small", textContent: words.small }),
    );
    this.sketch = new LessonSketch(place, context);
    this.timer = 0;
    this.refresh();
    context.spotlight(this.button);
  }

  leave() {
    clearTimeout(this.timer);
    this.sketch.leave();
  }

  get index() {
    return Number(this.slider.value);
  }

  /** Show the checkpoint of the slider, and the drawing as it is now. */
  refresh() {
    const { content, context, index } = this;
    this.sketch.show();
    const epoch = content.checkpoints[index];
    this.chart.show(epoch);
    const { ones, nines } = content.losses;
    const written = { epoch, ones: ones[epoch].toFixed(2), nines: nines[epoch].toFixed(2) };
    this.epoch.textContent = fill(context.words.epoch, { epoch });
    this.slider.setAttribute("aria-valuetext", fill(context.words.said, written));
    this.#rebuild(this.own, context.drawing.digit);
    this.#rebuild(this.other, content.nine);
    if (index === content.checkpoints.length - 1) context.done();
  }

  /** @param {Thumb} thumb @param {Float32Array | null} digit */
  #rebuild(thumb, digit) {
    const { words } = this.context;
    if (!digit) {
      thumb.show(new Float32Array(PIXELS), words.rebuilt, words.none);
      return;
    }
    const network = this.content.networks[this.index];
    const rebuilt = rebuild(network, digit);
    const score = scoreOf(network, digit, rebuilt).toFixed(1);
    thumb.show(rebuilt, words.rebuilt, fill(words.score, { score }));
  }

  #toggle() {
    if (this.timer !== 0) this.#stop();
    else this.#play();
  }

  #stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.button.textContent = this.context.words.play;
  }

  #play() {
    const last = this.content.checkpoints.length - 1;
    if (this.index === last) this.slider.value = "0";
    this.refresh();
    const turn = () => {
      this.slider.value = String(this.index + 1);
      this.refresh();
      if (this.index === last) this.#stop();
      else this.timer = setTimeout(turn, CHECKPOINT_MILLISECONDS);
    };
    this.timer = setTimeout(turn, CHECKPOINT_MILLISECONDS);
    this.button.textContent = this.context.words.stop;
  }
}
