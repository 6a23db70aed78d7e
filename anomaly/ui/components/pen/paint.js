// @ts-check
/** @import { Stroke } from "./digit.js" */
import { CANVAS_SIDE, GRID } from "./digit.js";

/**
 * Paint a stroke on a square canvas that shows the whole grid.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {Stroke} stroke
 * @param {string} colour
 */
export function paintStroke(context, { points, width }, colour) {
  const scale = context.canvas.width / GRID;
  context.strokeStyle = colour;
  context.lineCap = context.lineJoin = "round";
  context.lineWidth = (width * context.canvas.width) / CANVAS_SIDE;
  context.beginPath();
  context.moveTo(points[0] * scale, points[1] * scale);
  for (let at = 2; at < points.length; at += 2) {
    context.lineTo(points[at] * scale, points[at + 1] * scale);
  }
  // A line from a point to itself would draw nothing.
  if (points.length === 2) context.lineTo(points[0] * scale + 0.01, points[1] * scale);
  context.stroke();
}
