// @ts-check
import { element } from "../shared/dom.js";
import { paintValues, paletteOf } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";

const THUMB_SHADES = paletteOf(["#000000", "#ffffff"]);

/** A small picture with a title above it and a line below. */
export class Thumb {
  /** @param {string} name Of its style. */
  constructor(name) {
    this.title = element("figcaption");
    this.canvas = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE });
    this.canvas.setAttribute("aria-hidden", "true");
    this.note = element("small");
    this.figure = element("figure", { className: `latent-thumb latent-${name}` }, [
      this.title, this.canvas, this.note,
    ]);
  }

  /**
   * @param {Float32Array} picture 784 intensities in [0, 1].
   * @param {string} title
   * @param {string} note
   */
  show(picture, title, note) {
    // Unchanged text is left alone: a new node each frame would lay out the page.
    if (this.title.textContent !== title) this.title.textContent = title;
    if (this.note.textContent !== note) this.note.textContent = note;
    paintValues(this.canvas, picture, THUMB_SHADES, 0);
  }
}
