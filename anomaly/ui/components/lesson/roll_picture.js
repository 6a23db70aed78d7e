// @ts-check
/** @import { Roll } from "./roll.js" */
import { ROLL_FAR, ROLL_HEIGHT, ROLL_LENGTH, ROLL_NEAR, ROLL_WIDTH, rollPoints } from "./roll.js";
import { coloursOf, sharpContext } from "./step.js";
import { TurnedView } from "./turning.js";

const ROLL_COUNT = 500;
const ROLL_SEED = 3;
const ROLL_SHADES = 24;
const RULER_STEP = 10; // of the ruler along the sheet's edge; every second mark has its number
const RIM_STEP = 1;
const NAME_GAP = 22; // pixels from a neighbour to its name, away from the point between

/** The picture of the roll: its points, the ruler along its edge, and the point between windings. */
export class RollPicture {
  /** @param {HTMLCanvasElement} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.view = new TurnedView();
    this.points = rollPoints(ROLL_COUNT, ROLL_SEED);
    this.order = Uint16Array.from({ length: ROLL_COUNT }, (_, index) => index);
    this.seen = { x: this.#array(), y: this.#array(), near: this.#array(), larger: this.#array() };
    this.readColours();
  }

  /** Read the colours of the page, which are others when it turns light or dark. */
  readColours() {
    this.colours = coloursOf(this.canvas);
    const lightness = this.colours.isDark ? 66 : 44;
    this.shades = Array.from({ length: ROLL_SHADES }, (_, index) => {
      const hue = 250 + (150 * index) / (ROLL_SHADES - 1); // from blue by purple to orange
      return `hsl(${hue} 75% ${lightness}%)`;
    });
  }

  /**
   * @param {Roll} roll
   * @param {boolean} isOpen Whether to show the neighbours on both sides as well.
   */
  paint(roll, isOpen) {
    const sharp = sharpContext(this.canvas);
    if (!sharp || !this.colours) return;
    const { context, width, height } = sharp;
    const [x, y] = roll.extent;
    this.view.fit([x + 1, y + 1, ROLL_WIDTH / 2 + 2], width - 16, height - 16);
    this.view.centre = [width / 2, height / 2];
    for (const side of [-1, 1]) this.#paintRim(context, roll, side * (ROLL_WIDTH / 2));
    this.#paintPoints(context, roll);
    this.#paintRuler(context, roll);
    this.#paintBetween(context, roll, isOpen);
  }

  #array() {
    return new Float32Array(ROLL_COUNT);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Roll} roll
   * @param {number} depth
   */
  #paintRim(context, roll, depth) {
    context.strokeStyle = this.colours?.text ?? "";
    context.globalAlpha = 0.45;
    context.lineWidth = 1.5;
    context.beginPath();
    for (let length = 0; length < ROLL_LENGTH; length += RIM_STEP) {
      const [x, y] = this.view.project(...roll.place(length, 0), depth);
      context.lineTo(x, y);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Roll} roll
   */
  #paintPoints(context, roll) {
    const { lengths, depths, heights } = this.points;
    const { x, y, near, larger } = this.seen;
    for (let i = 0; i < ROLL_COUNT; i++) {
      const [across, up] = roll.place(lengths[i], heights[i]);
      [x[i], y[i], near[i], larger[i]] = this.view.project(across, up, depths[i]);
    }
    this.order.sort((a, b) => near[a] - near[b]);
    for (const i of this.order) {
      context.fillStyle = this.shades?.[Math.floor((lengths[i] / ROLL_LENGTH) * ROLL_SHADES)] ?? "";
      context.beginPath();
      context.arc(x[i], y[i], 3 * larger[i], 0, 2 * Math.PI);
      context.fill();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Roll} roll
   */
  #paintRuler(context, roll) {
    for (let length = 0; length < ROLL_LENGTH; length += RULER_STEP) {
      const place = roll.place(length, 0);
      const [x, y] = this.view.project(...place, ROLL_WIDTH / 2);
      const [endX, endY] = this.view.project(...place, ROLL_WIDTH / 2 + 1.5);
      context.strokeStyle = this.colours?.text ?? "";
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(endX, endY);
      context.stroke();
      if (length % (2 * RULER_STEP) !== 0) continue;
      const [textX, textY] = this.view.project(...place, ROLL_WIDTH / 2 + 3.5);
      this.#write(context, String(length), textX, textY, false);
    }
  }

  /**
   * The point between two windings, and lines to its neighbours on them.
   *
   * @param {CanvasRenderingContext2D} context
   * @param {Roll} roll
   * @param {boolean} isOpen
   */
  #paintBetween(context, roll, isOpen) {
    const [x, y] = this.view.project(...roll.place(ROLL_NEAR, ROLL_HEIGHT), 0);
    const { anomaly = "", ground = "" } = this.colours ?? {};
    if (isOpen) {
      for (const [name, length] of /** @type {[string, number][]} */ ([["A", ROLL_NEAR], ["B", ROLL_FAR]])) {
        const [endX, endY] = this.view.project(...roll.place(length, 0), 0);
        context.strokeStyle = anomaly;
        context.lineWidth = 2;
        context.setLineDash([5, 4]);
        context.beginPath();
        context.moveTo(x, y);
        context.lineTo(endX, endY);
        context.stroke();
        context.setLineDash([]);
        this.#write(context, name, endX, endY + (endY < y ? -NAME_GAP : NAME_GAP), true);
      }
    }
    context.beginPath();
    for (const [dx, dy] of [[0, -10], [10, 0], [0, 10], [-10, 0]]) context.lineTo(x + dx, y + dy);
    context.closePath();
    context.fillStyle = anomaly;
    context.strokeStyle = ground;
    context.lineWidth = 2.5;
    context.fill();
    context.stroke();
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} text
   * @param {number} x
   * @param {number} y
   * @param {boolean} isBold
   */
  #write(context, text, x, y, isBold) {
    const { text: ink = "", ground = "", font = "", label = 0 } = this.colours ?? {};
    context.font = isBold ? `700 ${label + 3}px ${font}` : `${label}px ${font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeStyle = ground;
    context.strokeText(text, x, y);
    context.fillStyle = ink;
    context.fillText(text, x, y);
  }
}
