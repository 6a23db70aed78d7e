// @ts-check
/** @import { PlanePoint } from "./plane.js" */
import { element, setAttributes } from "../shared/dom.js";

const HANDLE_STEP = 0.02; // of the view's sides
const HANDLE_LONG_STEP = 0.1; // with Shift
/** @type {Record<string, PlanePoint>} */
const HANDLE_ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @typedef {object} HandleEvents
 * @property {(place: PlanePoint) => void} dragged To a place in the view.
 * @property {(direction: PlanePoint, place: PlanePoint) => void} stepped An arrow key was pressed,
 *   which leads that way, to that place.
 * @property {() => void} [dropped]
 */

/** A mark on the map that is dragged, or moved by arrow keys. */
export class MapHandle {
  /**
   * @param {HTMLElement} board The map.
   * @param {string} name Of its style.
   * @param {string} label
   * @param {HandleEvents} on
   */
  constructor(board, name, label, on) {
    this.board = board;
    this.on = on;
    /** @type {PlanePoint} */
    this.place = [0.5, 0.5];
    this.mark = element("div", { className: `latent-handle latent-handle-${name}`, tabIndex: 0 });
    setAttributes(this.mark, { role: "slider", "aria-label": label, "aria-valuenow": 50 });
    this.mark.onpointerdown = (event) => this.grasp(event);
    this.mark.onpointermove = (event) => this.#drag(event);
    this.mark.onpointerup = this.mark.onpointercancel = () => this.#drop();
    this.mark.onkeydown = (event) => this.#press(event);
    board.append(this.mark);
  }

  /** Let a pointer that is down move this until it is lifted. @param {PointerEvent} event */
  grasp(event) {
    event.preventDefault();
    // Once, as it would lay out the page in each frame.
    this.box = this.board.getBoundingClientRect();
    this.mark.setPointerCapture(event.pointerId);
    this.mark.classList.add("held");
    this.mark.focus({ preventScroll: true });
    this.#drag(event);
  }

  /**
   * @param {PlanePoint} place
   * @param {{ width: number, height: number }} size Of the board in pixels.
   */
  show(place, { width, height }) {
    this.place = place;
    const [x, y] = [place[0] * width, place[1] * height];
    this.mark.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
  }

  /** @param {string} text What is there. */
  describe(text) {
    const now = Math.round(100 * this.place[0]);
    setAttributes(this.mark, { "aria-valuetext": text, "aria-valuenow": now });
  }

  get isHeld() {
    return this.mark.classList.contains("held");
  }

  #drop() {
    this.mark.classList.remove("held");
    this.on.dropped?.();
  }

  /** @param {PointerEvent} event */
  #drag({ clientX, clientY }) {
    if (!this.box || !this.isHeld) return;
    const { left, top, width, height } = this.box;
    this.on.dragged(withinBoard([(clientX - left) / width, (clientY - top) / height]));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const direction = HANDLE_ARROWS[event.key];
    if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const length = event.shiftKey ? HANDLE_LONG_STEP : HANDLE_STEP;
    const [x, y] = this.place;
    this.on.stepped(direction, withinBoard([x + length * direction[0], y + length * direction[1]]));
  }
}

/** @param {PlanePoint} place @returns {PlanePoint} */
function withinBoard([x, y]) {
  const within = (/** @type {number} */ share) => Math.min(Math.max(share, 0), 1);
  return [within(x), within(y)];
}
