// @ts-check
/** @import { TinyAutoencoder } from "./tiny_autoencoder.js" */
import { element } from "../shared/dom.js";
import { contourOf, lineOf, PLANE, scoreField } from "./branches.js";
import { coloursOf, sharpContext } from "./step.js";

const FIELD_COLUMNS = 105;
const FIELD_ROWS = 81;
const TUBE_EDGE = 0.04; // over which its shade fades, in units of the score
const TUBE_OPACITY = 70; // of 255

/** The plane with points, what the network rebuilds, the tube, and the learner's point. */
export class SqueezePicture {
  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Float64Array} points
   */
  constructor(canvas, points) {
    this.canvas = canvas;
    this.points = points;
    /** @type {Float64Array | null} */
    this.line = null;
    /** @type {number[]} */
    this.contour = [];
    this.field = new Float32Array();
    this.threshold = 0;
    this.shade = element("canvas", { width: FIELD_COLUMNS, height: FIELD_ROWS });
    this.readColours();
  }

  /** Read the colours of the page, which are others when it turns light or dark. */
  readColours() {
    this.colours = coloursOf(this.canvas);
    this.#shadeTube();
  }

  /**
   * Take over what a network makes of the plane.
   *
   * @param {TinyAutoencoder} network
   * @param {number} threshold
   */
  learn(network, threshold) {
    this.line = network.sizes[2] === 1 ? lineOf(network, this.points) : null;
    this.threshold = threshold;
    this.field = scoreField(network, FIELD_COLUMNS, FIELD_ROWS);
    this.contour = contourOf(this.field, FIELD_COLUMNS, threshold);
    this.#shadeTube();
  }

  /** Fill what is below the threshold, a pixel for each value of the field. */
  #shadeTube() {
    const context = this.shade.getContext("2d");
    if (!context || this.field.length === 0) return;
    const mask = context.createImageData(FIELD_COLUMNS, FIELD_ROWS);
    for (const [at, score] of this.field.entries()) {
      const inside = 0.5 + (this.threshold - score) / TUBE_EDGE;
      mask.data[4 * at + 3] = TUBE_OPACITY * Math.min(1, Math.max(0, inside));
    }
    context.putImageData(mask, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = this.colours?.primary ?? "";
    context.fillRect(0, 0, FIELD_COLUMNS, FIELD_ROWS);
    context.globalCompositeOperation = "source-over";
  }

  /** Pixels a unit of the plane. */
  get scale() {
    const { clientWidth, clientHeight } = this.canvas;
    return Math.min(clientWidth / 2 / PLANE[0], clientHeight / 2 / PLANE[1]);
  }

  /**
   * @param {number} x
   * @param {number} y
   * @returns {[number, number]} In pixels of the canvas.
   */
  onCanvas(x, y) {
    const { clientWidth, clientHeight } = this.canvas;
    return [clientWidth / 2 + x * this.scale, clientHeight / 2 - y * this.scale];
  }

  /**
   * @param {PointerEvent} event
   * @returns {[number, number]} In units of the plane.
   */
  inPlane({ clientX, clientY }) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return [(clientX - left - width / 2) / this.scale, (top + height / 2 - clientY) / this.scale];
  }

  /** @param {{ at: number[], rebuilt: number[], isAnomaly: boolean } | null} own The learner's point. */
  paint(own) {
    const sharp = sharpContext(this.canvas);
    if (!sharp || !this.colours) return;
    const { context } = sharp;
    const { text, primary, anomaly, normal, ground } = this.colours;
    const [left, top] = this.onCanvas(-PLANE[0], PLANE[1]);
    const [right, bottom] = this.onCanvas(PLANE[0], -PLANE[1]);
    context.drawImage(this.shade, left, top, right - left, bottom - top);
    this.#paintContour(context, primary);
    context.fillStyle = text;
    context.globalAlpha = 0.55;
    for (let at = 0; at < this.points.length; at += 2) {
      const [x, y] = this.onCanvas(this.points[at], this.points[at + 1]);
      context.beginPath();
      context.arc(x, y, 3, 0, 2 * Math.PI);
      context.fill();
    }
    context.globalAlpha = 1;
    if (this.line) this.#paintLine(context, this.line, primary);
    if (own) this.#paintOwn(context, own, own.isAnomaly ? anomaly : normal, ground);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} colour
   */
  #paintContour(context, colour) {
    const stepX = (2 * PLANE[0]) / (FIELD_COLUMNS - 1);
    const stepY = (2 * PLANE[1]) / (FIELD_ROWS - 1);
    context.strokeStyle = colour;
    context.lineWidth = 1.5;
    context.beginPath();
    for (let at = 0; at < this.contour.length; at += 4) {
      const [x, y, endX, endY] = this.contour.slice(at, at + 4);
      context.moveTo(...this.onCanvas(x * stepX - PLANE[0], PLANE[1] - y * stepY));
      context.lineTo(...this.onCanvas(endX * stepX - PLANE[0], PLANE[1] - endY * stepY));
    }
    context.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} line
   * @param {string} colour
   */
  #paintLine(context, line, colour) {
    context.strokeStyle = colour;
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.beginPath();
    for (let at = 0; at < line.length; at += 2) {
      context.lineTo(...this.onCanvas(line[at], line[at + 1]));
    }
    context.stroke();
  }

  /**
   * The learner's point, and an arrow to what is rebuilt of it.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {{ at: number[], rebuilt: number[] }} own
   * @param {string} colour
   * @param {string} ground
   */
  #paintOwn(context, { at, rebuilt }, colour, ground) {
    const [x, y] = this.onCanvas(at[0], at[1]);
    const [endX, endY] = this.onCanvas(rebuilt[0], rebuilt[1]);
    const length = Math.hypot(endX - x, endY - y);
    const angle = Math.atan2(endY - y, endX - x);
    for (const [width, stroke] of /** @type {[number, string][]} */ ([[7, ground], [3.5, colour]])) {
      context.strokeStyle = stroke;
      context.lineWidth = width;
      context.lineCap = "round";
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(endX, endY);
      if (length > 16) {
        for (const turn of [0.5, -0.5]) {
          context.moveTo(endX, endY);
          context.lineTo(endX - 12 * Math.cos(angle + turn), endY - 12 * Math.sin(angle + turn));
        }
      }
      context.stroke();
    }
    context.beginPath();
    for (const [dx, dy] of [[0, -12], [12, 0], [0, 12], [-12, 0]]) context.lineTo(x + dx, y + dy);
    context.closePath();
    context.fillStyle = colour;
    context.strokeStyle = ground;
    context.lineWidth = 3;
    context.fill();
    context.stroke();
  }
}
