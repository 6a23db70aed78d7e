// @ts-check
/** @import { Stroke } from "./digit.js" */

/**
 * The ink of a stroke in square pixels: its length and its two half discs.
 *
 * @param {Stroke} stroke
 */
export function areaOf({ points, width }) {
  let length = 0;
  for (let at = 2; at < points.length; at += 2) {
    const [x, y] = [points[at] - points[at - 2], points[at + 1] - points[at - 1]];
    length += Math.sqrt(x * x + y * y);
  }
  return width * length + (Math.PI / 4) * (width * width);
}

/**
 * The corners of the strokes with their margins.
 *
 * @param {Stroke[]} strokes
 * @param {(stroke: Stroke) => number} marginOf
 */
export function boundsOf(strokes, marginOf) {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const stroke of strokes) {
    const margin = marginOf(stroke);
    for (let at = 0; at < stroke.points.length; at += 2) {
      const [x, y] = [stroke.points[at], stroke.points[at + 1]];
      bounds.left = Math.min(bounds.left, x - margin);
      bounds.top = Math.min(bounds.top, y - margin);
      bounds.right = Math.max(bounds.right, x + margin);
      bounds.bottom = Math.max(bounds.bottom, y + margin);
    }
  }
  return bounds;
}
