// @ts-check
// A grid of pictures cut from one sheet; a click or Enter tells Python which was chosen.
/**
 * The message from Python, as SamplesMessage in __init__.py.
 *
 * @typedef {object} SamplesMessage
 * @property {string} sheet All pictures side by side, as a data address.
 * @property {string} ratio Of a picture's width to its height.
 * @property {number[]} rows What a click tells.
 * @property {string[]} names
 * @property {string[] | null} captions
 * @property {string} label Of the grid.
 * @property {number | null} chosen The row to mark.
 * @property {boolean} clickable
 * @property {number | "auto-fill"} columns
 * @property {number} min_width Pixels of a picture, for "auto-fill".
 */
/**
 * To Python, the trigger "chosen" with a row.
 *
 * @typedef {object} Run
 * @property {SamplesMessage} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: "chosen", row: number) => void} setTriggerValue
 */

/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/** @param {Run} run */
export default function ({ data, parentElement, setTriggerValue }) {
  const grid = /** @type {HTMLElement} */ (parentElement.querySelector(".grid"));
  const { sheet, rows, names, captions, clickable } = data;
  const content = JSON.stringify([sheet, rows, names, captions, clickable]);
  if (drawn.get(grid) !== content) {
    drawn.set(grid, content);
    grid.setAttribute("aria-label", data.label);
    grid.style.setProperty("--min-width", `${data.min_width}px`);
    grid.style.setProperty("--columns", String(data.columns));
    grid.replaceChildren(...rows.map((_, index) => tile(data, index)));
  }
  if (!clickable) return;
  const buttons = /** @type {HTMLButtonElement[]} */ ([...grid.children]);
  const press = (/** @type {number | null} */ row) =>
    buttons.forEach((button, n) => button.setAttribute("aria-pressed", String(rows[n] === row)));
  press(data.chosen);
  buttons.forEach((button, index) => {
    button.onclick = () => {
      press(rows[index]);
      setTriggerValue("chosen", rows[index]);
    };
  });
}

/**
 * @param {SamplesMessage} data
 * @param {number} index
 */
function tile(data, index) {
  const frame = document.createElement(data.clickable ? "button" : "figure");
  if (frame instanceof HTMLButtonElement) frame.type = "button";
  frame.title = data.names[index];
  frame.setAttribute("aria-label", data.names[index]);
  const picture = frame.appendChild(document.createElement("i"));
  const across = index / Math.max(1, data.rows.length - 1);
  picture.style.aspectRatio = data.ratio;
  picture.style.backgroundImage = `url(${data.sheet})`;
  picture.style.backgroundSize = `${data.rows.length * 100}% 100%`;
  picture.style.backgroundPosition = `${across * 100}% 0`;
  if (data.captions) {
    const caption = frame.appendChild(document.createElement("span"));
    caption.textContent = data.captions[index];
    caption.classList.toggle("lines", data.captions[index].includes("\n"));
  }
  return frame;
}
