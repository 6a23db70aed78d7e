// @ts-check
/** @import { TimedStroke } from "./recorder.js" */

const MAX_STEPS = 100;

/** A drawing that can be taken back step by step: a stroke, or all of them with Clear. */
export class History {
  constructor() {
    /** @type {TimedStroke[]} */
    this.strokes = [];
    /** @type {TimedStroke[][]} */
    this.past = [];
    /** @type {TimedStroke[][]} */
    this.future = [];
  }

  get canUndo() {
    return this.past.length > 0;
  }

  get canRedo() {
    return this.future.length > 0;
  }

  /** @param {TimedStroke[]} strokes The drawing from now on. */
  change(strokes) {
    this.past = [...this.past, this.strokes].slice(-MAX_STEPS);
    this.future = [];
    this.strokes = strokes;
  }

  /**
   * Begin with a drawing made elsewhere; Undo takes its strokes back one by one.
   *
   * @param {TimedStroke[]} strokes
   */
  restore(strokes) {
    this.past = strokes.map((_, count) => strokes.slice(0, count)).slice(-MAX_STEPS);
    this.future = [];
    this.strokes = strokes;
  }

  undo() {
    const before = this.past.pop();
    if (before === undefined) return;
    this.future.push(this.strokes);
    this.strokes = before;
  }

  redo() {
    const after = this.future.pop();
    if (after === undefined) return;
    this.past.push(this.strokes);
    this.strokes = after;
  }
}

/**
 * @param {TimedStroke[]} strokes
 * @param {{ strokes: number, points: number }} limits
 */
export function isWithin(strokes, limits) {
  const points = strokes.reduce((count, stroke) => count + stroke.points.length / 2, 0);
  return strokes.length <= limits.strokes && points <= limits.points;
}

/**
 * A drawing as Python takes it.
 *
 * @param {TimedStroke[]} strokes
 * @param {number} sequence Its number.
 */
export function written(strokes, sequence) {
  return {
    sequence,
    strokes: strokes.map(({ points }) => points),
    widths: strokes.map(({ width }) => width),
  };
}
