// @ts-check
/** @import { Figure, StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { branchPoints, curvePoint, nearestDistance, PLANE, thresholdOf } from "./branches.js";
import { SqueezePicture } from "./squeeze_picture.js";
import { onTheme } from "./step.js";
import { TinyAutoencoder } from "./tiny_autoencoder.js";

const SQUEEZE_COUNT = 100;
const SQUEEZE_HELD_OUT = 100;
const SQUEEZE_SEED = 3; // of the network; 7 and 9 are those of the points
const SQUEEZE_STEPS = 1000;
const SQUEEZE_FRAMES = 90; // in which they are taken: a second and a half
const SQUEEZE_LEARN_EVERY = 3; // frames from one picture of the plane to the next
const SQUEEZE_MOVE = 0.05; // units of an arrow key
const ASTRAY = 0.15; // distance from all points from which one that passes is a wrong one
const HUNDRED = 100; // scores are told in hundredths of the plane's unit
const SQUEEZE_TASKS = /** @type {const} */ (["out", "astray", "two"]);

/**
 * A tiny autoencoder that learns a curve in the page, and a point to pull off it.
 *
 * @implements {Figure}
 */
export class Squeeze {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   */
  constructor(root, context) {
    this.context = context;
    this.points = branchPoints(SQUEEZE_COUNT, 7);
    this.heldOut = branchPoints(SQUEEZE_HELD_OUT, 9);
    this.isOpen = context.isOpen;
    this.bottleneck = 1;
    this.threshold = Infinity;
    this.frame = this.training = 0;
    this.at = curvePoint(0.2);
    /** @type {Set<string>} */
    this.fulfilled = new Set();
    const { words } = context;
    this.canvas = element("canvas", { tabIndex: 0, role: "application", ariaLabel: words.plane });
    this.told = element("p", { className: "squeeze-told" });
    const button = (/** @type {string} */ textContent, /** @type {() => void} */ onclick) =>
      element("button", { type: "button", textContent, onclick });
    this.start = button(words.train, () => this.train());
    this.sizes = [1, 2].map((size) => button(String(size), () => this.#squeeze(size)));
    this.tasks = SQUEEZE_TASKS.map((task) => element("li", { textContent: words[`task_${task}`] }));
    this.list = element("ul", { hidden: true }, this.tasks);
    this.#arrange(root);
    this.picture = new SqueezePicture(this.canvas, this.points);
    this.#listen();
    this.resized = new ResizeObserver(() => this.schedule());
    this.resized.observe(this.canvas);
    this.unthemed = onTheme(root, () => {
      this.picture.readColours();
      this.schedule();
    });
    this.#tell();
    if (this.isOpen) this.train();
    else context.spotlight(this.start);
  }

  leave() {
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.training);
    this.resized.disconnect();
    this.unthemed();
  }

  answered() {
    this.isOpen = true;
    if (this.network) this.#invite();
    else this.context.spotlight(this.start);
    this.schedule();
  }

  /** Train a network anew, some steps in each frame. */
  train() {
    cancelAnimationFrame(this.training);
    const network = new TinyAutoencoder(this.bottleneck, SQUEEZE_SEED);
    this.network = undefined;
    let taken = 0;
    const advance = (/** @type {number} */ steps) => {
      for (let step = 0; step < steps && taken < SQUEEZE_STEPS; step++, taken++) {
        network.fit(this.points, taken / SQUEEZE_STEPS);
      }
      if (taken === SQUEEZE_STEPS) this.#learned(network);
    };
    if (this.context.isStill) {
      advance(SQUEEZE_STEPS);
      return;
    }
    let frames = 0;
    const next = () => {
      advance(Math.ceil(SQUEEZE_STEPS / SQUEEZE_FRAMES));
      if (taken === SQUEEZE_STEPS) return;
      if (frames++ % SQUEEZE_LEARN_EVERY === 0) this.#show(network);
      this.told.textContent = fill(this.context.words.training, {
        percent: Math.round((100 * taken) / SQUEEZE_STEPS),
      });
      this.training = requestAnimationFrame(next);
    };
    this.training = requestAnimationFrame(next);
  }

  /** Paint in the next frame, once. */
  schedule() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.picture.paint(this.#own());
    });
  }

  /** @param {HTMLElement} root */
  #arrange(root) {
    const { bottleneck } = this.context.words;
    const group = element("div", { role: "group", ariaLabel: bottleneck }, this.sizes);
    const panel = element("div", { className: "squeeze-panel lesson-tools" }, [
      this.start,
      element("div", { className: "squeeze-sizes" }, [element("span", { textContent: bottleneck }), group]),
      this.list,
    ]);
    root.append(this.canvas, panel, this.told);
  }

  #listen() {
    const { canvas } = this;
    canvas.onpointerdown = (event) => {
      if (event.button !== 0 || !this.#isReady) return;
      canvas.setPointerCapture(event.pointerId);
      this.#move(this.picture.inPlane(event));
    };
    canvas.onpointermove = (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) this.#move(this.picture.inPlane(event));
    };
    canvas.onpointerup = () => this.#say();
    canvas.onkeydown = (event) => {
      const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      if (!step) return;
      event.preventDefault();
      if (!this.#isReady) return;
      this.#move([this.at[0] + SQUEEZE_MOVE * step[0], this.at[1] + SQUEEZE_MOVE * step[1]]);
      this.#say();
    };
  }

  /** Whether there is a point to move: a network has learned, and the question is answered. */
  get #isReady() {
    return this.isOpen && this.network !== undefined;
  }

  /** The learner's point, with what is rebuilt of it. */
  #own() {
    const { network, threshold } = this;
    if (!network || !this.isOpen) return null;
    const [x, y] = this.at;
    const rebuilt = [...network.rebuild(x, y)];
    const score = Math.hypot(rebuilt[0] - x, rebuilt[1] - y);
    return { at: this.at, rebuilt, score, isAnomaly: score >= threshold };
  }

  /** @param {number} size Of the bottleneck. */
  #squeeze(size) {
    if (size === this.bottleneck) return;
    this.bottleneck = size;
    this.train();
    this.#tell();
  }

  /** @param {TinyAutoencoder} network What it makes of the plane so far. */
  #show(network) {
    // The threshold stays that of one number, so that the two are compared by one yardstick.
    if (this.bottleneck === 1) this.threshold = thresholdOf(network, this.heldOut);
    this.picture.learn(network, this.threshold);
    this.schedule();
  }

  /** @param {TinyAutoencoder} network */
  #learned(network) {
    this.network = network;
    this.#show(network);
    if (this.bottleneck === 2) this.#fulfil("two");
    this.#tell();
    this.#say();
    if (this.isOpen && this.fulfilled.size === 0) this.#invite();
  }

  #invite() {
    this.context.spotlight(this.canvas);
    this.#tell();
  }

  /** @param {[number, number]} at */
  #move(at) {
    this.at = /** @type {[number, number]} */ (
      at.map((value, side) => Math.min(PLANE[side], Math.max(-PLANE[side], value)))
    );
    const own = this.#own();
    if (own?.isAnomaly) this.#fulfil("out");
    if (own && !own.isAnomaly && this.#isAstray && this.bottleneck === 1) this.#fulfil("astray");
    this.#tell();
    this.schedule();
  }

  /** Whether the learner's point is far from all that was trained on. */
  get #isAstray() {
    return nearestDistance(this.points, this.at[0], this.at[1]) > ASTRAY;
  }

  /** @param {string} task */
  #fulfil(task) {
    this.fulfilled.add(task);
    if (SQUEEZE_TASKS.every((each) => this.fulfilled.has(each))) this.context.done();
  }

  /** Tell the score, what is done of the tasks, and the bottleneck. */
  #tell() {
    const { words } = this.context;
    for (const [index, task] of SQUEEZE_TASKS.entries()) {
      this.tasks[index].classList.toggle("done", this.fulfilled.has(task));
    }
    for (const [index, button] of this.sizes.entries()) {
      button.ariaPressed = String(index + 1 === this.bottleneck);
    }
    const own = this.#own();
    if (!own) {
      this.told.textContent = this.network ? words.answer_first : words.begin;
      return;
    }
    this.list.hidden = false; // there is a point to do them with
    const state = own.isAnomaly ? "out" : this.bottleneck === 2 ? "two" : this.#isAstray ? "astray" : "in";
    this.told.textContent = fill(words[`state_${state}`], {
      score: Math.round(HUNDRED * own.score),
      threshold: Math.round(HUNDRED * this.threshold),
    });
  }

  #say() {
    this.context.say(this.told.textContent ?? "");
  }
}
