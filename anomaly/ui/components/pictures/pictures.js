// @ts-check
// Draws pictures of 28 x 28 values on canvas elements, and tells the values under the pointer.

/**
 * @typedef {{title: string, values: string, colours: string[], low: number, scale: boolean}} Panel
 * @typedef {{panels: Panel[], hover: string, alt: string}} Message what Python sends
 * @typedef {{x: number, y: number}} Pixel
 */

const SIDE = 28;
const SCALE = 1000;
/** @type {WeakMap<Element, {content: string, values: Int16Array[]}>} */
const drawn = new WeakMap();

/** @param {{data: Message, parentElement: HTMLElement}} component */
export default function ({ data, parentElement }) {
  const row = /** @type {HTMLElement} */ (parentElement.querySelector(".pictures"));
  const content = JSON.stringify(data);
  if (drawn.get(row)?.content === content) return;
  const values = data.panels.map((panel) => decode(panel.values));
  drawn.set(row, { content, values });
  row.setAttribute("aria-label", data.alt);
  if (row.childElementCount !== data.panels.length) row.replaceChildren(...data.panels.map(frame));
  data.panels.forEach((panel, index) => {
    const figure = /** @type {HTMLElement} */ (row.children[index]);
    find(figure, "figcaption").textContent = panel.title;
    paint(/** @type {HTMLCanvasElement} */ (find(figure, "canvas")), panel, values[index]);
    figure.classList.toggle("has-scale", panel.scale);
    if (panel.scale) label(find(figure, ".scale"), panel);
    const canvas = find(figure, "canvas");
    canvas.onpointermove = (event) => tell(row, data.hover, pixelAt(canvas, event));
    canvas.onpointerleave = () => tell(row, data.hover, null);
  });
}

/**
 * @param {Element} parent
 * @param {string} selector
 * @returns {HTMLElement}
 */
function find(parent, selector) {
  return /** @type {HTMLElement} */ (parent.querySelector(selector));
}

/** Return an empty picture: its title, its canvas, a scale and a place for values. */
function frame() {
  const figure = document.createElement("figure");
  figure.innerHTML =
    "<figcaption></figcaption><canvas></canvas>" +
    '<span class="scale"><i></i><b></b><b></b><b></b></span><output hidden></output>';
  const canvas = /** @type {HTMLCanvasElement} */ (figure.querySelector("canvas"));
  canvas.width = canvas.height = SIDE;
  return figure;
}

/**
 * @param {string} text base64 of little-endian int16
 * @returns {Int16Array}
 */
export function decode(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return new Int16Array(bytes.buffer);
}

/**
 * Return a colour between evenly spaced ones.
 * @param {string[]} colours as "#rrggbb"
 * @param {number} share in [0, 1]; beyond, the nearest end
 * @returns {number[]} red, green and blue from 0 to 255
 */
export function colourAt(colours, share) {
  const at = Math.min(1, Math.max(0, share)) * (colours.length - 1);
  const from = Math.min(Math.floor(at), colours.length - 2);
  const band = (/** @type {string} */ colour, /** @type {number} */ index) =>
    parseInt(colour.slice(1 + 2 * index, 3 + 2 * index), 16);
  return [0, 1, 2].map((index) => {
    const [low, high] = [band(colours[from], index), band(colours[from + 1], index)];
    return Math.round(low + (at - from) * (high - low));
  });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Panel} panel
 * @param {Int16Array} values
 */
function paint(canvas, panel, values) {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const pixels = context.createImageData(SIDE, SIDE);
  values.forEach((value, index) => {
    const share = (value / SCALE - panel.low) / (1 - panel.low);
    pixels.data.set([...colourAt(panel.colours, share), 255], 4 * index);
  });
  context.putImageData(pixels, 0, 0);
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
  const at = (/** @type {number} */ share) => Math.min(SIDE - 1, Math.max(0, Math.floor(share * SIDE)));
  return {
    x: at((event.clientX - box.left) / box.width),
    y: at((event.clientY - box.top) / box.height),
  };
}

/**
 * Fill the blanks of the sentence on a pixel.
 * @param {string} sentence with blanks such as {input}
 * @param {Pixel} pixel
 * @param {Int16Array[]} values of input, reconstruction and difference
 */
export function describe(sentence, pixel, values) {
  const [input, rebuilt, difference] = values.map((picture) =>
    (picture[pixel.y * SIDE + pixel.x] / SCALE).toFixed(2),
  );
  /** @type {Record<string, string | number>} */
  const blanks = { ...pixel, input, rebuilt, difference };
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(blanks[name]));
}

/**
 * Tell the values of a pixel below the last picture, or nothing.
 * @param {HTMLElement} row
 * @param {string} sentence
 * @param {Pixel | null} pixel
 */
function tell(row, sentence, pixel) {
  const output = /** @type {HTMLOutputElement} */ (row.querySelector("figure:last-child output"));
  const values = drawn.get(row)?.values;
  output.hidden = pixel === null || values === undefined;
  if (pixel !== null && values !== undefined) output.textContent = describe(sentence, pixel, values);
}
