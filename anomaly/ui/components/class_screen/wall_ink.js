// @ts-check
/** @import { Ink } from "../classroom/class_state.js" */
import { element } from "../shared/dom.js";
import { decodeBytes } from "../shared/values.js";

const PLACE = 280 / 256; // pixels of the canvas for a place of its grid, in which brushes are
const MARGIN = 0.1; // of a picture, on each side
const MIN_EXTENT = 60; // places; a dot does not fill the picture

/**
 * Draw a student's strokes so that they fill a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Ink} drawing
 * @param {string} colour
 */
export function paintStrokes(canvas, { strokes, widths }, colour) {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const { scale, left, top } = frameOfStrokes(strokes, widths, canvas.width);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.strokeStyle = colour;
  pen.lineCap = pen.lineJoin = "round";
  strokes.forEach((points, index) => {
    pen.lineWidth = (widths[index] / PLACE) * scale;
    pen.beginPath();
    pen.moveTo(points[0] * scale + left, points[1] * scale + top);
    for (let at = 0; at < points.length; at += 2) pen.lineTo(points[at] * scale + left, points[at + 1] * scale + top);
    pen.stroke();
  });
}

/**
 * A student's strokes as a picture. Of hundreds of canvas elements, each would be composited anew
 * in every frame.
 *
 * @param {Ink} drawing
 * @param {string} colour
 * @param {number} side Pixels.
 */
export function inkImage(drawing, colour, side) {
  const canvas = element("canvas", { width: side, height: side });
  paintStrokes(canvas, drawing, colour);
  return element("img", { src: canvas.toDataURL(), alt: "" });
}

/**
 * Where strokes go in a square picture: x * scale + left, y * scale + top.
 *
 * @param {number[][]} strokes
 * @param {number[]} widths
 * @param {number} side
 */
export function frameOfStrokes(strokes, widths, side) {
  const half = Math.max(0, ...widths) / PLACE / 2;
  const [x, y] = [0, 1].map((first) => {
    let [low, high] = [Infinity, -Infinity];
    for (const points of strokes) {
      for (let at = first; at < points.length; at += 2) {
        low = Math.min(low, points[at]);
        high = Math.max(high, points[at]);
      }
    }
    return low > high ? { low: 0, high: 0 } : { low: low - half, high: high + half };
  });
  const scale = (side * (1 - 2 * MARGIN)) / Math.max(MIN_EXTENT, x.high - x.low, y.high - y.low);
  const [left, top] = [x, y].map(({ low, high }) => side / 2 - ((low + high) / 2) * scale);
  return { scale, left, top };
}

/**
 * A picture as the server sends it, in [0, 1].
 *
 * @param {string} text uint8, 28 x 28, in base64.
 */
export function decodePicture(text) {
  return Float32Array.from(new Uint8Array(decodeBytes(text)), (value) => value / 255);
}
