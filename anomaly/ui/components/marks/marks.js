// @ts-check
// A picture with its marks outlined; a click or Enter tells Python which was chosen.
/**
 * The message from Python, as MarksMessage in __init__.py.
 *
 * @typedef {object} MarksMessage
 * @property {string} picture A data address.
 * @property {string} label Of the picture with its marks.
 * @property {number[][]} places Left, top, width and height, as shares of the picture's sides.
 * @property {string[]} names
 * @property {string[]} told What is announced where a mark is chosen.
 * @property {number} chosen
 */
/**
 * To Python, the trigger "chosen" with a number.
 *
 * @typedef {object} Run
 * @property {MarksMessage} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {(name: "chosen", number: number) => void} setTriggerValue
 */

const MARGIN = 0.02; // of the picture's sides, between a mark and its outline
/** @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/** @param {Run} run */
export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = /** @type {HTMLElement} */ (parentElement.querySelector(".sheet"));
  const told = /** @type {HTMLElement} */ (parentElement.querySelector(".told"));
  const { picture, places, names } = data;
  const content = JSON.stringify([picture, places, names]);
  if (drawn.get(sheet) !== content) {
    drawn.set(sheet, content);
    sheet.setAttribute("aria-label", data.label);
    const image = document.createElement("img");
    image.src = picture;
    image.alt = data.label;
    sheet.replaceChildren(image, ...inOrder(places).map((n) => outline(places[n], names[n], n)));
  }
  const buttons = /** @type {HTMLButtonElement[]} */ ([...sheet.querySelectorAll("button")]);
  const press = (/** @type {number} */ chosen) => {
    told.textContent = data.told[chosen];
    buttons.forEach((button) =>
      button.setAttribute("aria-pressed", String(Number(button.value) === chosen)),
    );
  };
  press(data.chosen);
  buttons.forEach((button) => {
    button.onclick = () => {
      press(Number(button.value));
      setTriggerValue("chosen", Number(button.value));
    };
  });
}

/**
 * Return the numbers of the marks, the largest first: a smaller one lies above it and can be hit.
 *
 * @param {number[][]} places
 */
export function inOrder(places) {
  const area = (/** @type {number} */ n) => places[n][2] * places[n][3];
  return places.map((_, n) => n).sort((one, other) => area(other) - area(one));
}

/**
 * Return where an outline is drawn, in percent, within the picture.
 *
 * @param {number[]} place
 */
export function around([left, top, width, height]) {
  const low = [left, top].map((at) => Math.max(0, at - MARGIN));
  const high = [left + width, top + height].map((at) => Math.min(1, at + MARGIN));
  return [low[0], low[1], high[0] - low[0], high[1] - low[1]].map((share) => 100 * share);
}

/**
 * @param {number[]} place
 * @param {string} name
 * @param {number} number
 */
function outline(place, name, number) {
  const button = document.createElement("button");
  button.type = "button";
  button.value = String(number);
  button.title = name;
  button.setAttribute("aria-label", name);
  const [left, top, width, height] = around(place);
  button.style.left = `${left}%`;
  button.style.top = `${top}%`;
  button.style.width = `${width}%`;
  button.style.height = `${height}%`;
  return button;
}
