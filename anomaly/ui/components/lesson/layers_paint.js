// @ts-check
/** @import { TileGrid } from "./layers_stages.js" */
import { shareOfStage, tileGridOf } from "./layers_stages.js";

/**
 * @typedef {object} FlowBox Where a layer is drawn.
 * @property {number} left
 * @property {number} top
 * @property {number} right
 * @property {number} bottom
 *
 * @typedef {object} FlowColours
 * @property {string} text
 * @property {string} primary
 * @property {number} label Size of its type, in pixels.
 */

const FLOW_LABEL = 3; // pixels below, beside the height of the layers' numbers
const FLOW_END = 0.12; // of the width, from an end to the middle of the layer next to it
const FLOW_SPARKS = 40;
const SPARK_TURN = 0.618; // spreads the sparks evenly
const SMALLEST_TILE = 0.12; // of a side; a number near zero is still seen to be there

/**
 * Draw the layers between a digit and what is rebuilt of it as squares: their area is the number's
 * size, and hollow ones are negative.
 *
 * @param {CanvasRenderingContext2D} context In CSS pixels.
 * @param {{ width: number, height: number }} size
 * @param {Float32Array[]} stages As `stagesOf` returns them.
 * @param {number} time In stages.
 * @param {FlowColours} colours
 */
export function paintFlow(context, { width, height }, stages, time, colours) {
  const inner = stages.slice(0, -1);
  const tall = height - FLOW_LABEL - colours.label;
  const grids = inner.map(({ length }) => tileGridOf(length, tall, width));
  const boxes = [
    { left: -1, right: 0, top: 0, bottom: tall },
    ...grids.map((grid, index) => boxOf(grid, middleOf(index, inner.length) * width, tall)),
    { left: width, right: width + 1, top: 0, bottom: tall },
  ];
  for (let stage = 1; stage < boxes.length; stage++) {
    paintFunnel(context, boxes[stage - 1], boxes[stage], shareOfStage(time, stage), colours);
  }
  inner.forEach((values, index) => {
    const box = boxes[index + 1];
    paintTiles(context, values, grids[index], box, shareOfStage(time, index + 1), colours);
    paintCount(context, values.length, (box.left + box.right) / 2, height, colours, isCode(inner, index));
  });
}

/** @param {Float32Array[]} inner @param {number} index */
function isCode(inner, index) {
  return inner.every(({ length }) => length >= inner[index].length);
}

/** Where a layer stands, in shares of the width. @param {number} index @param {number} count */
function middleOf(index, count) {
  return count === 1 ? 0.5 : FLOW_END + (index / (count - 1)) * (1 - 2 * FLOW_END);
}

/**
 * @param {TileGrid} grid
 * @param {number} middle
 * @param {number} height
 * @returns {FlowBox}
 */
function boxOf({ columns, rows, side }, middle, height) {
  const [across, down] = [columns * side, rows * side];
  const top = (height - down) / 2;
  return { left: middle - across / 2, right: middle + across / 2, top, bottom: top + down };
}

/**
 * The way from all of a layer to all of the next, with sparks where it is being computed.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {FlowBox} from
 * @param {FlowBox} to
 * @param {number} share
 * @param {FlowColours} colours
 */
function paintFunnel(context, from, to, share, { text, primary }) {
  context.beginPath();
  context.moveTo(from.right, from.top);
  context.lineTo(to.left, to.top);
  context.lineTo(to.left, to.bottom);
  context.lineTo(from.right, from.bottom);
  context.closePath();
  context.globalAlpha = share > 0 ? 0.14 : 0.06;
  context.fillStyle = share > 0 && share < 1 ? primary : text;
  context.fill();
  context.globalAlpha = 1;
  if (share === 0 || share === 1) return;
  context.fillStyle = primary;
  for (let spark = 0; spark < FLOW_SPARKS; spark++) {
    const start = from.top + ((spark + 0.5) / FLOW_SPARKS) * (from.bottom - from.top);
    const end = to.top + ((spark * SPARK_TURN) % 1) * (to.bottom - to.top);
    const x = from.right + share * (to.left - from.right);
    context.beginPath();
    context.arc(x, start + share * (end - start), 1.8, 0, 2 * Math.PI);
    context.fill();
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Float32Array} values
 * @param {TileGrid} grid
 * @param {FlowBox} box
 * @param {number} share How much of it is computed, from the top.
 * @param {FlowColours} colours
 */
function paintTiles(context, values, { columns, side }, box, share, { text, label }) {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 1e-6);
  const shown = Math.round(share * values.length);
  context.strokeStyle = context.fillStyle = text;
  context.lineWidth = 1;
  context.globalAlpha = 0.35;
  context.strokeRect(box.left - 2, box.top - 2, box.right - box.left + 4, box.bottom - box.top + 4);
  context.globalAlpha = 1;
  context.font = `600 ${Math.min(label, Math.floor(side))}px sans-serif`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  for (let index = 0; index < shown; index++) {
    const x = box.left + ((index % columns) + 0.5) * side;
    const y = box.top + (Math.floor(index / columns) + 0.5) * side;
    const size = Math.max(Math.sqrt(Math.abs(values[index]) / most), SMALLEST_TILE) * (side - 1);
    if (values[index] >= 0) context.fillRect(x - size / 2, y - size / 2, size, size);
    else context.strokeRect(x - size / 2 + 0.5, y - size / 2 + 0.5, size - 1, size - 1);
    if (columns === 1) context.fillText(writeCode(values[index]), box.right + 3, y);
  }
}

/** @param {number} value */
export function writeCode(value) {
  return value.toFixed(1).replace("-", "−");
}

/**
 * How many numbers a layer has, below it.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} count
 * @param {number} x
 * @param {number} y
 * @param {FlowColours} colours
 * @param {boolean} isBold
 */
function paintCount(context, count, x, y, { text, label }, isBold) {
  context.font = isBold ? `bold ${label + 2}px sans-serif` : `${label}px sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "bottom";
  context.fillStyle = text;
  context.fillText(String(count), x, y);
}
