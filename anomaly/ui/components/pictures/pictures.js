// @ts-check
// Draws the input, the reconstruction and the difference on canvas elements, and tells the values
// under the pointer. The digit is that of Python's answer, or the page's own while the pen is down.
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Answer } from "../answer/messages.js" */
/** @import { TermMessage } from "../shared/terms.js" */
import { component } from "../shared/component.js";
import { find } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";
import { fill } from "../shared/format.js";
import { paintValues, paletteOf } from "../shared/palette.js";
import { withTerm } from "../shared/terms.js";
import { decodeValues, IMAGE_SIDE, PIXELS } from "../shared/values.js";

/**
 * @typedef {object} Panel
 * @property {string} title
 * @property {TermMessage | null} term The term that the title stands for, under its name.
 * @property {string[]} colours Evenly spaced from `low` to 1, as "#rrggbb".
 * @property {number} low
 * @property {boolean} scale Whether the colours' scale stands beside it.
 *
 * @typedef {object} PicturesMessage What Python sends.
 * @property {Panel[]} panels Of the input, the reconstruction and the difference.
 * @property {string} drawing The title of what is being drawn.
 * @property {boolean} signed Show input - reconstruction in place of the detector's difference.
 * @property {string} hover
 * @property {string} alt
 *
 * @typedef {{ x: number, y: number }} Pixel
 */

const BLANK = new Float32Array(PIXELS);

class Pictures {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {LiveAnswer | null} */
    this.live = null;
    /** @type {Float32Array[]} */
    this.values = [];
    /** @type {Uint8ClampedArray[]} */
    this.palettes = [];
    this.unsubscribe = [
      subscribe("answer", (answer) => {
        this.answer = answer;
        this.draw();
      }),
      subscribe("live", (live) => {
        this.live = live;
        this.draw();
      }),
    ];
  }

  leave() {
    this.unsubscribe.forEach((end) => end());
  }

  /** @param {PicturesMessage} message */
  show(message) {
    this.message = message;
    const { root } = this;
    root.setAttribute("aria-label", message.alt);
    if (root.childElementCount === 0) root.append(...message.panels.map(() => frame()));
    this.palettes = message.panels.map(({ colours }) => paletteOf(colours));
    message.panels.forEach((panel, index) => {
      const figure = /** @type {HTMLElement} */ (root.children[index]);
      find(figure, "figcaption").replaceChildren(...titleOf(panel));
      figure.classList.toggle("has-scale", panel.scale);
      if (panel.scale) label(find(figure, ".scale"), panel);
      const canvas = find(figure, "canvas");
      canvas.onpointermove = (event) => this.tell(pixelAt(canvas, event));
      canvas.onpointerleave = () => this.tell(null);
    });
    publish("answerWanted", null);
    this.draw();
  }

  draw() {
    const { message, live, answer } = this;
    if (!message) return;
    const digit = answer?.digit ?? null;
    this.values = live ? valuesOf(live) : digit ? decodeValues(digit.values) : [BLANK, BLANK, BLANK];
    if (message.signed) this.values[2] = signedOf(this.values);
    const title = live ? live.origin ?? message.drawing : digit?.origin ?? message.panels[0].title;
    find(this.root, "figcaption").textContent = title;
    message.panels.forEach((panel, index) => {
      const canvas = this.root.children[index].querySelector("canvas");
      if (canvas) paintValues(canvas, this.values[index], this.palettes[index], panel.low);
    });
    const outline = live?.mask ? outlineOf(live.mask) : "";
    find(this.root, "figure:last-child path").setAttribute("d", outline);
  }

  /**
   * Tell the values of a pixel below the last picture, or nothing.
   *
   * @param {Pixel | null} pixel
   */
  tell(pixel) {
    const output = /** @type {HTMLOutputElement} */ (find(this.root, "figure:last-child output"));
    output.hidden = pixel === null;
    if (pixel && this.message) output.textContent = describe(this.message.hover, pixel, this.values);
  }
}

/** Return an empty picture: its title, its canvas, a scale and a place for values. */
function frame() {
  const figure = document.createElement("figure");
  figure.innerHTML =
    `<figcaption></figcaption><canvas></canvas>` +
    `<svg viewBox="0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}" aria-hidden="true"><path /></svg>` +
    '<span class="scale"><i></i><b></b><b></b><b></b></span><output hidden></output>';
  const canvas = /** @type {HTMLCanvasElement} */ (figure.querySelector("canvas"));
  canvas.width = canvas.height = IMAGE_SIDE;
  return figure;
}

/** @param {Panel} panel */
function titleOf({ title, term }) {
  return term ? withTerm(title, term) : [title];
}

/**
 * The edges between the pixels of a mask and others, as a path in pixels.
 *
 * @param {Uint8Array} mask
 */
export function outlineOf(mask) {
  const isIn = (/** @type {number} */ row, /** @type {number} */ column) =>
    Math.min(row, column) >= 0 && Math.max(row, column) < IMAGE_SIDE && mask[row * IMAGE_SIDE + column] === 1;
  let path = "";
  for (let row = 0; row <= IMAGE_SIDE; row += 1) {
    for (let column = 0; column <= IMAGE_SIDE; column += 1) {
      const here = isIn(row, column);
      if (here !== isIn(row - 1, column)) path += `M${column} ${row}h1`;
      if (here !== isIn(row, column - 1)) path += `M${column} ${row}v1`;
    }
  }
  return path;
}

/** @param {LiveAnswer} live */
function valuesOf({ digit, rebuilt, difference }) {
  return [digit ?? BLANK, rebuilt ?? BLANK, difference ?? BLANK];
}

/** @param {Float32Array[]} values */
function signedOf([input, rebuilt]) {
  return input.map((value, index) => value - rebuilt[index]);
}

/**
 * Draw the scale beside a picture, its highest value at the top.
 * @param {HTMLElement} scale
 * @param {Panel} panel
 */
function label(scale, panel) {
  const stops = [...panel.colours].reverse().join(", ");
  find(scale, "i").style.background = `linear-gradient(${stops})`;
  scale.querySelectorAll("b").forEach((tick, index) => {
    tick.textContent = String(1 - (index * (1 - panel.low)) / 2);
  });
}

/**
 * @param {HTMLElement} canvas
 * @param {PointerEvent} event
 * @returns {Pixel}
 */
function pixelAt(canvas, event) {
  const box = canvas.getBoundingClientRect();
  const at = (/** @type {number} */ share) => Math.min(IMAGE_SIDE - 1, Math.max(0, Math.floor(share * IMAGE_SIDE)));
  return {
    x: at((event.clientX - box.left) / box.width),
    y: at((event.clientY - box.top) / box.height),
  };
}

/**
 * Fill the blanks of the sentence on a pixel.
 * @param {string} sentence with blanks such as {input}
 * @param {Pixel} pixel
 * @param {Float32Array[]} values of input, reconstruction and difference
 */
export function describe(sentence, pixel, values) {
  const [input, rebuilt, difference] = values.map((picture) =>
    picture[pixel.y * IMAGE_SIDE + pixel.x].toFixed(2),
  );
  return fill(sentence, { ...pixel, input, rebuilt, difference });
}

export default component(".pictures", Pictures);
