// @ts-check
/** @import { Stroke } from "../pen/digit.js" */
/** @import { StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { GRID } from "../pen/digit.js";
import { paintStroke } from "../pen/paint.js";
import { Recorder } from "../pen/recorder.js";
import { sharpContext } from "./step.js";

const SKETCH_WIDTH = 18; // pixels of the canvas, as the playground's medium brush
const SKETCH_INK = "#ffffff";
/** For those who cannot draw: a 1 and a 9, in places of the grid. */
const SKETCH_SAMPLES = {
  sketch_one: [[140, 44, 136, 86, 131, 128, 126, 170, 121, 212]],
  sketch_nine: [
    [
      164, 78, 152, 52, 128, 44, 104, 54, 94, 80, 102, 104, 124, 114, 146, 106, 160, 86, 166, 62, 164, 100,
      158, 140, 150, 180, 142, 216,
    ],
  ],
};

/** A canvas on which the learner draws a digit; the drawing is that of all steps. */
export class LessonSketch {
  /**
   * @param {HTMLElement} root A place for canvas and buttons.
   * @param {StepContext} context Its `draw` is called when the pen is lifted.
   */
  constructor(root, context) {
    this.context = context;
    this.recorder = new Recorder();
    const words = context.frameWords;
    this.canvas = element("canvas", { role: "img", ariaLabel: words.sketch });
    this.hint = element("p", { textContent: words.sketch_hint });
    const samples = Object.entries(SKETCH_SAMPLES).map(([name, strokes]) =>
      this.#button(words[name], () => this.#take(strokes.map(sketchStroke))),
    );
    this.clear = this.#button(words.sketch_clear, () => this.#take([]));
    root.append(
      element("div", { className: "lesson-sketch" }, [this.canvas, this.hint]),
      element("div", { className: "lesson-tools" }, [this.clear, ...samples]),
    );
    this.#listen();
    this.resized = new ResizeObserver(() => this.show());
    this.resized.observe(this.canvas);
  }

  leave() {
    this.resized.disconnect();
  }

  /** Show the learner's drawing, with the stroke under way. */
  show() {
    const { strokes } = this.context.drawing;
    const all = [...strokes, ...this.recorder.strokes(SKETCH_WIDTH)];
    this.hint.hidden = all.length > 0;
    this.clear.disabled = strokes.length === 0;
    const context = sharpContext(this.canvas)?.context;
    if (!context) return;
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const stroke of all) paintStroke(context, stroke, SKETCH_INK);
  }

  #listen() {
    const { canvas, recorder } = this;
    const placeOf = (/** @type {PointerEvent} */ { clientX, clientY }) => {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return [((clientX - left) / width) * GRID, ((clientY - top) / height) * GRID];
    };
    canvas.onpointerdown = (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      recorder.press(event.pointerId, placeOf(event), event.timeStamp, event.pointerType === "pen");
      this.show();
    };
    canvas.onpointermove = (event) => {
      if (!recorder.isDown) return;
      const events = event.getCoalescedEvents?.() ?? [];
      for (const point of events.length > 0 ? events : [event]) {
        recorder.move(event.pointerId, placeOf(point), point.timeStamp);
      }
      this.show();
    };
    canvas.onpointerup = ({ pointerId }) => {
      const drawn = recorder.lift(pointerId, SKETCH_WIDTH);
      if (drawn.length > 0) this.#take([...this.context.drawing.strokes, ...drawn]);
    };
    canvas.onpointercancel = ({ pointerId }) => {
      recorder.cancel(pointerId);
      this.show();
    };
  }

  /** @param {Stroke[]} strokes */
  #take(strokes) {
    this.context.draw(strokes);
    this.show();
  }

  /**
   * @param {string} textContent
   * @param {() => void} onclick
   */
  #button(textContent, onclick) {
    return element("button", { type: "button", textContent, onclick });
  }
}

/**
 * @param {number[]} points
 * @returns {Stroke}
 */
function sketchStroke(points) {
  return { points, width: SKETCH_WIDTH };
}
