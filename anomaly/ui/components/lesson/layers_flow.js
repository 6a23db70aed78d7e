// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { StepContext } from "./step.js" */
import { scoreOf } from "../pen/network.js";
import { find } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { PIXELS } from "../shared/values.js";
import { Thumb } from "../latent_map/thumb.js";
import { paintFlow, writeCode } from "./layers_paint.js";
import { FEW_NUMBERS, shareOfStage, stagesOf } from "./layers_stages.js";
import { LessonSketch } from "./sketch.js";
import { coloursOf, sharpContext } from "./step.js";

const STAGE_SECONDS = 0.9;
const SLIDER_STEPS = 20; // a stage

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
      <div class="layers-play">
        <button type="button"></button>
        <input type="range" min="0" step="1">
      </div>
      <p class="layers-caption"></p>
      <p class="layers-squares"></p>`;
    this.canvas = /** @type {HTMLCanvasElement} */ (find(root, ".layers-canvas"));
    this.canvas.setAttribute("aria-label", words.squares);
    find(root, ".layers-squares").textContent = words.squares;
    this.caption = find(root, ".layers-caption");
    this.rebuilt = new Thumb("rebuilt");
    find(root, ".layers-rebuilt").append(this.rebuilt.figure);
    this.button = /** @type {HTMLButtonElement} */ (find(root, ".layers-play button"));
    this.slider = /** @type {HTMLInputElement} */ (find(root, ".layers-play input"));
    this.slider.setAttribute("aria-label", words.slider);
    this.button.onclick = () => this.#toggle();
    this.slider.oninput = () => {
      this.time = Number(this.slider.value) / SLIDER_STEPS;
      this.#pause();
    };
    this.sketch = new LessonSketch(find(root, ".layers-sketch"), context);
    /** @type {Float32Array[]} */
    this.stages = [];
    this.time = 0;
    this.isDrawn = false;
    this.isPlaying = false;
    this.frame = 0;
    this.resized = new ResizeObserver(() => this.paint());
    this.resized.observe(this.canvas);
  }

  leave() {
    cancelAnimationFrame(this.frame);
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

  /** @param {string} sentence In place of what is said of the stage, until that changes. */
  tell(sentence) {
    this.caption.textContent = sentence;
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
    this.slider.max = String(this.stages.length * SLIDER_STEPS);
    this.slider.disabled = this.button.disabled = !this.isDrawn;
    if (isFirst) this.play();
    else if (this.isDrawn) this.paint();
    else {
      this.time = 0;
      this.#pause();
    }
  }

  play() {
    if (this.context.isStill) {
      this.#goTo(this.stages.length);
      return;
    }
    this.isPlaying = true;
    this.time = 0;
    let last = 0;
    const turn = (/** @type {number} */ now) => {
      const seconds = last === 0 ? 0 : Math.min((now - last) / 1000, 0.1);
      last = now;
      this.#goTo(Math.min(this.time + seconds / STAGE_SECONDS, this.stages.length));
      if (this.time >= this.stages.length) this.#pause();
      else this.frame = requestAnimationFrame(turn);
    };
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(turn);
  }

  paint() {
    const { stages, time, canvas, context, isPlaying } = this;
    const name = isPlaying ? context.words.stop : context.words.play;
    if (this.button.textContent !== name) this.button.textContent = name;
    const size = sharpContext(canvas);
    if (size) paintFlow(size.context, size, stages, time, coloursOf(canvas));
    this.#showRebuilt();
    const caption = this.#caption();
    if (this.caption.textContent !== caption) this.tell(caption);
    this.slider.value = String(Math.round(time * SLIDER_STEPS));
    this.slider.setAttribute("aria-valuetext", caption);
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

  #score() {
    const { network, stages, context } = this;
    const { digit } = context.drawing;
    return network && digit ? scoreOf(network, digit, stages[stages.length - 1]).toFixed(1) : "";
  }

  #caption() {
    const { stages, time, context, size = 0 } = this;
    if (!this.isDrawn) return context.words.none;
    const stage = Math.min(Math.ceil(time), stages.length);
    const code = stages.find(({ length }) => length === size);
    const numbers = code && size <= FEW_NUMBERS ? `: ${Array.from(code, writeCode).join(", ")}` : "";
    return fill(context.words[`stage_${stage}`] ?? "", { size, numbers, score: this.#score() });
  }

  #toggle() {
    if (this.isPlaying) this.#pause();
    else this.play();
  }

  #pause() {
    cancelAnimationFrame(this.frame);
    this.isPlaying = false;
    this.paint();
  }

  /** @param {number} time In stages. */
  #goTo(time) {
    this.time = time;
    this.paint();
  }
}
