// @ts-check
/** @import { LessonColours, SharpContext } from "./chart_canvas.js" */
import { element } from "../shared/dom.js";
import { paintValues } from "../shared/palette.js";
import { IMAGE_SIDE, PIXELS } from "../shared/values.js";
import { ChartCanvas } from "./chart_canvas.js";

const ADDER_BARS = 0.3; // of the width, for what each row adds
const ADDER_GAP = 6; // pixels
const ADDER_TOP = 10; // sum of a row whose bar is as long as can be, the same for all digits

/** A difference that is added up row by row: the picture, and beside each row a bar of its sum. */
export class RowAdder {
  /**
   * @param {HTMLElement} root
   * @param {string} label
   * @param {Uint8ClampedArray} palette
   */
  constructor(root, label, palette) {
    this.palette = palette;
    this.canvas = new ChartCanvas(root, "row-adder", label, (sharp, colours) => this.#paint(sharp, colours));
    this.picture = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE });
    /** @type {Float64Array} */
    this.sums = new Float64Array(IMAGE_SIDE);
    this.rows = 0;
    this.take(new Float32Array(PIXELS), this.sums);
  }

  leave() {
    this.canvas.leave();
  }

  /**
   * Take another difference, of which no row is added yet.
   *
   * @param {Float32Array} difference
   * @param {Float64Array} sums Of its rows.
   */
  take(difference, sums) {
    paintValues(this.picture, difference, this.palette, 0);
    this.sums = sums;
    this.show(0);
  }

  /** @param {number} rows That are added; of the last one also a part. */
  show(rows) {
    this.rows = rows;
    this.canvas.paint();
  }

  /** @param {SharpContext} sharp @param {LessonColours} colours */
  #paint({ context, width, height }, colours) {
    const side = Math.min(height, width * (1 - ADDER_BARS) - ADDER_GAP);
    const tall = side / IMAGE_SIDE;
    context.imageSmoothingEnabled = false;
    context.globalAlpha = 0.4;
    context.drawImage(this.picture, 0, 0, side, side);
    context.globalAlpha = 1;
    const done = Math.min(IMAGE_SIDE, Math.ceil(this.rows));
    if (done > 0) {
      context.drawImage(this.picture, 0, 0, IMAGE_SIDE, done, 0, 0, side, done * tall);
    }
    context.fillStyle = colours.anomaly;
    for (let row = 0; row < done; row += 1) {
      const share = Math.min(1, this.rows - row) * Math.min(1, this.sums[row] / ADDER_TOP);
      context.fillRect(side + ADDER_GAP, row * tall + 0.5, share * (width - side - ADDER_GAP), tall - 1);
    }
    if (done > 0 && done < IMAGE_SIDE) {
      context.strokeStyle = colours.primary;
      context.lineWidth = 2;
      context.strokeRect(1, (done - 1) * tall, side - 2, tall);
    }
  }
}
