// @ts-check
/** @import { TimedStroke } from "./recorder.js" */

const MAX_MOMENTS = 120;
const SPEED = 0.25; // places a millisecond, of a drawing whose times are unknown
const MAX_PAUSE = 500; // milliseconds between two strokes when a drawing is played

/**
 * A moment of a drawing: what was there once `count` points of a stroke were.
 *
 * @typedef {object} Moment
 * @property {number} stroke
 * @property {number} count
 * @property {number} time Milliseconds since the first.
 */

/**
 * The moments of a drawing, at most 120 of them; the last of each stroke is always there.
 *
 * @param {TimedStroke[]} strokes
 * @returns {Moment[]}
 */
export function momentsOf(strokes) {
  const total = strokes.reduce((sum, { points }) => sum + points.length / 2, 0);
  const every = Math.max(1, Math.ceil(total / MAX_MOMENTS));
  /** @type {Moment[]} */
  const moments = [];
  let [start, clock] = [0, 0];
  strokes.forEach(({ points, times }, stroke) => {
    if (stroke > 0) clock += Math.min(MAX_PAUSE, Math.max(0, times[0] - start));
    const count = points.length / 2;
    for (let point = 1; point <= count; point += 1) {
      if (point > 1) clock += times[point - 1] - times[point - 2];
      if (point === count || point % every === 0) moments.push({ stroke, count: point, time: clock });
    }
    start = times[count - 1];
  });
  return moments;
}

/**
 * What was drawn by a moment, and what came after it.
 *
 * @param {TimedStroke[]} strokes
 * @param {Moment} moment
 */
export function splitAt(strokes, { stroke, count }) {
  const { points, times, width } = strokes[stroke];
  const first = { points: points.slice(0, 2 * count), times: times.slice(0, count), width };
  const rest = { points: points.slice(2 * count - 2), times: times.slice(count - 1), width };
  return {
    before: [...strokes.slice(0, stroke), first],
    after: [...(rest.points.length > 2 ? [rest] : []), ...strokes.slice(stroke + 1)],
  };
}

/**
 * Strokes from elsewhere, which come without times: as if drawn at one speed.
 *
 * @param {{ points: number[], width: number }[]} strokes
 * @returns {TimedStroke[]}
 */
export function withTimes(strokes) {
  let clock = 0;
  return strokes.map(({ points, width }) => {
    const times = [];
    for (let at = 0; at < points.length; at += 2) {
      if (at > 0) {
        const [x, y] = [points[at] - points[at - 2], points[at + 1] - points[at - 1]];
        clock += Math.hypot(x, y) / SPEED;
      }
      times.push(clock);
    }
    clock += MAX_PAUSE / 2;
    return { points, times, width };
  });
}
