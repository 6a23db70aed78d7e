// @ts-check
/** @import { Moment } from "./moments.js" */
/** @import { TimedStroke } from "./recorder.js" */
import { momentsOf, splitAt } from "./moments.js";

const PAUSE = 300; // milliseconds after pen-up, so that Python's answer comes first
const SLICE = 8; // milliseconds of scoring between two frames

/** The moments of a drawing with their scores, worked out a few at a time. */
export class Along {
  /**
   * @param {(strokes: TimedStroke[]) => number | null} scoreOf
   * @param {() => void} scored Called when all scores are known.
   */
  constructor(scoreOf, scored) {
    this.scoreOf = scoreOf;
    this.scored = scored;
    /** @type {TimedStroke[]} */
    this.strokes = [];
    /** @type {Moment[]} */
    this.moments = [];
    /** @type {(number | null)[]} */
    this.scores = [];
    this.timer = 0;
  }

  /**
   * @param {TimedStroke[]} strokes
   * @param {boolean} works Whether to score them; else the scores come from elsewhere.
   */
  begin(strokes, works) {
    this.stop();
    this.strokes = strokes;
    this.moments = momentsOf(strokes);
    this.scores = [];
    if (works) this.timer = setTimeout(() => this.#work(), PAUSE);
  }

  stop() {
    clearTimeout(this.timer);
  }

  /** @param {number} index */
  at(index) {
    return splitAt(this.strokes, this.moments[index]);
  }

  #work() {
    const end = performance.now() + SLICE;
    while (this.scores.length < this.moments.length && performance.now() < end) {
      this.scores.push(this.scoreOf(this.at(this.scores.length).before));
    }
    if (this.scores.length < this.moments.length) this.timer = setTimeout(() => this.#work(), SLICE);
    else this.scored();
  }
}

/** Plays the moments of a drawing in their own time. */
export class Player {
  /** @param {(index: number | null) => void} show */
  constructor(show) {
    this.show = show;
    this.frame = 0;
  }

  get isPlaying() {
    return this.frame !== 0;
  }

  /** @param {Moment[]} moments */
  play(moments) {
    const start = performance.now();
    const step = () => {
      const elapsed = performance.now() - start;
      const next = moments.findIndex(({ time }) => time > elapsed);
      if (next < 0) {
        this.stop();
        return;
      }
      this.show(Math.max(0, next - 1));
      this.frame = requestAnimationFrame(step);
    };
    this.frame = requestAnimationFrame(step);
  }

  stop() {
    if (!this.isPlaying) return;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.show(null);
  }
}
