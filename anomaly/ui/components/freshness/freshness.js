// @ts-check
// Marks the board as outdated from the pen's first move until Python has judged the drawing.
import { component } from "../shared/component.js";
import { subscribe } from "../shared/events.js";

/**
 * The message from Python, as FreshnessMessage in __init__.py.
 *
 * @typedef {object} FreshnessMessage
 * @property {number} drawing Number of the drawing that the verdicts are on.
 */

export class Freshness {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.board = root.closest(".st-key-board");
    this.judged = this.drawn = -1;
    const settle = () => requestAnimationFrame(() => this.settle());
    const unsubscribe = [
      subscribe("live", (live) => live !== null && this.mark(true)),
      subscribe("drawn", ({ sequence }) => {
        this.drawn = sequence;
        this.mark(true);
      }),
    ];
    // Where a stroke is given up, nothing new is drawn.
    addEventListener("pointerup", settle);
    addEventListener("pointercancel", settle);
    this.leave = () => {
      unsubscribe.forEach((end) => end());
      removeEventListener("pointerup", settle);
      removeEventListener("pointercancel", settle);
      this.mark(false);
    };
  }

  /** @param {FreshnessMessage} message */
  show({ drawing }) {
    this.judged = drawing;
    this.settle();
  }

  settle() {
    this.mark(this.drawn > this.judged);
  }

  /** @param {boolean} isOutdated */
  mark(isOutdated) {
    this.board?.toggleAttribute("data-outdated", isOutdated);
  }
}

export default component(".freshness", Freshness);
