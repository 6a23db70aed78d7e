// @ts-check
/** @import { ExaminedDigit } from "./digits.js" */
/** @import { Figure, StepContext } from "./step.js" */
/** @import { Network } from "../pen/network.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { paletteOf } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";
import { LESSON_GREYS, decodeDigit, examineDigit, lessonPart } from "./digits.js";
import { LessonHistogram } from "./histogram_view.js";
import { sayLost } from "./lost.js";
import { RowAdder } from "./row_adder.js";
import { shareBelow, sumOfRows, sumsOfRows, widerBins } from "./row_sums.js";
import { LessonScrubber } from "./scrubber.js";
import { LessonSketch } from "./sketch.js";
import { ThreeRows } from "./three_rows.js";

const ADDING_SECONDS = 4; // for all rows
const ADDED_BINS = 5; // of the counts, which come finer than they are shown

/**
 * @typedef {{ name: string, digit: ExaminedDigit, sums: Float64Array, isAdded: boolean }} AddedDigit
 */

/**
 * The difference of a digit is added up row by row, and its mark climbs along the histogram.
 *
 * @implements {Figure}
 */
export class OneNumber {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context `data` has `samples` (digits with a label), `counts` of the scores of
   *   unseen 1s up to `top`, the `line`, and `heat`, the colours of a difference.
   */
  constructor(root, context) {
    this.context = context;
    const { words, data } = context;
    const palettes = [LESSON_GREYS, LESSON_GREYS, data.heat].map(paletteOf);
    const digits = lessonPart(root, "one-digits");
    this.easel = lessonPart(digits, "lesson-easel");
    this.sketch = new LessonSketch(this.easel, context);
    this.table = new ThreeRows(
      lessonPart(digits, "one-table"), [words.input, words.rebuilt, words.difference], palettes,
      (index) => this.#choose(index),
    );
    this.adder = new RowAdder(lessonPart(root, "one-adder"), words.adder, palettes[2]);
    const sum = lessonPart(root, "one-sum");
    this.formula = sum.appendChild(element("p"));
    const film = { steps: IMAGE_SIDE, seconds: ADDING_SECONDS, isStill: context.isStill };
    this.scrubber = new LessonScrubber(
      sum, { play: words.play, stop: words.stop, place: words.place }, film,
      { show: (rows) => this.#show(rows), describe: (rows) => this.#sentence(rows), ended: () => this.#end() },
    );
    this.histogram = new LessonHistogram(lessonPart(root, "one-below"), words.histogram);
    this.verdict = root.appendChild(element("p", { className: "lesson-said" }));
    this.bars = widerBins(data.counts, ADDED_BINS);
    this.isOpen = context.isOpen;
    this.isGone = false;
    /** @type {AddedDigit | null} */
    this.own = null;
    /** @type {AddedDigit[]} */
    this.samples = [];
    /** @type {AddedDigit | null} */
    this.chosen = null;
    this.#load();
  }

  leave() {
    this.isGone = true;
    this.scrubber.stop();
    for (const some of [this.sketch, this.adder, this.histogram]) some.leave();
  }

  answered() {
    this.isOpen = true;
    this.scrubber.enable(this.chosen !== null);
    if (this.chosen) this.scrubber.play();
    this.#list();
  }

  drawn() {
    this.sketch.show();
    this.#takeDrawing();
    if (this.samples.length > 0) this.#choose(0, this.isOpen && this.own !== null);
  }

  async #load() {
    const { context } = this;
    try {
      /** @type {Network} */
      this.network = await context.network("detector:autoencoder-1");
    } catch {
      if (!this.isGone) sayLost(this.verdict, context, () => this.#load());
      return;
    }
    if (this.isGone) return;
    for (const { label, pixels } of context.data.samples) {
      this.samples.push(this.#added(fill(context.words.sample, { label }), decodeDigit(pixels)));
    }
    this.#takeDrawing();
    this.#choose(this.#columns().indexOf(this.samples[0]), false);
  }

  #takeDrawing() {
    const { drawing, words } = this.context;
    this.own = drawing.digit && this.network ? this.#added(words.own, drawing.digit) : null;
  }

  /**
   * @param {string} name
   * @param {Float32Array} input
   * @returns {AddedDigit}
   */
  #added(name, input) {
    const digit = examineDigit(/** @type {Network} */ (this.network), input);
    return { name, digit, sums: sumsOfRows(digit.difference), isAdded: false };
  }

  #columns() {
    return this.own ? [this.own, ...this.samples] : this.samples;
  }

  /**
   * @param {number} index
   * @param {boolean} [isPlayed]
   */
  #choose(index, isPlayed = this.isOpen) {
    const chosen = this.#columns()[index];
    this.chosen = chosen;
    this.scrubber.stop();
    this.scrubber.enable(this.isOpen);
    this.adder.take(chosen.digit.difference, chosen.sums);
    this.verdict.textContent = "";
    this.#show(0);
    this.#list();
    if (isPlayed) this.scrubber.play();
  }

  #list() {
    const all = this.#columns();
    const columns = all.map(({ name, digit, isAdded }) => ({
      name, digit, score: isAdded ? digit.score.toFixed(1) : "",
    }));
    this.table.show(columns, this.chosen ? all.indexOf(this.chosen) : -1, this.isOpen);
  }

  /** @param {number} rows That are added. */
  #show(rows) {
    const { chosen, context } = this;
    if (!chosen) return;
    const { top, line } = context.data;
    const score = sumOfRows(chosen.sums, rows);
    this.adder.show(rows);
    this.histogram.show({
      top,
      bars: [{ counts: this.bars, kind: "normal" }],
      line: { score: line, text: context.words.line },
      mark: this.isOpen ? { score, text: `${chosen.name} ${score.toFixed(1)}` } : null,
      axis: context.words.axis,
    });
    const formula = fill(context.words.formula, { sum: this.isOpen ? score.toFixed(1) : "?" });
    if (this.formula.textContent !== formula) this.formula.textContent = formula;
  }

  /** @param {number} rows */
  #sentence(rows) {
    const sum = this.chosen ? sumOfRows(this.chosen.sums, rows).toFixed(1) : "0";
    return fill(this.context.words.row, { row: Math.round(rows), sum });
  }

  #end() {
    const { chosen, context } = this;
    if (!chosen) return;
    const { counts, top, line } = context.data;
    const { score } = chosen.digit;
    const share = Math.floor(100 * shareBelow(counts, top, score));
    const beyond = share === 100 ? "beyond_all" : "beyond";
    const ending = context.words[score >= line ? beyond : "within"];
    const sentence = fill(ending, { score: score.toFixed(1), share });
    this.verdict.textContent = sentence;
    context.say(sentence);
    const isFirst = !this.#columns().some(({ isAdded }) => isAdded);
    chosen.isAdded = true;
    this.#list();
    // What the question was about has come first; then the learner chooses.
    if (!isFirst) context.done();
    else context.spotlight(this.easel);
  }
}
