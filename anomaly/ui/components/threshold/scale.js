// @ts-check
/** Pixels: half a slider's thumb, so that the axis and the slider agree. */
export const INSET = 8;
const FILLED = 0.92; // of the height, by the highest bar

/** The axis of the scores: where a score lies on it in pixels, and in which bin. */
export class Scale {
  /**
   * @param {{ low: number, top: number, step: number, bins: number }} axis
   * @param {number} width Pixels between its ends.
   */
  constructor({ low, top, step, bins }, width) {
    this.low = low;
    this.top = top;
    this.step = step;
    this.bins = bins;
    this.width = width;
  }

  /**
   * Where a score lies; at the axis's end where it is beyond.
   *
   * @param {number} score
   */
  x(score) {
    const inside = Math.min(Math.max(score, this.low), this.top);
    return INSET + ((inside - this.low) / (this.top - this.low)) * this.width;
  }

  /**
   * The threshold at a position: a whole number of steps from zero, within the axis.
   *
   * @param {number} x
   */
  value(x) {
    const along = Math.min(1, Math.max(0, (x - INSET) / this.width));
    const score = this.low + along * (this.top - this.low);
    return Number((Math.round(score / this.step) * this.step).toFixed(9));
  }

  /**
   * The bin at a position; null beside the axis.
   *
   * @param {number} x
   */
  binAt(x) {
    const bin = Math.floor(((x - INSET) / this.width) * this.bins);
    return bin < 0 || bin >= this.bins ? null : bin;
  }

  /**
   * The lower edge of a bin.
   *
   * @param {number} bin
   */
  edge(bin) {
    return this.low + ((this.top - this.low) * bin) / this.bins;
  }

  /**
   * The scores that a bin holds, from `low` to below `high`; the last holds the axis's end as well.
   *
   * @param {number} bin
   */
  range(bin) {
    return { low: this.edge(bin), high: bin === this.bins - 1 ? Infinity : this.edge(bin + 1) };
  }

  /**
   * The outline of bars as an SVG path.
   *
   * @param {number[]} heights Of each bin.
   * @param {number} highest What fills the plot.
   * @param {number} pixels The plot's height.
   */
  outline(heights, highest, pixels) {
    const steps = heights.map((height, bin) => {
      const y = pixels * (1 - (FILLED * height) / highest);
      return `V${y}H${this.x(this.edge(bin + 1))}`;
    });
    return `M${INSET},${pixels}${steps.join("")}V${pixels}Z`;
  }
}

/**
 * Round numbers to label an axis with.
 *
 * @param {number} low
 * @param {number} top
 * @param {number} most
 */
export function roundSteps(low, top, most) {
  const raw = (top - low) / most;
  const power = 10 ** Math.floor(Math.log10(raw));
  const sizes = [power, 2 * power, 5 * power, 10 * power];
  const step = sizes.find((size) => size >= raw) ?? 10 * power;
  const first = Math.ceil(low / step);
  const count = Math.floor(top / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, n) => Number(((first + n) * step).toPrecision(9)));
}
