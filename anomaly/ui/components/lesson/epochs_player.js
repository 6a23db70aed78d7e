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
import { LessonScrubber } from "./scrubber.js";
import { LessonSketch } from "./sketch.js";

/**
 * @typedef {object} EpochsContent
 * @property {number[]} checkpoints Epochs, ascending.
 * @property {EpochLosses} losses
 * @property {Network[]} networks Of each checkpoint.
 * @property {Float32Array} nine
 */

const CHECKPOINT_SECONDS = 0.9;

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
    this.index = -1;
    const { words } = context;
    this.chart = new EpochsChart(content.losses, words);
    this.own = new Thumb("epoch");
    this.other = new Thumb("epoch");
    this.epoch = element("output");
    const place = element("div", { className: "epochs-sketch", textContent: words.drawing });
    const nine = new Thumb("epoch");
    nine.show(content.nine, words.nine, "");
    const training = element("div", { className: "epochs-training" }, [this.chart.root, this.epoch]);
    this.scrubber = new LessonScrubber(
      training,
      { play: words.play, stop: words.stop, place: words.slider },
      { steps: this.last, seconds: CHECKPOINT_SECONDS * this.last, isStill: context.isStill },
      {
        show: (place) => this.#goTo(Math.floor(place)),
        describe: (place) => this.#describe(Math.floor(place)),
        ended: context.done,
      },
    );
    root.replaceChildren(
      training,
      element("div", { className: "epochs-digits" }, [
        place, this.own.figure, nine.figure, this.other.figure,
      ]),
      element("p", { className: "epochs-small", textContent: words.small }),
    );
    this.sketch = new LessonSketch(place, context);
    this.scrubber.enable(true);
    this.scrubber.place(this.last);
    this.#goTo(this.last);
    context.spotlight(this.scrubber.button);
  }

  leave() {
    this.scrubber.stop();
    this.sketch.leave();
  }

  /** The index of the last checkpoint. */
  get last() {
    return this.content.checkpoints.length - 1;
  }

  /** Show the drawing as it is now. */
  refresh() {
    this.sketch.show();
    this.#rebuild(this.own, this.context.drawing.digit);
  }

  /** @param {number} index Of a checkpoint. */
  #goTo(index) {
    if (index === this.index) return;
    this.index = index;
    const { content, context } = this;
    const epoch = content.checkpoints[index];
    this.chart.show(epoch);
    this.epoch.textContent = fill(context.words.epoch, { epoch });
    this.#rebuild(this.other, content.nine);
    this.refresh();
  }

  /** What a screen reader hears of a checkpoint. @param {number} index */
  #describe(index) {
    const { checkpoints, losses } = this.content;
    const epoch = checkpoints[index];
    const [ones, nines] = [losses.ones, losses.nines].map((loss) => loss[epoch].toFixed(2));
    return fill(this.context.words.said, { epoch, ones, nines });
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
}
