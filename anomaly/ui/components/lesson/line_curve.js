// @ts-check
/** @import { LessonColours, SharpContext } from "./chart_canvas.js" */
import { ChartCanvas } from "./chart_canvas.js";

const CURVE_ROOM = 8; // pixels above and below the curve

/** What each line costs, with the cheapest and the one in hand marked on the curve. */
export class CostCurve {
  /**
   * @param {HTMLElement} root
   * @param {string} label
   * @param {(bin: number) => number} xOf Where a line lies, in CSS pixels.
   */
  constructor(root, label, xOf) {
    this.xOf = xOf;
    /** @type {ArrayLike<number>} */
    this.curve = [];
    this.bin = 0;
    this.cheapest = 0;
    this.canvas = new ChartCanvas(root, "cost-curve", label, (sharp, colours) => this.#paint(sharp, colours));
  }

  leave() {
    this.canvas.leave();
  }

  /**
   * @param {ArrayLike<number>} curve
   * @param {number} bin Of the line in hand.
   * @param {number} cheapest
   */
  show(curve, bin, cheapest) {
    this.curve = curve;
    this.bin = bin;
    this.cheapest = cheapest;
    this.canvas.paint();
  }

  /** @param {SharpContext} sharp @param {LessonColours} colours */
  #paint({ context, height }, { text, primary }) {
    const { curve, bin, cheapest, xOf } = this;
    if (curve.length === 0) return;
    // Both ends, where all is missed or all is a false alarm, may lie far above the rest.
    const least = curve[cheapest];
    const most = Math.max(least + 1, Math.min(Math.max(...Array.from(curve)), 5 * least + 1));
    const yOf = (/** @type {number} */ cost) => {
      const share = Math.min(1.2, (cost - least) / (most - least));
      return height - CURVE_ROOM - share * (height - 2 * CURVE_ROOM);
    };
    context.strokeStyle = context.fillStyle = text;
    context.lineWidth = 1.5;
    context.beginPath();
    for (let at = 0; at < curve.length; at += 1) context.lineTo(xOf(at), yOf(curve[at]));
    context.stroke();
    context.beginPath();
    context.moveTo(xOf(cheapest), yOf(least) - 3);
    context.lineTo(xOf(cheapest) - 7, yOf(least) - 14);
    context.lineTo(xOf(cheapest) + 7, yOf(least) - 14);
    context.fill();
    context.fillStyle = primary;
    context.beginPath();
    context.arc(xOf(bin), Math.max(CURVE_ROOM, yOf(curve[bin])), 6, 0, 2 * Math.PI);
    context.fill();
  }
}
