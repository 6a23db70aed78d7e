// @ts-check
import { element, setAttributes } from "../shared/dom.js";

/** @type {Record<string, number>} Bins. */
const LINE_KEYS = {
  ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10,
  Home: -Infinity, End: Infinity,
};

/** The line's handle on the histogram: it is dragged, or moved by arrow keys. */
export class LineHandle {
  /**
   * @param {HTMLElement} plot Where a pointer may be put down anywhere.
   * @param {string} label
   * @param {number} bins
   * @param {{ dragged: (x: number) => void, stepped: (bins: number) => void }} on With pixels from
   *   the plot's left edge.
   */
  constructor(plot, label, bins, on) {
    this.plot = plot;
    this.on = on;
    this.left = 0;
    this.mark = element("div", { className: "line-handle", tabIndex: 0, role: "slider", ariaLabel: label });
    setAttributes(this.mark, { "aria-valuemin": 0, "aria-valuemax": bins });
    this.mark.onkeydown = (event) => this.#press(event);
    plot.onpointerdown = (event) => this.#grasp(event);
    plot.onpointermove = (event) => {
      if (plot.hasPointerCapture(event.pointerId)) on.dragged(event.clientX - this.left);
    };
    plot.append(this.mark);
  }

  /**
   * @param {number} x
   * @param {number} bin
   * @param {string} text What a screen reader hears.
   */
  show(x, bin, text) {
    this.mark.style.transform = `translateX(${x.toFixed(1)}px)`;
    setAttributes(this.mark, { "aria-valuenow": bin, "aria-valuetext": text });
  }

  /** @param {PointerEvent} event */
  #grasp(event) {
    if (event.button !== 0) return;
    this.left = this.plot.getBoundingClientRect().left;
    this.plot.setPointerCapture(event.pointerId);
    this.mark.focus({ preventScroll: true });
    event.preventDefault();
    this.on.dragged(event.clientX - this.left);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const bins = LINE_KEYS[event.key];
    if (!bins || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.on.stepped(event.shiftKey ? 10 * bins : bins);
  }
}
