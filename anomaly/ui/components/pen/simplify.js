// @ts-check
// Points of a pen, thinned out as they come.

const TOLERANCE = 1; // places of the grid that a path may lie beside the pen's own
const MAX_WINDOW = 64; // points that a straight piece may stand for

/**
 * A path on the grid that stays within a place of the points it was given.
 *
 * A corner that is kept stays kept, so that the path up to any moment is what was judged then.
 * This is the opening-window form of line simplification.
 */
export class Path {
  /**
   * @param {number} x
   * @param {number} y
   * @param {number} time
   */
  constructor(x, y, time) {
    /** @type {number[]} */
    this.kept = [x, y];
    this.times = [time];
    /** @type {number[]} Since the last corner that is kept. */
    this.window = [];
    this.windowTime = time;
    this.length = 0;
  }

  /** The last point's place. */
  get end() {
    return this.window.length > 0 ? this.window.slice(-2) : this.kept.slice(-2);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} time
   * @returns {boolean} Whether it is another place than the last.
   */
  add(x, y, time) {
    const [endX, endY] = this.end;
    if (x === endX && y === endY) return false;
    this.length += Math.hypot(x - endX, y - endY);
    if (this.window.length > 0 && !this.#spans(x, y)) {
      this.kept.push(endX, endY);
      this.times.push(this.windowTime);
      this.window = [];
    }
    this.window.push(x, y);
    this.windowTime = time;
    return true;
  }

  /** Points and times up to now. */
  get points() {
    return this.window.length > 0 ? [...this.kept, ...this.end] : [...this.kept];
  }

  get pointTimes() {
    return this.window.length > 0 ? [...this.times, this.windowTime] : [...this.times];
  }

  /**
   * Whether one straight piece to a point stays near all points since the last corner.
   *
   * @param {number} x
   * @param {number} y
   */
  #spans(x, y) {
    if (this.window.length >= 2 * MAX_WINDOW) return false;
    const [fromX, fromY] = this.kept.slice(-2);
    for (let at = 0; at < this.window.length; at += 2) {
      const aside = distance(this.window[at], this.window[at + 1], fromX, fromY, x, y);
      if (aside > TOLERANCE) return false;
    }
    return true;
  }
}

/**
 * From a point to a segment.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} ax
 * @param {number} ay
 * @param {number} bx
 * @param {number} by
 */
function distance(x, y, ax, ay, bx, by) {
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const along = square > 0 ? ((x - ax) * dx + (y - ay) * dy) / square : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - share * dx, y - ay - share * dy);
}

/**
 * The piece of a segment inside the square from 0 to `side`, by Liang and Barsky.
 *
 * @param {number[]} from x, y
 * @param {number[]} to x, y
 * @param {number} side
 * @returns {{ enter: number[], leave: number[], entered: boolean, left: boolean } | null}
 *   Its ends, and whether they are at the square's edge.
 */
export function clip([ax, ay], [bx, by], side) {
  // A canvas that is not on the page has no places.
  if (!Number.isFinite(ax + ay + bx + by)) return null;
  let [first, last] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  const edges = [
    [-dx, ax],
    [dx, side - ax],
    [-dy, ay],
    [dy, side - ay],
  ];
  for (const [towards, room] of edges) {
    if (towards === 0 && room < 0) return null;
    if (towards < 0) first = Math.max(first, room / towards);
    if (towards > 0) last = Math.min(last, room / towards);
  }
  if (first > last) return null;
  const at = (/** @type {number} */ share) => [ax + share * dx, ay + share * dy];
  return { enter: at(first), leave: at(last), entered: first > 0, left: last < 1 };
}
