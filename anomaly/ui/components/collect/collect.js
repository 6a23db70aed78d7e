// @ts-check
// Two buttons that keep what is on the canvas as an example and empty it, at once: who draws ten signs
// does not wait for the server after each.
/** @import { DrawingMessage } from "../pen/messages.js" */
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";

/**
 * The message from Python, as CollectMessage in __init__.py.
 *
 * @typedef {object} CollectMessage
 * @property {Record<string, string>} words On the buttons, by kind.
 * @property {number} taken Number of the last drawing that was taken.
 * @property {number[][]} strokes What is on the canvas at first.
 * @property {number[]} widths
 * @property {number} sequence Its number.
 *
 * @typedef {{ number: number, kind: string, strokes: number[][], widths: number[] }} Kept
 */

/** The drawings that are kept and that the server has not taken yet. */
export class Outbox {
  constructor() {
    /** @type {Kept[]} */
    this.kept = [];
    this.last = 0;
  }

  /**
   * @param {DrawingMessage} drawing
   * @param {string} kind
   * @param {number} now Milliseconds; numbers are of the clock, so that a page that is loaded again
   *   goes on beyond those it gave before.
   */
  add({ strokes, widths }, kind, now) {
    this.last = Math.max(this.last + 1, now);
    this.kept = [...this.kept, { number: this.last, kind, strokes, widths }];
    return this.kept;
  }

  /** @param {number} taken */
  acknowledge(taken) {
    this.last = Math.max(this.last, taken);
    this.kept = this.kept.filter(({ number }) => number > taken);
  }
}

class Collect {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.outbox = new Outbox();
    /** @type {DrawingMessage} */
    this.drawing = { strokes: [], widths: [], sequence: -1 };
    this.unsubscribe = subscribe("drawn", (drawing) => this.hear(drawing));
  }

  leave() {
    this.unsubscribe();
  }

  /**
   * @param {CollectMessage} message
   * @param {Send} _
   * @param {Send} keep
   */
  show({ words, taken, strokes, widths, sequence }, _, keep) {
    this.keep = keep;
    this.outbox.acknowledge(taken);
    if (this.root.childElementCount === 0) {
      this.root.append(...Object.entries(words).map(([kind, word]) => this.button(kind, word)));
    }
    if (sequence > this.drawing.sequence) this.hear({ strokes, widths, sequence });
  }

  /**
   * @param {string} kind
   * @param {string} word
   */
  button(kind, word) {
    const onclick = () => this.add(kind);
    return element("button", { type: "button", className: `collect-${kind}`, textContent: word, onclick });
  }

  /** @param {DrawingMessage} drawing */
  hear(drawing) {
    this.drawing = drawing;
    for (const button of this.root.querySelectorAll("button")) {
      button.disabled = drawing.strokes.length === 0;
    }
  }

  /** @param {string} kind */
  add(kind) {
    if (this.drawing.strokes.length === 0) return;
    this.keep?.("kept", this.outbox.add(this.drawing, kind, Date.now()));
    publish("wiped", null);
  }
}

export default component(".collect", Collect);
