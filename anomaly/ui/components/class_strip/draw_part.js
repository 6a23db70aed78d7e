// @ts-check
/** @import { DrawingMessage } from "../pen/messages.js" */
import { publish, subscribe } from "../shared/events.js";
import { element } from "../shared/dom.js";

/** The button that sends what is on the canvas, or leads to it. */
export class DrawPart {
  /**
   * @param {HTMLElement} root
   * @param {(drawing: { strokes: number[][], widths: number[] }) => void} send
   * @param {() => void} turn Called when there is something to send, or nothing any more.
   */
  constructor(root, send, turn) {
    this.button = root.appendChild(
      element("button", { type: "button", className: "class-send class-primary", onclick: () => this.#send(send) }),
    );
    /** @type {DrawingMessage | null} */
    this.drawing = null;
    this.unsubscribe = subscribe("onCanvas", (drawing) => {
      this.drawing = drawing;
      turn();
    });
  }

  leave() {
    this.unsubscribe();
  }

  get isEmpty() {
    return (this.drawing?.strokes ?? []).length === 0;
  }

  /** @param {(drawing: { strokes: number[][], widths: number[] }) => void} send */
  #send(send) {
    if (this.drawing === null || this.isEmpty) return;
    const { strokes, widths } = this.drawing;
    send({ strokes, widths });
    publish("wiped", null);
  }

  /**
   * @param {boolean} isShown
   * @param {string} word
   */
  show(isShown, word) {
    this.button.hidden = !isShown;
    this.button.disabled = this.isEmpty;
    this.button.textContent = word;
  }
}
