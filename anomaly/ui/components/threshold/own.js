// @ts-check
/** @import { OwnMark } from "./messages.js" */
import { shape } from "../shared/dom.js";

const SIZE = 11; // pixels of a mark with the room around it
const SHAPES = { normal: "M0,-5L5,0L0,5L-5,0Z", anomalous: "M-4,-4L4,4M4,-4L-4,4" };

/**
 * How high each mark stands so that none covers another: 0 on the axis, 1 above one mark, and so on.
 *
 * @param {number[]} xs Where the marks lie, in pixels.
 * @param {number} size Of a mark.
 */
export function stack(xs, size) {
  /** @type {number[]} The right end of the last mark on each level. */
  const ends = [];
  const order = xs.map((_, index) => index).sort((a, b) => xs[a] - xs[b]);
  const levels = xs.map(() => 0);
  for (const index of order) {
    const free = ends.findIndex((end) => end <= xs[index]);
    levels[index] = free < 0 ? ends.length : free;
    ends[levels[index]] = xs[index] + size;
  }
  return levels;
}

/**
 * The marks of a person's own examples: diamonds, and crosses for those of anomalies.
 *
 * @param {OwnMark[]} own
 * @param {(score: number) => number} xOf
 * @param {number} height Of the plot; marks that would rise above it lie over each other.
 */
export function ownMarks(own, xOf, height) {
  const xs = own.map(({ score }) => xOf(score));
  const highest = Math.max(0, Math.floor(height / SIZE) - 2);
  return stack(xs, SIZE).map((level, index) => {
    const kind = own[index].is_anomaly ? "anomalous" : "normal";
    const y = height - SIZE * (0.6 + Math.min(level, highest));
    return shape("path", { class: `own ${kind}`, d: SHAPES[kind], transform: `translate(${xs[index]},${y})` });
  });
}
