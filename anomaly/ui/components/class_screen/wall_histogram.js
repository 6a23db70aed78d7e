// @ts-check
/** @import { ScoredItem } from "./wall_items.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { element, setAttributes, shape } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { binItems } from "./wall_items.js";

const [BREADTH, HEIGHT] = [1000, 100]; // of the drawing, which fills its place
const CLASS_BINS = 30; // of the class, which has tens of drawings, not thousands

/** @type {Record<string, number>} Steps of the axis; an end is beyond all of them. */
const HISTOGRAM_KEYS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -20, PageUp: 20, Home: -Infinity, End: Infinity,
};

/** The class's histogram over MNIST's, with the line to drag, or to move by keys. */
export class WallHistogram {
  /** @param {(threshold: number) => void} move */
  constructor(move) {
    this.move = move;
    this.mnist = [shape("path", { class: "wall-mnist normal" }), shape("path", { class: "wall-mnist anomalous" })];
    this.own = ["normal", "anomalous", "open"].map((kind) => shape("path", { class: `wall-own ${kind}` }));
    this.svg = shape("svg", { viewBox: `0 0 ${BREADTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" }, [
      ...this.mnist,
      ...this.own,
    ]);
    this.handle = element("div", { className: "wall-handle", role: "slider", tabIndex: 0 });
    this.value = this.handle.appendChild(element("b"));
    this.plot = element("div", { className: "wall-plot" }, [this.svg, this.handle]);
    this.key = element("p", { className: "wall-key" });
    this.root = element("div", { className: "wall-histogram" }, [this.plot, this.key]);
    this.handle.onkeydown = (event) => this.#press(event);
    this.plot.onpointerdown = (event) => this.#grasp(event);
    this.plot.onpointermove = (event) => this.plot.hasPointerCapture(event.pointerId) && this.#drag(event);
    this.threshold = 0;
  }

  /**
   * @param {ScoredItem[]} items
   * @param {WallMessage} message
   * @param {boolean} isComparable Whether MNIST's scores are by the same detector.
   */
  show(items, message, isComparable) {
    this.message = message;
    const { mnist, words } = message;
    [mnist.normal, mnist.anomalous].forEach((counts, index) => {
      this.mnist[index].setAttribute("d", isComparable ? barsOf(counts) : "");
    });
    [false, true, null].forEach((kind, index) => {
      const scores = items.filter(({ isAnomaly }) => isAnomaly === kind).map(({ score }) => score);
      this.own[index].setAttribute("d", scores.length ? outlineOf(binItems(scores, message, CLASS_BINS)) : "");
    });
    const names = { normal: message.normal_name, anomalous: message.anomalous_name };
    this.key.textContent = fill(words.histogram, names);
    this.handle.ariaLabel = words.line;
    setAttributes(this.handle, { "aria-valuemin": message.low, "aria-valuemax": message.top });
    this.mark(this.threshold);
  }

  /** @param {number} threshold */
  mark(threshold) {
    this.threshold = threshold;
    this.handle.hidden = Number.isNaN(threshold);
    if (!this.message || this.handle.hidden) return;
    const { low, top, decimals, words } = this.message;
    const share = Math.min(1, Math.max(0, (threshold - low) / (top - low)));
    const written = threshold.toFixed(decimals);
    this.handle.style.setProperty("--at", share.toFixed(4));
    this.handle.classList.toggle("right", share > 0.6);
    this.value.textContent = fill(words.line_text, { threshold: written });
    setAttributes(this.handle, { "aria-valuenow": written, "aria-valuetext": written });
  }

  /** @param {PointerEvent} event */
  #grasp(event) {
    if (event.button !== 0 || this.handle.hidden) return;
    event.preventDefault();
    this.plot.setPointerCapture(event.pointerId);
    this.handle.focus({ preventScroll: true });
    this.#drag(event);
  }

  /** @param {PointerEvent} event */
  #drag(event) {
    if (!this.message) return;
    const { left, width } = this.plot.getBoundingClientRect();
    const { low, top } = this.message;
    this.#moveTo(low + ((event.clientX - left) / width) * (top - low));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const steps = HISTOGRAM_KEYS[event.key];
    if (!steps || !this.message || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#moveTo(this.threshold + (event.shiftKey ? 10 : 1) * steps * this.message.step);
  }

  /** @param {number} threshold */
  #moveTo(threshold) {
    if (!this.message) return;
    const { low, top, step } = this.message;
    const inside = Math.min(top, Math.max(low, threshold));
    this.move(Math.round(inside / step) * step);
  }
}

/**
 * The area below counts, the highest of which fills the height.
 *
 * @param {number[]} counts
 */
function barsOf(counts) {
  const highest = Math.max(1, ...counts);
  const breadth = BREADTH / counts.length;
  return counts
    .map((count, bin) => {
      const height = (HEIGHT * count) / highest;
      return count ? `M${bin * breadth} ${HEIGHT}v${-height}h${breadth}v${height}z` : "";
    })
    .join("");
}

/**
 * The upper edge of counts, from the axis and back to it; none where there is nothing.
 *
 * @param {number[]} counts
 */
function outlineOf(counts) {
  const highest = Math.max(1, ...counts);
  const breadth = BREADTH / counts.length;
  const edge = counts.map((count, bin) => {
    const end = (bin + 1) * breadth;
    return count ? `V${HEIGHT - (0.94 * HEIGHT * count) / highest}H${end}` : `V${HEIGHT}M${end} ${HEIGHT}`;
  });
  return `M0 ${HEIGHT}${edge.join("")}V${HEIGHT}`;
}
