// @ts-check
/** @import { Figure, StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";

/**
 * Pictures of digits, one of which does not belong: the learner clicks it.
 *
 * @implements {Figure}
 */
export class OddOneOut {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context `data` has `sheet` (the pictures side by side), `count`, `odd` (an
   *   index), `label`, its digit, and `strokes`, how many each picture has side by side.
   */
  constructor(root, context) {
    this.context = context;
    const { data, words } = context;
    this.tiles = Array.from({ length: data.count }, (_, index) => this.#tile(index));
    const grid = element("div", { className: "odd-grid", role: "group", ariaLabel: words.grid }, this.tiles);
    this.note = element("p", { className: "odd-note" });
    root.append(grid, this.note);
    if (context.isOpen) this.#reveal();
    else context.spotlight(grid);
  }

  leave() {}

  /** @param {number} index */
  #choose(index) {
    const { data, words, answer, done, say } = this.context;
    if (this.tiles[index].ariaDisabled) return;
    if (index === data.odd) {
      answer("odd");
      done();
      this.#reveal();
      return;
    }
    this.#mark(index, words.is_normal);
    this.note.textContent = words.again;
    say(words.again);
  }

  #reveal() {
    const { data, words } = this.context;
    this.note.textContent = "";
    for (const [index, tile] of this.tiles.entries()) {
      this.#mark(index, index === data.odd ? fill(words.is_odd, { label: data.label }) : "");
      tile.ariaDisabled = "true"; // not `disabled`, which would take the focus away
      tile.classList.toggle("odd", index === data.odd);
    }
  }

  /**
   * Say under a picture what it is.
   *
   * @param {number} index
   * @param {string} text
   */
  #mark(index, text) {
    const [, caption] = this.tiles[index].children;
    caption.textContent = text;
  }

  /** @param {number} index */
  #tile(index) {
    const { data, words } = this.context;
    const strokes = data.strokes[index];
    const name = strokes > 1 ? words.picture_of_several : words.picture;
    const picture = element("i");
    picture.style.backgroundImage = `url(${data.sheet})`;
    picture.style.backgroundSize = `${data.count * 100}% 100%`;
    picture.style.backgroundPosition = `${(100 * index) / (data.count - 1)}% 0`;
    return element(
      "button",
      {
        type: "button",
        ariaLabel: fill(name, { number: index + 1, strokes }),
        onclick: () => this.#choose(index),
      },
      [picture, element("small")],
    );
  }
}
