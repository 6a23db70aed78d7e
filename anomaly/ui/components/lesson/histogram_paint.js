// @ts-check
/** @import { LessonColours } from "./chart_canvas.js" */
import { roundSteps } from "../threshold/scale.js";

/**
 * @typedef {object} LessonBars
 * @property {ArrayLike<number>} counts By bin, evenly from 0 to the axis's top.
 * @property {"plain" | "normal" | "anomaly"} kind
 *
 * @typedef {object} LessonMark
 * @property {number} score
 * @property {string} text Beside it.
 *
 * @typedef {object} HistogramContent
 * @property {number} top Of the axis; the last bin holds what is beyond, too.
 * @property {LessonBars[]} bars
 * @property {LessonMark | null} [mark] Of a digit.
 * @property {LessonMark | null} [line] The threshold.
 * @property {string} [axis] What the axis shows.
 *
 * @typedef {{ left: number, width: number, top: number, bottom: number }} HistogramBox
 */

export const HISTOGRAM_SIDE = 10; // pixels on either side of the axis
const HISTOGRAM_TICK = 70; // between two of these
const HISTOGRAM_STRIPES = 5; // pixels between two stripes of a hatched bar

/**
 * @param {Pick<HistogramBox, "left" | "width">} box
 * @param {number} score
 * @param {number} top
 */
export function placeOfScore({ left, width }, score, top) {
  return left + (Math.min(Math.max(score, 0), top) / top) * width;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {LessonBars} bars
 * @param {number} highest
 * @param {LessonColours} colours
 */
export function paintScoreBars(context, { left, width, top, bottom }, { counts, kind }, highest, colours) {
  const wide = width / counts.length;
  context.beginPath();
  for (let bin = 0; bin < counts.length; bin += 1) {
    if (counts[bin] === 0) continue;
    // The fewest digits are still seen.
    const tall = Math.max(1.5, (counts[bin] / highest) * (bottom - top));
    context.rect(left + bin * wide, bottom - tall, Math.max(1, wide - 1), tall);
  }
  if (kind === "anomaly") {
    hatchBars(context, { left, width, top, bottom }, colours.anomaly);
    return;
  }
  context.globalAlpha = kind === "plain" ? 0.45 : 0.8;
  context.fillStyle = kind === "plain" ? colours.text : colours.normal;
  context.fill();
  context.globalAlpha = 1;
}

/**
 * Fill the path that was begun with stripes.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {string} colour
 */
function hatchBars(context, { left, width, top, bottom }, colour) {
  context.save();
  context.clip();
  context.fillStyle = context.strokeStyle = colour;
  context.globalAlpha = 0.3;
  context.fillRect(left, top, width, bottom - top);
  context.globalAlpha = 1;
  context.lineWidth = 1.6;
  context.beginPath();
  const tall = bottom - top;
  for (let x = left - tall; x < left + width; x += HISTOGRAM_STRIPES) {
    context.moveTo(x, bottom);
    context.lineTo(x + tall, top);
  }
  context.stroke();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {HistogramContent} content
 * @param {LessonColours} colours
 */
export function paintScoreAxis(context, box, { top, axis }, { text }) {
  const { left, width, bottom } = box;
  context.fillStyle = context.strokeStyle = text;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(left, bottom + 0.5);
  context.lineTo(left + width, bottom + 0.5);
  context.stroke();
  context.textBaseline = "top";
  const reserved = axis ? context.measureText(axis).width + 12 : 0;
  for (const tick of roundSteps(0, top, Math.max(2, width / HISTOGRAM_TICK))) {
    const x = placeOfScore(box, tick, top);
    if (x > left + width - reserved) break;
    context.textAlign = tick === 0 ? "left" : "center";
    context.fillText(String(tick), x, bottom + 4);
  }
  context.textAlign = "right";
  if (axis) context.fillText(axis, left + width, bottom + 4);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {number} top
 * @param {LessonMark} line
 * @param {LessonColours} colours
 */
export function paintScoreLine(context, box, top, { score, text }, { primary, ground }) {
  const x = placeOfScore(box, score, top);
  context.strokeStyle = context.fillStyle = primary;
  context.lineWidth = 2.5;
  context.setLineDash([6, 3]);
  context.beginPath();
  context.moveTo(x, box.top - 4);
  context.lineTo(x, box.bottom);
  context.stroke();
  context.setLineDash([]);
  writeBesideScore(context, box, x, 3, text, ground);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {Pick<HistogramContent, "top" | "line">} content
 * @param {LessonMark} mark
 * @param {LessonColours} colours
 */
export function paintScoreMark(context, box, { top, line }, { score, text: words }, { text, ground }) {
  const x = placeOfScore(box, score, top);
  context.beginPath();
  if (score > top) {
    context.moveTo(x + 8, box.bottom - 8);
    context.lineTo(x - 5, box.bottom - 16);
    context.lineTo(x - 5, box.bottom);
  } else {
    context.moveTo(x, box.bottom);
    context.lineTo(x - 8, box.bottom - 14);
    context.lineTo(x + 8, box.bottom - 14);
  }
  context.closePath();
  context.lineWidth = 4;
  context.strokeStyle = ground;
  context.stroke();
  context.fillStyle = text;
  context.fill();
  context.fillRect(x - 1, box.top + 14, 2, box.bottom - box.top - 28);
  writeBesideScore(context, box, x, box.top + 2, words, ground, line && placeOfScore(box, line.score, top));
}

/**
 * Write to the right of a place, or to its left where there is no room or the threshold's line.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {HistogramBox} box
 * @param {number} x
 * @param {number} y
 * @param {string} words
 * @param {string} ground
 * @param {number | null} [line]
 */
function writeBesideScore(context, { left, width }, x, y, words, ground, line = null) {
  const wide = 8 + context.measureText(words).width;
  const isCrossed = line !== null && x < line && line < x + wide && x - wide > left;
  const isLeft = isCrossed || x + wide > left + width + HISTOGRAM_SIDE;
  context.textAlign = isLeft ? "right" : "left";
  context.textBaseline = "top";
  context.lineWidth = 4;
  context.strokeStyle = ground;
  const at = isLeft ? x - 7 : x + 7;
  context.strokeText(words, at, y);
  context.fillText(words, at, y);
}
