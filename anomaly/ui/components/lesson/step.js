// @ts-check
/** @import { Stroke } from "../pen/digit.js" */
/** @import { Network } from "../pen/network.js" */
/** @import { LessonFiles } from "./files.js" */
import { element } from "../shared/dom.js";
import { labelSize } from "../shared/label_size.js";

const LABEL_SIZE = 13; // pixels

/**
 * The learner's own drawing, shared by all steps and the playground.
 *
 * @typedef {object} LearnerDrawing
 * @property {Stroke[]} strokes
 * @property {Float32Array | null} digit 28 x 28 intensities; null where the strokes make no digit.
 *
 * What a step's figure is given by the frame:
 *
 * @typedef {object} StepContext
 * @property {Record<string, string>} words Of this step, with {blanks}.
 * @property {Record<string, string>} frameWords Of the frame, for parts that several steps have.
 * @property {any} data Of this step, from Python.
 * @property {() => void} done The learner has done what finishes the step.
 * @property {(choice: string) => void} answer The learner has answered, where the figure itself is
 *   the question.
 * @property {(sentence: string) => void} say Tell a screen reader what has changed.
 * @property {(element: HTMLElement) => void} spotlight Light up what the text speaks of, until it is
 *   touched.
 * @property {LearnerDrawing} drawing
 * @property {(strokes: Stroke[]) => void} draw Take over what the learner has drawn.
 * @property {LessonFiles["load"]} load Get what is read of a bundled file.
 * @property {(name: string) => Promise<Network>} network Get a file, or a bundled detector's chain of
 *   layers ("detector:autoencoder-1"), as a network.
 * @property {boolean} isStill Whether the learner wants no motion: show where it ends.
 * @property {boolean} isOpen Whether the question is answered already.
 *
 * A step's figure:
 *
 * @typedef {object} Figure
 * @property {(choice: string) => void} [answered] The frame's question is answered.
 * @property {() => void} [drawn] The learner's drawing has changed.
 * @property {() => void} leave
 *
 * @typedef {new (root: HTMLElement, context: StepContext) => Figure} FigureClass
 */

/**
 * Call `redraw` when the page turns light or dark, until the returned function is called.
 *
 * @param {HTMLElement} root Within a figure, whose text's colour fades for a moment then.
 * @param {() => void} redraw
 * @returns {() => void}
 */
export function onTheme(root, redraw) {
  const figure = root.closest(".lesson-figure") ?? root;
  const listen = (/** @type {Event} */ event) => {
    const { propertyName } = /** @type {TransitionEvent} */ (event);
    if (event.target === figure && propertyName === "color") redraw();
  };
  figure.addEventListener("transitionend", listen);
  return () => figure.removeEventListener("transitionend", listen);
}

/**
 * The colours of the page as it is, light or dark, and the type of labels.
 *
 * @param {HTMLElement} root
 */
export function coloursOf(root) {
  const style = getComputedStyle(root);
  const [red, green, blue] = (style.color.match(/[\d.]+/g) ?? []).map(Number);
  return {
    /** Whether the page is dark: its text is bright. */
    isDark: red + green + blue > 384,
    font: style.fontFamily,
    label: labelSize(root, LABEL_SIZE), // pixels
    text: style.color,
    primary: colourOf(root, "--st-primary-color"),
    ground: colourOf(root, "--st-background-color"),
    normal: colourOf(root, "--lesson-normal"),
    anomaly: colourOf(root, "--lesson-anomaly"),
  };
}

/**
 * A colour of a style sheet as a canvas understands it, which does not know light-dark().
 *
 * @param {HTMLElement} root
 * @param {string} name
 */
function colourOf(root, name) {
  const probe = element("i");
  probe.style.color = `var(${name})`;
  root.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/**
 * Make a canvas as sharp as the screen, and return its context in CSS pixels; null where it has no
 * room.
 *
 * @param {HTMLCanvasElement} canvas
 */
export function sharpContext(canvas) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext("2d");
  if (!context || width === 0 || height === 0) return null;
  const [wide, high] = [width, height].map((size) => Math.round(size * devicePixelRatio));
  if (canvas.width !== wide || canvas.height !== high) {
    canvas.width = wide;
    canvas.height = high;
  }
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height };
}
