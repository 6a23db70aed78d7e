// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { EpochLosses } from "./epochs_chart.js" */
/** @import { StepContext } from "./step.js" */
import { Thumb } from "../latent_map/thumb.js";
import { rebuild, scoreOf } from "../pen/network.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { PIXELS } from "../shared/values.js";
import { EpochsChart, LOSS_AXIS } from "./epochs_chart.js";
import { LessonScrubber } from "./scrubber.js";
import { LessonSketch } from "./sketch.js";

/**
 * @typedef {object} EpochsContent
 * @property {number[]} checkpoints Epochs, ascending.
 * @property {EpochLosses} losses
 * @property {Network[]} networks Of each checkpoint.
 * @property {Float32Array} one Unseen, as is the next.
 * @property {Float32Array} nine
 */

const EPOCH_SECONDS = 0.5;

/** A training to move through: its loss, and what the network makes of the drawing, a 1 and a 9. */
export class EpochsPlayer {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   * @param {EpochsContent} content
   */
  constructor(root, context, content) {
    this.context = context;
    this.content = content;
    this.epoch = -1;
    const { words } = context;
    const { one, nine, checkpoints } = content;
    this.chart = new EpochsChart(content.losses, words);
    this.own = new Thumb("epoch");
    /** The unseen digits, each with what is rebuilt of it. */
    this.unseen = [one, nine].map((digit) => ({ digit, given: new Thumb("epoch"), rebuilt: new Thumb("epoch") }));
    for (const [index, { digit, given }] of this.unseen.entries()) {
      given.show(digit, [words.one, words.nine][index], "");
    }
    this.told = element("output", { ariaLive: "off" }); // the slider tells its epoch itself
    const place = element("div", { className: "epochs-sketch", textContent: words.drawing });
    const training = element("div", { className: "epochs-training" }, [this.chart.root, this.told]);
    // The slider's thumb is below the chart's mark.
    training.style.setProperty("--axis-left", `${100 * LOSS_AXIS.left}%`);
    training.style.setProperty("--axis-width", `${100 * LOSS_AXIS.width}%`);
    const epochs = /** @type {number} */ (checkpoints.at(-1));
    this.scrubber = new LessonScrubber(
      training,
      { play: words.play, stop: words.stop, place: words.slider },
      { steps: epochs, seconds: EPOCH_SECONDS * epochs, isStill: context.isStill, stops: checkpoints },
      {
        show: (epoch) => this.#goTo(epoch),
        describe: (epoch) => this.#describe(epoch),
        ended: () => this.#end(),
      },
    );
    root.replaceChildren(
      training,
      element("div", { className: "epochs-own" }, [place, this.own.figure]),
      element("div", { className: "epochs-unseen" }, this.unseen.flatMap(({ given, rebuilt }) => [
        given.figure, rebuilt.figure,
      ])),
      element("p", { className: "epochs-small", textContent: words.small }),
    );
    this.sketch = new LessonSketch(place, context);
    this.scrubber.enable(true);
    this.scrubber.place(epochs);
    this.#goTo(epochs);
    context.spotlight(this.scrubber.button);
  }

  leave() {
    this.scrubber.stop();
    this.sketch.leave();
  }

  /** Show the drawing as it is now. */
  refresh() {
    this.sketch.show();
    this.#rebuild(this.own, this.context.drawing.digit);
  }

  /** @param {number} epoch Of a checkpoint. */
  #goTo(epoch) {
    if (epoch === this.epoch) return;
    this.epoch = epoch;
    this.chart.show(epoch, this.#describe(epoch));
    this.told.textContent = fill(this.context.words.epoch, { epoch });
    for (const { digit, rebuilt } of this.unseen) this.#rebuild(rebuilt, digit);
    this.refresh();
  }

  #end() {
    this.context.say(this.#describe(this.epoch));
    this.context.done();
  }

  /** What a screen reader hears of a checkpoint. @param {number} epoch */
  #describe(epoch) {
    const { losses } = this.content;
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
    const { checkpoints, networks } = this.content;
    const network = networks[checkpoints.indexOf(this.epoch)];
    const rebuilt = rebuild(network, digit);
    const score = scoreOf(network, digit, rebuilt).toFixed(1);
    thumb.show(rebuilt, words.rebuilt, fill(words.score, { score }));
  }
}
