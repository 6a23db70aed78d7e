// @ts-check
/** @import { History } from "./history.js" */
/** @import { PenMessage } from "./messages.js" */
import { element, shape } from "../shared/dom.js";

/**
 * @typedef {object} ToolEvents
 * @property {() => void} undo
 * @property {() => void} redo
 * @property {() => void} clear
 * @property {(brush: string) => void} choose
 */

const ICONS = {
  undo: "M8 4 3 9l5 5M3 9h11a6 6 0 0 1 0 12h-3",
  redo: "M16 4l5 5-5 5M21 9H10a6 6 0 0 0 0 12h3",
  clear: "M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
};
const TOLD = 2500; // milliseconds that a sentence stays

/** The brushes, and the buttons that take strokes back. */
export class Tools {
  /**
   * @param {{ brushes: HTMLElement, steps: HTMLElement, told: HTMLElement }} places
   * @param {ToolEvents} on
   */
  constructor({ brushes, steps, told }, on) {
    this.on = on;
    this.brushes = brushes;
    this.told = told;
    this.hasStrokes = false;
    this.undo = button("undo", on.undo);
    this.redo = button("redo", on.redo);
    this.clear = button("clear", on.clear);
    this.link = button("link", () => this.#copy());
    steps.replaceChildren(this.undo, this.redo, this.clear, this.link);
  }

  /**
   * @param {PenMessage} message
   * @param {string | undefined} chosen The brush in hand.
   */
  show({ words, brushes }, chosen) {
    this.words = words;
    const named = { undo: this.undo, redo: this.redo, clear: this.clear, link: this.link };
    for (const [name, made] of Object.entries(named)) made.title = made.ariaLabel = words[name];
    this.brushes.ariaLabel = words.brush;
    const sizes = Object.entries(brushes).map(([name, width]) => {
      const dot = element("i");
      dot.style.setProperty("--width", `${width}px`);
      const made = element("button", { type: "button", title: words[name] }, [dot]);
      made.setAttribute("role", "radio");
      made.ariaLabel = words[name];
      made.ariaChecked = String(name === chosen);
      made.onclick = () => this.on.choose(name);
      return made;
    });
    this.brushes.replaceChildren(...sizes);
  }

  /**
   * @param {History} history
   * @param {boolean} hasStrokes
   */
  enable(history, hasStrokes) {
    this.undo.disabled = !history.canUndo;
    this.redo.disabled = !history.canRedo;
    this.clear.disabled = !hasStrokes;
    this.hasStrokes = hasStrokes;
  }

  async #copy() {
    // The address has every drawing but those that are too long for it.
    const isTooLong = this.hasStrokes && !new URL(location.href).searchParams.has("drawing");
    if (isTooLong) this.#tell("too_long");
    else this.#tell((await copyText(location.href)) ? "copied" : "not_copied");
  }

  /** @param {string} word The name of a sentence. */
  #tell(word) {
    this.told.textContent = this.words?.[word] ?? "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (this.told.textContent = ""), TOLD);
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
 * @param {string} text
 * @returns {Promise<boolean>} Whether it is in the clipboard.
 */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without TLS have no clipboard of that kind.
  }
  const field = document.body.appendChild(element("textarea", { value: text }));
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
