// @ts-check
/** @import { Plot } from "./plot.js" */
import { nextBar } from "./keys.js";

/** Pixels on either side of the line that take hold of it. */
const GRASP = { mouse: 6, other: 18 };
const SLOP = 3; // pixels a press may wander and still be a click

/**
 * @typedef {object} Gestures What a person may do on the plot.
 * @property {() => number} threshold Where the line is.
 * @property {() => void} hold
 * @property {(threshold: number) => void} move
 * @property {() => void} release
 * @property {(bin: number) => void} open A bar was clicked.
 */

/** A pointer near the line takes hold of it; elsewhere it points at a bar, as the arrow keys do. */
export class PlotGestures {
  /**
   * @param {Plot} plot
   * @param {Gestures} on
   */
  constructor(plot, on) {
    this.plot = plot;
    this.on = on;
    /** @type {number | null} */
    this.pointer = null; // that holds the line
    /** @type {number | null} */
    this.pointed = null; // bar
    this.dragged = false;
    this.start = 0;
    this.offset = 0;
    const { root } = plot;
    root.onpointerdown = (event) => this.grasp(event);
    root.onpointermove = (event) => this.follow(event);
    root.onpointerup = root.onpointercancel = (event) => this.letGo(event);
    root.onlostpointercapture = (event) => this.letGo(event);
    root.onpointerleave = root.onblur = () => this.point(null);
    root.onclick = (event) => this.dragged || this.open(plot.scale.binAt(this.x(event)));
    root.onkeydown = (event) => this.press(event);
  }

  /** @param {PointerEvent} event */
  grasp(event) {
    this.dragged = false;
    if (this.pointer !== null || !event.isPrimary || event.button !== 0) return;
    this.start = this.x(event);
    this.offset = this.plot.scale.x(this.on.threshold()) - this.start;
    const reach = event.pointerType === "mouse" ? GRASP.mouse : GRASP.other;
    if (!(Math.abs(this.offset) <= reach)) return;
    event.preventDefault();
    this.pointer = event.pointerId;
    this.plot.root.setPointerCapture(event.pointerId);
    this.on.hold();
  }

  /** @param {PointerEvent} event */
  follow(event) {
    const x = this.x(event);
    if (this.pointer === null) {
      this.point(this.plot.scale.binAt(x));
      return;
    }
    if (event.pointerId !== this.pointer) return;
    this.dragged ||= Math.abs(x - this.start) > SLOP;
    if (!this.dragged) return;
    this.point(null);
    this.on.move(this.plot.scale.value(x + this.offset));
  }

  /** @param {PointerEvent} event */
  letGo(event) {
    if (event.pointerId !== this.pointer) return;
    this.pointer = null;
    this.on.release();
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.key === "Enter") this.open(this.pointed);
    const bin = nextBar(event.key, this.pointed, this.plot.scale.bins);
    if (bin === null) return;
    event.preventDefault();
    this.point(bin);
  }

  /** @param {number | null} bin */
  point(bin) {
    if (bin === this.pointed) return;
    this.pointed = bin;
    this.plot.point(bin);
  }

  /** @param {number | null} bin */
  open(bin) {
    if (bin !== null) this.on.open(bin);
  }

  /** @param {MouseEvent} event */
  x(event) {
    return event.clientX - this.plot.root.getBoundingClientRect().left;
  }
}
