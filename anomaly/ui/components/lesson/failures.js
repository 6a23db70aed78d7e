// @ts-check
/** @import { ExaminedDigit } from "./digits.js" */
/** @import { FailureView } from "./failure_views.js" */
/** @import { Figure, StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { paletteOf } from "../shared/palette.js";
import { LESSON_GREYS, LessonPicture, decodeDigit, examineDigit, lessonPart } from "./digits.js";
import { FailureControls } from "./failure_controls.js";
import { EXPERIMENTS, failureViewOf } from "./failure_views.js";
import { LessonHistogram } from "./histogram_view.js";
import { sayLost } from "./lost.js";
import { shareBelow } from "./row_sums.js";
import { LessonSketch } from "./sketch.js";
import { LessonTabs } from "./tabs.js";

/**
 * Three experiments on networks that fail.
 *
 * @implements {Figure}
 */
export class Failures {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context `data` has a `table` of histograms, a digit in `samples` and its
   *   `flagged` strokes for the experiments, and `heat`, the colours of a difference.
   */
  constructor(root, context) {
    this.context = context;
    const { words, data } = context;
    this.isOpen = context.isOpen;
    this.isGone = false;
    this.isOwn = false;
    this.experiment = EXPERIMENTS[0];
    /** @type {Set<string>} */
    this.tried = new Set();
    const titles = EXPERIMENTS.map((name) => words[`tab_${name}`]);
    this.tabs = new LessonTabs(root, words.tabs, titles, (index) => this.#open(index));
    this.text = root.appendChild(element("p", { className: "failures-text" }));
    const stage = lessonPart(root, "failures-stage");
    this.sketch = new LessonSketch(lessonPart(stage, "lesson-easel"), context);
    const pictures = lessonPart(stage, "failures-pictures");
    this.pictures = ["sample_input", "rebuilt", "difference"].map((name) => {
      const colours = name === "difference" ? data.heat : LESSON_GREYS;
      return new LessonPicture(words[name], paletteOf(colours));
    });
    pictures.append(...this.pictures.map(({ figure }) => figure));
    this.controls = new FailureControls(lessonPart(stage, "failures-controls"), words, {
      changed: () => this.#change(),
      flagged: () => context.draw(data.flagged),
    });
    this.histogram = new LessonHistogram(root, words.histogram);
    this.said = root.appendChild(element("p", { className: "lesson-said" }));
    this.#open(0);
  }

  leave() {
    this.isGone = true;
    this.sketch.leave();
    this.histogram.leave();
  }

  answered() {
    this.isOpen = true;
    this.#open(this.tabs.index);
    this.context.spotlight(this.controls.root);
  }

  drawn() {
    this.sketch.show();
    this.isOwn = this.context.drawing.digit !== null;
    this.#drawAndTell();
  }

  /** @param {number} index */
  #open(index) {
    this.experiment = EXPERIMENTS[index];
    this.isOwn = false;
    this.text.textContent = this.isOpen ? this.context.words[`${this.experiment}_text`] : "";
    this.controls.open(this.experiment, this.isOpen);
    this.#draw();
  }

  /** Show what the learner has changed about the network or its score. */
  async #change() {
    const { experiment, context } = this;
    const { isChanged } = this.controls;
    await this.#drawAndTell(); // meanwhile another experiment may be opened
    if (!isChanged || this.tried.has(experiment)) return;
    this.tried.add(experiment);
    this.tabs.tick(EXPERIMENTS.indexOf(experiment));
    if (this.tried.size === EXPERIMENTS.length) context.done();
  }

  async #drawAndTell() {
    await this.#draw();
    this.context.say(this.said.textContent ?? "");
  }

  async #draw() {
    const { context, experiment, controls } = this;
    const { samples, table } = context.data;
    const own = this.isOwn ? context.drawing.digit : null;
    const input = own ?? decodeDigit(samples[experiment].pixels);
    this.pictures[0].caption.textContent = context.words[own ? "own_input" : "sample_input"];
    const view = failureViewOf(experiment, controls.values, table);
    if (!this.isOpen) {
      this.#show(view, null);
      this.pictures[0].show(input);
      this.said.textContent = context.words.waiting;
      return;
    }
    const network = await context.network(view.network).catch(() => null);
    // Another experiment may have been opened, or the step left, while the network came.
    if (this.isGone || experiment !== this.experiment) return;
    if (network === null) {
      sayLost(this.said, context, () => this.#draw());
      return;
    }
    this.#show(view, examineDigit({ ...network, score: view.score }, input));
  }

  /**
   * @param {FailureView} view
   * @param {ExaminedDigit | null} digit Null as long as the question is not answered.
   */
  #show({ histogram, decimals, legend, verdicts }, digit) {
    const { words } = this.context;
    const { top, normal, others, line, caught } = histogram;
    const written = (/** @type {number} */ score) => score.toFixed(decimals);
    const pictures = digit ? [digit.input, digit.rebuilt, digit.difference] : [null, null, null];
    this.pictures.forEach((picture, index) => picture.show(pictures[index]));
    this.histogram.show({
      top,
      // The others would give the answer away.
      bars: [{ counts: normal, kind: "normal" }, ...(digit ? [{ counts: others, kind: /** @type {const} */ ("anomaly") }] : [])],
      line: { score: line, text: words.line },
      mark: digit && { score: digit.score, text: written(digit.score) },
      axis: words[digit ? legend : "closed_legend"],
    });
    if (!digit) return;
    const share = Math.round(100 * shareBelow(normal, top, digit.score));
    const values = { score: written(digit.score), line: written(line), share, caught };
    const isAnomaly = digit.score >= line;
    const sentences = [isAnomaly ? "anomaly" : "passes", ...verdicts];
    const isUntaught = this.experiment === "taught" && !this.controls.values.isTaught;
    if (isUntaught && this.isOwn && !isAnomaly) sentences[1] = "taught_unflagged";
    this.said.textContent = sentences.map((name) => fill(words[name], values)).join(" ");
  }
}
