// @ts-check
/** @import { TimedStroke } from "./recorder.js" */
import { Along, Player } from "./along.js";
import { PenCurve } from "./curve.js";

/**
 * @typedef {object} ReviewEvents
 * @property {(strokes: TimedStroke[]) => number | null} scoreOf
 * @property {(before: TimedStroke[], after: TimedStroke[]) => void} revisit Show a moment.
 * @property {() => void} back Show the drawing as it is.
 */

/** The drawing as it was: the curve of its score, and the drawing made again. */
export class Review {
  /**
   * @param {HTMLElement} root
   * @param {ReviewEvents} on
   */
  constructor(root, on) {
    this.on = on;
    /** @type {number | null} */
    this.threshold = null;
    this.player = new Player((index) => this.#show(index));
    this.along = new Along(on.scoreOf, () => this.#draw());
    this.curve = new PenCurve(root, {
      point: (index) => {
        this.player.stop();
        this.#show(index);
      },
      play: () => this.#play(),
    });
  }

  leave() {
    this.stop();
    this.along.stop();
  }

  /** Whether an earlier moment is in view. */
  get isPast() {
    return this.curve.pointed !== null;
  }

  get isScored() {
    return this.along.scores.length === this.along.moments.length;
  }

  /**
   * @param {TimedStroke[]} strokes
   * @param {boolean} works Whether to score them here; else their scores come by `adopt`.
   */
  begin(strokes, works) {
    this.curve.show([], [], null);
    this.along.begin(strokes, works);
  }

  /** End a drawing that is being made again. */
  stop() {
    this.player.stop();
  }

  /** @returns {[number, number][]} Of each moment its stroke, and how many of its points. */
  get moments() {
    return this.along.moments.map(({ stroke, count }) => [stroke, count]);
  }

  /** @param {(number | null)[]} scores Of the moments; others are of another drawing. */
  adopt(scores) {
    if (scores.length !== this.along.moments.length) return;
    this.along.scores = scores;
    this.#draw();
  }

  /** @param {number} threshold */
  moveLine(threshold) {
    this.threshold = threshold;
    if (this.isScored) this.#draw();
  }

  #draw() {
    this.curve.setPlaying(this.player.isPlaying);
    this.curve.show(this.along.moments, this.along.scores, this.threshold);
  }

  #play() {
    if (this.player.isPlaying) this.player.stop();
    else this.player.play(this.along.moments);
    this.curve.setPlaying(this.player.isPlaying);
  }

  /** @param {number | null} index */
  #show(index) {
    this.curve.mark(index);
    if (index === null) {
      this.curve.setPlaying(false);
      this.on.back();
      return;
    }
    const { before, after } = this.along.at(index);
    this.on.revisit(before, after);
  }
}
