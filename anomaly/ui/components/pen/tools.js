// @ts-check
/** @import { PenMessage } from "./messages.js" */
import { copyText } from "../shared/clipboard.js";
import { element, find, shape } from "../shared/dom.js";

/**
 * @typedef {object} ToolEvents
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} clear
 * @property {(brush: string) => void} choose
 *
 * @typedef {object} ToolState
 * @property {boolean} canUndo
 * @property {boolean} canRedo
 * @property {boolean} canClear
 * @property {boolean} canLink Whether the address is that of the drawing as it is.
 */

const ICONS = {
  undo: "M8 4 3 9l5 5M3 9h11a6 6 0 0 1 0 12h-3",
  redo: "M16 4l5 5-5 5M21 9H10a6 6 0 0 0 0 12h3",
  clear: "M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
};
const NOTICE_TIME = 2500; // milliseconds that a sentence stays

/**
 * Build the buttons and the place of the curve.
 *
 * @param {HTMLElement} root
 */
export function buildTools(root) {
  root.innerHTML = `
    <div class="pen-tools">
      <span class="pen-brushes" role="radiogroup"></span>
      <span class="pen-steps"></span>
    </div>
    <div class="pen-curve empty"></div>
    <p class="pen-notice" role="status"></p>`;
  return {
    brushes: find(root, ".pen-brushes"),
    steps: find(root, ".pen-steps"),
    curve: find(root, ".pen-curve"),
    notice: find(root, ".pen-notice"),
  };
}

/** The brushes, the buttons that take strokes back, and the one that copies a link. */
export class Tools {
  /**
   * @param {{ brushes: HTMLElement, steps: HTMLElement, notice: HTMLElement }} places
   * @param {ToolEvents} on
   */
  constructor({ brushes, steps, notice }, on) {
    this.on = on;
    this.brushes = brushes;
    this.notice = notice;
    this.buttons = {
      undo: button("undo", on.undo),
      redo: button("redo", on.redo),
      clear: button("clear", on.clear),
      link: button("link", () => this.#copy()),
    };
    steps.replaceChildren(...Object.values(this.buttons));
  }

  /**
   * @param {PenMessage} message
   * @param {string | undefined} chosen The brush in hand.
   */
  show({ words, brushes }, chosen) {
    this.words = words;
    for (const [name, tool] of Object.entries(this.buttons)) tool.title = tool.ariaLabel = words[name];
    this.brushes.ariaLabel = words.brush;
    if (this.brushes.childElementCount === 0) {
      const sizes = Object.entries(brushes).map(([name, width]) =>
        brush(name, width, words[name], () => this.on.choose(name)),
      );
      this.brushes.replaceChildren(...sizes);
    }
    for (const radio of this.brushes.querySelectorAll("input")) radio.checked = radio.value === chosen;
  }

  /** @param {ToolState} state */
  enable({ canUndo, canRedo, canClear, canLink }) {
    this.buttons.undo.disabled = !canUndo;
    this.buttons.redo.disabled = !canRedo;
    this.buttons.clear.disabled = !canClear;
    this.buttons.link.disabled = !canLink;
    this.hasDrawing = canClear;
  }

  /** @param {string} word The name of a sentence, to be shown for a while. */
  tell(word) {
    this.notice.textContent = this.words?.[word] ?? "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.notice.textContent = ""), NOTICE_TIME);
  }

  async #copy() {
    // The address has every drawing but those that are too long for it.
    const isTooLong = this.hasDrawing && !new URL(location.href).searchParams.has("drawing");
    if (isTooLong) this.tell("too_long");
    else this.tell((await copyText(location.href)) ? "copied" : "not_copied");
  }
}

/**
 * @param {keyof typeof ICONS} name
 * @param {() => void} onclick
 */
function button(name, onclick) {
  const icon = shape("svg", { viewBox: "0 0 24 24" }, [shape("path", { d: ICONS[name] })]);
  return element("button", { type: "button", className: `pen-${name}`, onclick }, [icon]);
}

/**
 * @param {string} value
 * @param {number} width
 * @param {string} ariaLabel
 * @param {() => void} onchange
 */
function brush(value, width, ariaLabel, onchange) {
  const radio = element("input", { type: "radio", name: "pen-brush", value, ariaLabel, onchange });
  const dot = element("i");
  dot.style.setProperty("--width", `${width}px`);
  return element("label", { title: ariaLabel }, [radio, dot]);
}
