// @ts-check
import { element, setAttributes, shape } from "../shared/dom.js";

/**
 * @typedef {object} EpochLosses Before the first epoch and after each.
 * @property {number[]} ones
 * @property {number[]} nines
 */

const LOSS_WIDTH = 300;
const LOSS_HEIGHT = 130;
const LOSS_LEFT = 30;
const LOSS_RIGHT = 258; // the rest is for the lines' names
const LOSS_TICKS = [0, 0.5, 1];
const LOSS_GAP = 6;
/** Where the axis of epochs lies, in shares of the chart's width. */
export const LOSS_AXIS = { left: LOSS_LEFT / LOSS_WIDTH, width: (LOSS_RIGHT - LOSS_LEFT) / LOSS_WIDTH };

/**
 * Where an epoch and a loss are in the chart.
 *
 * @param {number} epoch
 * @param {number} loss
 * @param {number} epochs
 * @returns {[number, number]}
 */
export function placeInLossChart(epoch, loss, epochs) {
  const x = LOSS_LEFT + (epoch / epochs) * (LOSS_RIGHT - LOSS_LEFT);
  return [x, (1 - loss) * LOSS_HEIGHT];
}

/** The loss of unseen digits by epoch, with a mark. */
export class EpochsChart {
  /**
   * @param {EpochLosses} losses
   * @param {Record<string, string>} words
   */
  constructor(losses, words) {
    this.losses = losses;
    this.epochs = losses.ones.length - 1;
    this.mark = shape("line", { class: "epochs-mark", y1: -4, y2: LOSS_HEIGHT });
    this.beads = ["ones", "nines"].map((name) => shape("circle", { class: `epochs-${name}`, r: 4.5 }));
    this.picture = shape("svg", {
      viewBox: `0 -8 ${LOSS_WIDTH} ${LOSS_HEIGHT + 28}`,
      role: "img",
    }, [
      ...LOSS_TICKS.flatMap((loss) => this.#tick(loss)),
      ...[0, this.epochs].map((epoch) => this.#epochName(epoch)),
      this.mark,
      ...["nines", "ones"].flatMap((name) => this.#line(/** @type {"ones" | "nines"} */ (name), words[name])),
      ...this.beads,
    ]);
    const title = element("figcaption", { textContent: words.loss });
    this.root = element("figure", { className: "epochs-chart" }, [title]);
    this.root.append(this.picture);
  }

  /** @param {number} epoch @param {string} said What a screen reader hears of it. */
  show(epoch, said) {
    const { losses, epochs, beads, mark } = this;
    const all = [losses.ones, losses.nines];
    beads.forEach((bead, index) => {
      const [cx, cy] = placeInLossChart(epoch, all[index][epoch], epochs);
      setAttributes(bead, { cx, cy });
    });
    setAttributes(this.picture, { "aria-label": said });
    const [x] = placeInLossChart(epoch, 0, epochs);
    setAttributes(mark, { x1: x, x2: x });
  }

  /** @param {"ones" | "nines"} name @param {string} title */
  #line(name, title) {
    const { epochs } = this;
    const places = this.losses[name].map((loss, epoch) => placeInLossChart(epoch, loss, epochs));
    const text = shape("text", { x: LOSS_RIGHT + LOSS_GAP, y: places[epochs][1] + 5, class: `epochs-${name}` });
    text.textContent = title;
    const points = places.map((place) => place.map((value) => value.toFixed(1)).join(",")).join(" ");
    return [shape("polyline", { points, class: `epochs-${name}` }), text];
  }

  /** @param {number} loss */
  #tick(loss) {
    const [, y] = placeInLossChart(0, loss, this.epochs);
    const text = shape("text", { x: LOSS_LEFT - LOSS_GAP, y: y + 4, "text-anchor": "end" });
    text.textContent = String(loss);
    return [shape("line", { x1: LOSS_LEFT, x2: LOSS_RIGHT, y1: y, y2: y, class: "epochs-grid" }), text];
  }

  /** @param {number} epoch */
  #epochName(epoch) {
    const [x] = placeInLossChart(epoch, 0, this.epochs);
    const text = shape("text", { x, y: LOSS_HEIGHT + 16, "text-anchor": "middle" });
    text.textContent = String(epoch);
    return text;
  }
}
