// @ts-check
/** @import { TimedStroke } from "./recorder.js" */

const MOMENTS = 80; // along the whole path, and one more at the end of each stroke
const MIN_STEP = 3; // places between two moments
const SPEED = 0.25; // places a millisecond, of a drawing whose times are unknown
const MAX_PAUSE = 500; // milliseconds between two strokes when a drawing is played

/**
 * A moment of a drawing: `count` points of a stroke were there, and the pen at (x, y) beyond.
 *
 * @typedef {object} Moment
 * @property {number} stroke
 * @property {number} count
 * @property {number} x
 * @property {number} y
 * @property {number} time Milliseconds since the first.
 */

/**
 * The moments of a drawing, evenly along its path; the end of each stroke is one.
 *
 * @param {TimedStroke[]} strokes
 * @returns {Moment[]}
 */
export function momentsOf(strokes) {
  const pieces = strokes.flatMap(({ points }) => lengthsOf(points));
  const total = pieces.reduce((sum, length) => sum + length, 0);
  const step = Math.max(MIN_STEP, total / MOMENTS);
  /** @type {Moment[]} */
  const moments = [];
  let clock = 0; // at the stroke's beginning
  strokes.forEach(({ points, times }, stroke) => {
    const end = points.length / 2;
    let ahead = step; // to the next moment
    lengthsOf(points).forEach((length, piece) => {
      const [x, y, toX, toY] = points.slice(2 * piece, 2 * piece + 4);
      let along = ahead;
      for (; along < length; along += step) {
        const share = along / length;
        const time = times[piece] + share * (times[piece + 1] - times[piece]);
        moments.push({
          stroke,
          count: piece + 1,
          x: Math.round(x + share * (toX - x)),
          y: Math.round(y + share * (toY - y)),
          time: clock + time - times[0],
        });
      }
      ahead = along - length;
    });
    const [x, y] = points.slice(-2);
    clock += times[end - 1] - times[0];
    moments.push({ stroke, count: end, x, y, time: clock });
    const pause = stroke + 1 < strokes.length ? strokes[stroke + 1].times[0] - times[end - 1] : 0;
    clock += Math.min(MAX_PAUSE, Math.max(0, pause));
  });
  return moments;
}

/**
 * Split a drawing into the strokes up to a moment and those after it.
 *
 * @param {TimedStroke[]} strokes
 * @param {Moment} moment
 */
export function splitAt(strokes, { stroke, count, x, y }) {
  const { points, times, width } = strokes[stroke];
  const isEnd = 2 * count === points.length;
  const first = { points: points.slice(0, 2 * count), times: times.slice(0, count), width };
  if (!isEnd) {
    first.points.push(x, y);
    first.times.push(times[count]);
  }
  const rest = { points: [x, y, ...points.slice(2 * count)], times: times.slice(count - 1), width };
  return {
    before: [...strokes.slice(0, stroke), first],
    after: [...(isEnd ? [] : [rest]), ...strokes.slice(stroke + 1)],
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
    const times = [clock];
    for (const length of lengthsOf(points)) times.push((clock += length / SPEED));
    clock += MAX_PAUSE / 2;
    return { points, times, width };
  });
}

/** @param {number[]} points */
function lengthsOf(points) {
  const lengths = [];
  for (let at = 2; at < points.length; at += 2) {
    lengths.push(Math.hypot(points[at] - points[at - 2], points[at + 1] - points[at - 1]));
  }
  return lengths;
}
