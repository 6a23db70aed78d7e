// @ts-check
// The digit that pen paths make, as anomaly/preprocessing/strokes.py has it: the same steps, in
// the same order of arithmetic, so that the page and Python round alike.

/**
 * @typedef {object} Stroke
 * @property {number[]} points x, y, x, y, … in places of the canvas' grid.
 * @property {number} width The brush in pixels of the canvas.
 *
 * @typedef {object} Settings The steps, as CanvasSettings has them.
 * @property {boolean} crop
 * @property {boolean} stroke
 * @property {boolean} centre
 * @property {number} stroke_width
 * @property {number} speck_share
 * @property {number} dot_length
 *
 * @typedef {object} Frame Where the paths go in a small picture: x * scale + left, y * scale + top.
 * @property {number} scale
 * @property {number} left
 * @property {number} top
 * @property {number} columns
 * @property {number} rows
 *
 * @typedef {"blank" | "dot" | "full"} Problem
 */

import { IMAGE_SIDE } from "../shared/values.js";
import { areaOf, boundsOf } from "./bounds.js";

export const GRID = 256; // places along each side of the canvas
export const CANVAS_SIDE = 280; // its pixels
const PLACE = CANVAS_SIDE / GRID;
const BOX = 20;
const MAX_INK_SHARE = 0.6;
const MIN_INK = 3;
const TIE = 1e-6;

/**
 * @param {Stroke[]} strokes
 * @param {Settings} settings
 * @returns {{ digit: Float32Array, problem: null } | { digit: null, problem: Problem }}
 */
export function judgeStrokes(strokes, settings) {
  const paths = withoutSpecks(strokes.map(onCanvas), settings.speck_share);
  const problem = problemOf(paths, settings);
  if (problem !== null) return { digit: null, problem };
  const { frame, pens } = frameOf(paths, settings);
  const small = draw(paths, frame, pens);
  if (sum(small) < MIN_INK) return { digit: null, problem: "dot" };
  return { digit: centred(small, frame, settings.centre), problem: null };
}

/**
 * @param {Stroke} stroke
 * @returns {Stroke} In pixels of the canvas.
 */
function onCanvas({ points, width }) {
  return { points: points.map((place) => place * PLACE), width };
}

/**
 * The strokes whose ink is at least a share of that of the largest.
 *
 * @param {Stroke[]} strokes
 * @param {number} speckShare
 */
function withoutSpecks(strokes, speckShare) {
  const filled = strokes.filter(({ points }) => points.length > 0);
  const areas = filled.map(areaOf);
  const least = speckShare * Math.max(0, ...areas);
  return filled.filter((_, n) => areas[n] >= least);
}

/**
 * @param {Stroke[]} strokes
 * @param {Settings} settings
 * @returns {Problem | null}
 */
function problemOf(strokes, { dot_length }) {
  if (strokes.length === 0) return "blank";
  if (isFull(strokes)) return "full";
  const { left, top, right, bottom } = boundsOf(strokes, () => 0);
  const widest = Math.max(...strokes.map(({ width }) => width));
  return Math.max(right - left, bottom - top) <= dot_length * widest ? "dot" : null;
}

/** @param {Stroke[]} strokes */
function isFull(strokes) {
  const area = strokes.reduce((total, stroke) => total + areaOf(stroke), 0);
  if (area <= MAX_INK_SHARE * CANVAS_SIDE ** 2) return false;
  const scale = IMAGE_SIDE / CANVAS_SIDE;
  const whole = { scale, left: 0, top: 0, columns: IMAGE_SIDE, rows: IMAGE_SIDE };
  const ink = draw(strokes, whole, strokes.map(({ width }) => width * scale));
  return ink.reduce((count, value) => count + (value > 0.5 ? 1 : 0), 0) / ink.length > MAX_INK_SHARE;
}

/**
 * Fit strokes into the 20 x 20 box: return the frame, and the pen for each in its pixels.
 *
 * @param {Stroke[]} strokes
 * @param {Settings} settings
 * @returns {{ frame: Frame, pens: number[] }}
 */
