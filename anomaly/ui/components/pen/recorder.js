// @ts-check
/** @import { Stroke } from "./digit.js" */
import { GRID } from "./digit.js";
import { clip, Path } from "./simplify.js";

const EDGE = GRID - 1;
const RESTING = 12; // places; a touch that moved less beside a longer one is a palm

/**
 * @typedef {Stroke & { times: number[] }} TimedStroke Milliseconds, one for each point.
 *
 * @typedef {object} Touch A pointer that is down.
 * @property {boolean} isPen
 * @property {Path[]} paths One for each time it came onto the canvas.
 * @property {number[]} last Where it was last, in places, also beside the canvas.
 * @property {boolean} inside
 * @property {boolean} onSurface Whether the canvas itself draws its ink.
 */

/**
 * Strokes of the pointers on the canvas, in places of the grid: one of them draws at a time.
 *
 * Where several are down, a pen comes before fingers and a finger before a resting palm: the one
 * that moved farthest draws, and the others are forgotten when it is lifted.
 */
export class Recorder {
  constructor() {
    /** @type {Map<number, Touch>} */
    this.touches = new Map();
  }

  get isDown() {
    return this.touches.size > 0;
  }

  /**
   * @param {number} id
   * @param {number[]} at x, y in places.
   * @param {number} time
   * @param {boolean} isPen
   * @returns {boolean} Whether it is on the canvas.
   */
  press(id, at, time, isPen) {
    const inside = clip(at, at, EDGE) !== null;
    const paths = inside ? [new Path(...place(at), time)] : [];
    const onSurface = inside && this.touches.size === 0;
    this.touches.set(id, { isPen, paths, last: at, inside, onSurface });
    return inside;
  }

  /**
   * @param {number} id
   * @param {number[]} at x, y in places.
   * @param {number} time
   * @returns {boolean} Whether anything changed on the canvas.
   */
  move(id, at, time) {
    const touch = this.touches.get(id);
    if (!touch) return false;
    const piece = clip(touch.last, at, EDGE);
    touch.last = at;
    if (!piece) {
      touch.inside = false;
      return false;
    }
    let changed = false;
    if (!touch.inside || piece.entered) {
      touch.paths.push(new Path(...place(piece.enter), time));
      touch.onSurface &&= touch.inside;
      changed = true;
    }
    changed = touch.paths[touch.paths.length - 1].add(...place(piece.leave), time) || changed;
    touch.inside = !piece.left;
    return changed;
  }

  /**
   * Lift a pointer; return the strokes that it drew, if it was the one that draws.
   *
   * @param {number} id
   * @param {number} width Of the brush.
   * @returns {TimedStroke[]}
   */
  lift(id, width) {
    const touch = this.touches.get(id);
    const drew = touch && touch === this.#drawing && !(this.touches.size > 1 && isResting(touch));
    this.touches.delete(id);
    if (!drew) return [];
    this.touches.clear();
    return strokesOf(touch, width);
  }

  /** @param {number} id The browser took the pointer for something else, such as scrolling. */
  cancel(id) {
    this.touches.delete(id);
  }

  /**
   * The strokes under way.
   *
   * @param {number} width Of the brush.
   */
  strokes(width) {
    const touch = this.#drawing;
    return touch ? strokesOf(touch, width) : [];
  }

  /** Whether the canvas does not draw the ink of the stroke under way. */
  get isOffSurface() {
    const touch = this.#drawing;
    return touch !== undefined && !touch.onSurface && touch.paths.length > 0;
  }

  get #drawing() {
    const touches = [...this.touches.values()];
    const pens = touches.filter(({ isPen }) => isPen);
    const rank = pens.length > 0 ? pens : touches;
    return rank.reduce(
      (best, touch) => (best && lengthOf(best) >= lengthOf(touch) ? best : touch),
      /** @type {Touch | undefined} */ (undefined),
    );
  }
}

/** @param {Touch} touch */
function lengthOf({ paths }) {
  return paths.reduce((length, path) => length + path.length, 0);
}

/** @param {Touch} touch */
function isResting(touch) {
  return lengthOf(touch) < RESTING;
}

/**
 * @param {Touch} touch
 * @param {number} width
 * @returns {TimedStroke[]}
 */
function strokesOf({ paths }, width) {
  return paths.map((path) => ({ points: path.points, times: path.pointTimes, width }));
}

/**
 * @param {number[]} at
 * @returns {[number, number]}
 */
function place([x, y]) {
  const onGrid = (/** @type {number} */ value) => Math.min(EDGE, Math.max(0, Math.round(value)));
  return [onGrid(x), onGrid(y)];
}
