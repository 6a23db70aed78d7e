// @ts-check
/** @import { Stroke } from "./digit.js" */
import { element } from "../shared/dom.js";
import { GRID } from "./digit.js";
import { paintStroke } from "./paint.js";

// The canvas draws the stroke under way; what is drawn is shown over it, so that it can be taken
// back in the page. Its own toolbar lies unseen over its upper edge, where it would catch strokes.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
  .dc-toolbar { display: none !important; }
  :host, .dc-root, .dc-container, .canvas-container, canvas { width: 100% !important; }
  .dc-container { height: auto !important; aspect-ratio: 1; background: #000; }
  .canvas-container, canvas { height: 100% !important; }
  .lower-canvas { opacity: 0; }
  .ink { position: absolute; inset: 0; z-index: 15; pointer-events: none; }
  .ink p {
    position: absolute; inset: 0; margin: auto; height: fit-content; text-align: center;
    color: #9a9a9a; font: var(--large-type, 15px) var(--st-font);
  }
`);
const WHITE = "#ffffff";
const FAINT = "#565656";

/** The canvas that people draw on, and the drawing shown over it. */
export class Surface {
  /**
   * @param {HTMLElement} container Holds the canvas, also each that takes its place.
   * @param {Record<string, string>} words
   */
  constructor(container, { hint, canvas }) {
    this.container = container;
    this.canvas = element("canvas", { role: "img", ariaLabel: canvas });
    this.hint = element("p", { textContent: hint });
    this.layer = element("div", { className: "ink" }, [this.canvas, this.hint]);
    this.observer = new MutationObserver(() => this.attach());
    this.observer.observe(container, { childList: true, subtree: true });
    this.resized = new ResizeObserver(() => this.redraw());
    this.resized.observe(this.layer);
    /** @type {() => void} */
    this.redraw = () => {};
    this.attach();
  }

  leave() {
    this.observer.disconnect();
    this.resized.disconnect();
    this.layer.remove();
  }

  /** Lie over the canvas, whichever it is by now. */
  attach() {
    for (const { shadowRoot } of this.container.querySelectorAll("*")) {
      if (!shadowRoot) continue;
      if (!shadowRoot.adoptedStyleSheets.includes(sheet)) shadowRoot.adoptedStyleSheets.push(sheet);
      this.observer.observe(shadowRoot, { childList: true, subtree: true });
      const box = shadowRoot.querySelector(".dc-container");
      if (box && this.layer.parentElement !== box) box.append(this.layer);
    }
  }

  /**
   * Whether an event is on the canvas.
   *
   * @param {Event} event
   */
  holds(event) {
    const box = this.layer.parentElement;
    return box !== null && event.composedPath().includes(box);
  }

  /**
   * Where a pointer is, in places of the grid, also beside the canvas.
   *
   * @param {PointerEvent} event
   */
  placeOf({ clientX, clientY }) {
    const box = this.layer.getBoundingClientRect();
    const at = (/** @type {number} */ offset, /** @type {number} */ length) =>
      length > 0 ? (offset / length) * GRID : NaN;
    return [at(clientX - box.left, box.width), at(clientY - box.top, box.height)];
  }

  /**
   * Show strokes, and others faintly; a mark where the pen was.
   *
   * @param {Stroke[]} strokes
   * @param {{ faint?: Stroke[], isDrawing?: boolean, mark?: number[] | null }} others
   */
  show(strokes, { faint = [], isDrawing = false, mark = null } = {}) {
    this.redraw = () => this.#paint(strokes, faint, mark);
    this.redraw();
    this.hint.hidden = isDrawing || strokes.length + faint.length > 0;
  }

  /**
   * @param {Stroke[]} strokes
   * @param {Stroke[]} faint
   * @param {number[] | null} mark
   */
  #paint(strokes, faint, mark) {
    const side = Math.round(this.layer.clientWidth * devicePixelRatio);
    if (this.canvas.width !== side) this.canvas.width = this.canvas.height = side;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.clearRect(0, 0, side, side);
    for (const stroke of faint) paintStroke(context, stroke, FAINT);
    for (const stroke of strokes) paintStroke(context, stroke, WHITE);
    if (mark) paintMark(context, mark, getComputedStyle(this.layer));
  }
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[]} mark x, y in places.
 * @param {CSSStyleDeclaration} style
 */
function paintMark(context, [x, y], style) {
  const scale = context.canvas.width / GRID;
  context.strokeStyle = style.getPropertyValue("--st-primary-color") || "#ff4b4b";
  context.lineWidth = 3 * devicePixelRatio;
  context.beginPath();
  context.arc(x * scale, y * scale, 5 * scale, 0, 2 * Math.PI);
  context.stroke();
}