function frameOf(strokes, { crop, stroke, stroke_width: pen }) {
  const pensAt = (/** @type {number} */ scale) =>
    strokes.map(({ width }) => (stroke ? pen : width * scale));
  if (!crop) {
    const scale = BOX / CANVAS_SIDE;
    return { frame: { scale, left: 0, top: 0, columns: BOX, rows: BOX }, pens: pensAt(scale) };
  }
  const { left, top, right, bottom } = boundsOf(strokes, ({ width }) => (stroke ? 0 : width / 2));
  const rim = stroke ? pen : 0;
  const scale = (BOX - rim) / Math.max(right - left, bottom - top);
  const [width, height] = [(right - left) * scale + rim, (bottom - top) * scale + rim];
  const [columns, rows] = [Math.ceil(width - TIE), Math.ceil(height - TIE)];
  const frame = {
    scale,
    left: (columns - width) / 2 + rim / 2 - left * scale,
    top: (rows - height) / 2 + rim / 2 - top * scale,
    columns,
    rows,
  };
  return { frame, pens: pensAt(scale) };
}

/**
 * Draw strokes with round pens: a pixel's grey is the pen's coverage where its edge is straight.
 *
 * @param {Stroke[]} strokes
 * @param {Frame} frame
 * @param {number[]} pens
 * @returns {Float64Array} rows x columns in [0, 1].
 */
function draw(strokes, frame, pens) {
  const ink = new Float64Array(frame.rows * frame.columns);
  strokes.forEach(({ points }, n) => {
    const last = Math.max(2, points.length - 2);
    for (let at = 0; at < last; at += 2) {
      const end = Math.min(at + 2, points.length - 2);
      const ends = [points[at], points[at + 1], points[end], points[end + 1]];
      drawSegment(ink, frame, ends, pens[n]);
    }
  });
  return ink;
}

/**
 * @param {Float64Array} ink
 * @param {Frame} frame
 * @param {number[]} ends x, y, x, y on the canvas.
 * @param {number} pen
 */
function drawSegment(ink, { scale, left, top, columns, rows }, ends, pen) {
  const [ax, ay] = [ends[0] * scale + left, ends[1] * scale + top];
  const [bx, by] = [ends[2] * scale + left, ends[3] * scale + top];
  const [dx, dy] = [bx - ax, by - ay];
  const square = dx * dx + dy * dy;
  const reach = pen / 2 + 0.5;
  const most = Math.min(1, pen);
  const [first, end] = span(ax, bx, reach, columns);
  const [highest, lowest] = span(ay, by, reach, rows);
  for (let row = highest; row < lowest; row += 1) {
    const y = row + 0.5;
    for (let column = first; column < end; column += 1) {
      const x = column + 0.5;
      const along = ((x - ax) * dx + (y - ay) * dy) / (square > 0 ? square : 1);
      const share = Math.min(1, Math.max(0, along));
      const [awayX, awayY] = [x - (ax + share * dx), y - (ay + share * dy)];
      const value = Math.min(most, reach - Math.sqrt(awayX * awayX + awayY * awayY));
      const index = row * columns + column;
      if (value > ink[index]) ink[index] = value;
    }
  }
}

/**
 * The pixels along one axis that a segment's pen can reach, from the first to past the last.
 *
 * @param {number} a
 * @param {number} b
 * @param {number} reach
 * @param {number} length
 */
function span(a, b, reach, length) {
  const first = Math.max(0, Math.floor(Math.min(a, b) - reach - 0.5));
  return [first, Math.min(length, Math.ceil(Math.max(a, b) + reach + 0.5))];
}

/**
 * Place a picture into 28 x 28, shifted by whole pixels: by its centre of mass, or by its box.
 *
 * @param {Float64Array} small
 * @param {Frame} frame
 * @param {boolean} byMass
 */
function centred(small, { columns, rows }, byMass) {
  let [x, y] = [columns / 2, rows / 2];
  if (byMass) {
    const total = sum(small);
    [x, y] = [0, 0];
    small.forEach((value, index) => {
      x += value * ((index % columns) + 0.5);
      y += value * (Math.floor(index / columns) + 0.5);
    });
    [x, y] = [x / total, y / total];
  }
  const target = IMAGE_SIDE / 2 + (byMass ? 0.5 : 0);
  const shift = (/** @type {number} */ at, /** @type {number} */ length) =>
    Math.min(Math.max(Math.floor(target - at + 0.5 - TIE), 0), IMAGE_SIDE - length);
  const [left, top] = [shift(x, columns), shift(y, rows)];
  const digit = new Float32Array(IMAGE_SIDE * IMAGE_SIDE);
  small.forEach((value, index) => {
    const row = top + Math.floor(index / columns);
    digit[row * IMAGE_SIDE + left + (index % columns)] = value;
  });
  return digit;
}

/** @param {Float64Array} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
