// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { StepContext } from "./step.js" */
import { scoreOf } from "../pen/network.js";
import { find } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { PIXELS } from "../shared/values.js";
import { Thumb } from "../latent_map/thumb.js";
import { paintFlow, writeCode } from "./layers_paint.js";
import { sayLost } from "./lost.js";
import { FEW_NUMBERS, shareOfStage, stagesOf } from "./layers_stages.js";
import { LessonScrubber } from "./scrubber.js";
import { LessonSketch } from "./sketch.js";
import { coloursOf, sharpContext } from "./step.js";

const NUM_STAGES = 6; // of the article's network
const STAGE_STEPS = 20; // of the slider
const FLOW_SECONDS = 5.4;

/** A drawing on its way through a network, layer by layer, which one plays or moves by hand. */
export class LayersFlow {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   */
  constructor(root, context) {
    this.context = context;
    const { words } = context;
    root.innerHTML = `
      <div class="layers-sketch"></div>
      <canvas class="layers-canvas" role="img"></canvas>
      <div class="layers-rebuilt"></div>
      <div class="layers-play"></div>
      <p class="layers-caption"></p>
      <p class="layers-squares"></p>`;
    this.canvas = /** @type {HTMLCanvasElement} */ (find(root, ".layers-canvas"));
    this.canvas.setAttribute("aria-label", words.flow);
    find(root, ".layers-squares").textContent = words.squares;
    this.caption = find(root, ".layers-caption");
    this.rebuilt = new Thumb("rebuilt");
    find(root, ".layers-rebuilt").append(this.rebuilt.figure);
    this.scrubber = new LessonScrubber(
      find(root, ".layers-play"),
      { play: words.play, stop: words.stop, place: words.slider },
      { steps: NUM_STAGES * STAGE_STEPS, seconds: FLOW_SECONDS, isStill: context.isStill },
      { show: (place) => this.#goTo(place / STAGE_STEPS), describe: (place) => this.#describe(place / STAGE_STEPS) },
    );
    this.sketch = new LessonSketch(find(root, ".layers-sketch"), context);
    /** @type {Float32Array[]} */
    this.stages = [];
    this.time = 0;
    this.isDrawn = false;
    this.resized = new ResizeObserver(() => this.paint());
    this.resized.observe(this.canvas);
  }

  leave() {
    this.scrubber.stop();
    this.resized.disconnect();
    this.sketch.leave();
  }

  /**
   * Show a network from its beginning.
   *
   * @param {Network} network
   * @param {number} size Of its code.
   */
  show(network, size) {
    this.network = network;
    this.size = size;
    this.compute();
  }

  /** Say that a network has not arrived, until there is a stage to speak of. @param {() => void} getAgain */
  lose(getAgain) {
    sayLost(this.caption, this.context, getAgain);
  }

  /** Follow the drawing as it is now; what is shown stays at its stage. */
  compute() {
    const { network, context } = this;
    const { digit } = context.drawing;
    this.sketch.show();
    if (!network) return;
    const isFirst = !this.isDrawn && digit !== null;
    this.isDrawn = digit !== null;
    this.stages = stagesOf(network, digit ?? new Float32Array(PIXELS));
    this.scrubber.enable(this.isDrawn);
    if (isFirst) this.scrubber.play();
    else if (this.isDrawn) this.paint();
    else {
      this.scrubber.stop();
      this.#goTo(0);
    }
  }

  paint() {
    const { stages, time, canvas } = this;
    const size = sharpContext(canvas);
    if (size && stages.length > 0) paintFlow(size.context, size, stages, time, coloursOf(canvas));
    this.#showRebuilt();
    const caption = this.#describe(time);
    if (this.caption.textContent !== caption) this.caption.textContent = caption;
  }

  /** The rebuilt picture, whose rows appear from the top. */
  #showRebuilt() {
    const { stages, time, context } = this;
    const picture = new Float32Array(PIXELS);
    const share = shareOfStage(time, stages.length);
    const whole = stages.at(-1);
    if (whole) picture.set(whole.subarray(0, Math.round(share * PIXELS)));
    const note = share === 1 && this.isDrawn ? fill(context.words.score, { score: this.#score() }) : "";
    this.rebuilt.show(picture, context.words.rebuilt, note);
  }

  /** What a screen reader hears of the drawing: what comes out in the end. */
  get result() {
    return this.#describe(NUM_STAGES);
  }

  #score() {
    const { network, stages, context } = this;
    const { digit } = context.drawing;
    return network && digit ? scoreOf(network, digit, stages[stages.length - 1]).toFixed(1) : "";
  }

  /** What is said of a time. @param {number} time In stages. */
  #describe(time) {
    const { context, stages, size = 0 } = this;
    if (!this.isDrawn) return context.words.none;
    const code = stages.find(({ length }) => length === size);
    const numbers = code && size <= FEW_NUMBERS ? `: ${Array.from(code, writeCode).join(", ")}` : "";
    const sentence = context.words[`stage_${Math.ceil(time)}`];
    return fill(sentence, { size, numbers, score: this.#score() });
  }

  /** @param {number} time In stages. */
  #goTo(time) {
    this.time = time;
    this.paint();
  }
}
