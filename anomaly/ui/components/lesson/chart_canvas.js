// @ts-check
import { element } from "../shared/dom.js";
import { coloursOf, onTheme, sharpContext } from "./step.js";

/**
 * @typedef {ReturnType<typeof coloursOf>} LessonColours
 * @typedef {NonNullable<ReturnType<typeof sharpContext>>} SharpContext
 */

/** A canvas that is painted again where it gets another size, or the page turns light or dark. */
export class ChartCanvas {
  /**
   * @param {HTMLElement} root
   * @param {string} className
   * @param {string} ariaLabel
   * @param {(sharp: SharpContext, colours: LessonColours) => void} draw Called where there is room.
   */
  constructor(root, className, ariaLabel, draw) {
    this.root = root;
    this.draw = draw;
    this.canvas = element("canvas", { className, role: "img", ariaLabel });
    root.append(this.canvas);
    /** @type {LessonColours | null} */
    this.colours = null;
    this.resized = new ResizeObserver(() => this.paint());
    this.resized.observe(this.canvas);
    this.endTheme = onTheme(root, () => {
      this.colours = null;
      this.paint();
    });
  }

  leave() {
    this.resized.disconnect();
    this.endTheme();
  }

  paint() {
    const sharp = sharpContext(this.canvas);
    if (!sharp) return;
    this.colours ??= coloursOf(this.root);
    this.draw(sharp, this.colours);
  }
}
