// @ts-check
/** @import { ExaminedDigit } from "./digits.js" */
import { element } from "../shared/dom.js";
import { paintValues } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";

/**
 * A digit of the three rows.
 *
 * @typedef {object} RowsColumn
 * @property {string} name
 * @property {ExaminedDigit} digit
 * @property {string} score As it is written below; empty as long as it is not added up.
 */

/** Digits side by side: the input, the reconstruction and the difference of each below another. */
export class ThreeRows {
  /**
   * @param {HTMLElement} root
   * @param {string[]} titles Of the rows.
   * @param {Uint8ClampedArray[]} palettes
   * @param {(index: number) => void} choose
   */
  constructor(root, titles, palettes, choose) {
    this.palettes = palettes;
    this.choose = choose;
    const labels = titles.map((title) => element("span", { textContent: title }));
    this.columns = element("div", { className: "three-rows-columns" });
    root.append(
      element("div", { className: "three-rows" }, [
        element("div", { className: "three-rows-labels", ariaHidden: "true" }, labels),
        this.columns,
      ]),
    );
    /** @type {RowsColumn[]} */
    this.shown = [];
  }

  /**
   * @param {RowsColumn[]} columns
   * @param {number} chosen
   * @param {boolean} isEnabled Whether another one can be chosen.
   */
  show(columns, chosen, isEnabled) {
    while (this.columns.childElementCount > columns.length) this.columns.lastElementChild?.remove();
    columns.forEach((column, index) => {
      const button = this.#button(index);
      if (this.shown[index]?.digit !== column.digit) this.#paint(button, column.digit);
      const [name, score] = /** @type {Iterable<HTMLElement>} */ (button.querySelectorAll("small"));
      name.textContent = column.name;
      score.textContent = column.score || "?";
      button.ariaLabel = column.score ? `${column.name}: ${column.score}` : column.name;
      button.ariaPressed = String(index === chosen);
      button.disabled = !isEnabled;
    });
    this.shown = columns;
  }

  /** @param {number} index */
  #button(index) {
    const there = this.columns.children[index];
    if (there) return /** @type {HTMLButtonElement} */ (there);
    const canvases = this.palettes.map(() =>
      element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE, ariaHidden: "true" }),
    );
    const button = element("button", { type: "button", onclick: () => this.choose(index) }, [
      element("small"), ...canvases, element("small"),
    ]);
    this.columns.append(button);
    return button;
  }

  /**
   * @param {HTMLElement} button
   * @param {ExaminedDigit} digit
   */
  #paint(button, { input, rebuilt, difference }) {
    const canvases = button.querySelectorAll("canvas");
    [input, rebuilt, difference].forEach((values, row) => {
      paintValues(canvases[row], values, this.palettes[row], 0);
    });
  }
}
