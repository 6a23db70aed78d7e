// @ts-check
/** @import { Settings, Stroke } from "../pen/digit.js" */
/** @import { StrokesMessage } from "./messages.js" */
/** @import { LearnerDrawing } from "./step.js" */
import { judgeStrokes } from "../pen/digit.js";

/** The learner's drawing, and the digit that it makes. */
export class LessonDrawing {
  constructor() {
    this.sequence = -1;
    /** @type {Settings | undefined} */
    this.settings = undefined;
    /** @type {LearnerDrawing} */
    this.current = { strokes: [], digit: null };
  }

  /**
   * Take over a drawing made on another page, unless the own one is newer; return whether it is.
   *
   * @param {StrokesMessage} message
   * @param {Settings} settings
   */
  adopt({ strokes, widths, sequence }, settings) {
    this.settings = settings;
    if (sequence <= this.sequence) return false;
    this.sequence = sequence;
    this.#take(strokes.map((points, index) => ({ points, width: widths[index] })));
    return true;
  }

  /**
   * Take over what is drawn here; return the message to Python.
   *
   * @param {Stroke[]} strokes
   * @returns {StrokesMessage}
   */
  draw(strokes) {
    this.sequence += 1;
    this.#take(strokes);
    return {
      strokes: strokes.map(({ points }) => points),
      widths: strokes.map(({ width }) => width),
      sequence: this.sequence,
    };
  }

  /** @param {Stroke[]} strokes */
  #take(strokes) {
    const digit = this.settings ? judgeStrokes(strokes, this.settings).digit : null;
    this.current = { strokes, digit };
  }
}
