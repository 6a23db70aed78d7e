// @ts-check
/** @import { TimedStroke } from "./recorder.js" */
/** @import { Surface } from "./surface.js" */
import { Recorder } from "./recorder.js";

// The page's own frames can be focussed, too, but a press on them is on nothing.
const CONTROLS =
  "button, a, input, select, textarea, summary, label, [role=slider], [role=option], [role=dialog], " +
  "[tabindex]:not(main, section, [role=tabpanel])";

/**
 * @typedef {object} PointerEvents
 * @property {() => number} width Of the brush.
 * @property {() => void} moved Something changed under the pen.
 * @property {(strokes: TimedStroke[]) => void} drawn The pen was lifted.
 * @property {() => void} undrawn It was lifted, or lost, and has drawn nothing.
 */

/** Mouse, pen and fingers on the canvas, from wherever on the page they come. */
export class Pointers {
  /**
   * @param {Surface} surface
   * @param {PointerEvents} on
   */
  constructor(surface, on) {
    this.surface = surface;
    this.on = on;
    this.recorder = new Recorder();
    /** @type {[string, (event: any) => void][]} */
    this.listeners = [
      ["pointerdown", (event) => this.#press(event)],
      ["pointermove", (event) => this.#move(event)],
      ["pointerup", (event) => this.#lift(event)],
      ["pointercancel", (event) => this.#cancel(event)],
    ];
    for (const [name, listen] of this.listeners) window.addEventListener(name, listen, true);
  }

  leave() {
    for (const [name, listen] of this.listeners) window.removeEventListener(name, listen, true);
  }

  get isDown() {
    return this.recorder.isDown;
  }

  get isOffSurface() {
    return this.recorder.isOffSurface;
  }

  /** The strokes under way. */
  get strokes() {
    return this.recorder.strokes(this.on.width());
  }

  /** @param {PointerEvent} event */
  #press(event) {
    if (event.button !== 0) return;
    const isOnCanvas = this.surface.holds(event);
    const isTouch = event.pointerType === "touch";
    if (!isOnCanvas && (isTouch || isControl(event))) return;
    const isPen = event.pointerType === "pen";
    const at = this.surface.placeOf(event);
    if (this.recorder.press(event.pointerId, at, event.timeStamp, isPen)) this.on.moved();
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.recorder.isDown) return;
    if (event.buttons === 0) {
      // The button was released where the page could not hear of it.
      this.#lift(event);
      return;
    }
    const events = event.getCoalescedEvents?.() ?? [];
    let changed = false;
    for (const point of events.length > 0 ? events : [event]) {
      const at = this.surface.placeOf(point);
      changed = this.recorder.move(event.pointerId, at, point.timeStamp) || changed;
    }
    if (!changed) return;
    // A press beside the canvas selects text on its way.
    if (this.recorder.isOffSurface) document.getSelection()?.removeAllRanges();
    this.on.moved();
  }

  /** @param {PointerEvent} event */
  #lift(event) {
    if (!this.recorder.isDown) return;
    const strokes = this.recorder.lift(event.pointerId, this.on.width());
    if (strokes.length > 0) this.on.drawn(strokes);
    else this.#end();
  }

  /** @param {PointerEvent} event */
  #cancel(event) {
    if (!this.recorder.isDown) return;
    this.recorder.cancel(event.pointerId);
    this.#end();
  }

  /** A pointer has gone that drew nothing. */
  #end() {
    if (this.recorder.isDown) this.on.moved();
    else this.on.undrawn();
  }
}

/**
 * Whether a press is on something of the page that can be used, so that it draws nothing.
 *
 * @param {PointerEvent} event
 */
function isControl(event) {
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(CONTROLS) !== null;
}
