// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
/** @import { Result } from "../classroom/line.js" */
/** @import { Item } from "./wall_items.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { paintValues, paletteOf } from "../shared/palette.js";
import { IMAGE_SIDE } from "../shared/values.js";
import { decodePicture, paintStrokes } from "./wall_ink.js";

const PICTURES = ["input", "reconstruction", "difference"];
const LARGE = 240; // pixels of a drawing that is opened

/**
 * @typedef {object} DrawingEvents
 * @property {(message: Record<string, unknown>) => Promise<Result>} say
 * @property {(item: Item, step: number) => Item | undefined} beside The one before or after.
 */

/** A drawing, opened: what was drawn, what the detector sees and rebuilds, and where they differ. */
export class WallDrawing {
  /** @param {DrawingEvents} on */
  constructor(on) {
    this.on = on;
    this.title = element("h2");
    this.ink = element("canvas", { width: LARGE, height: LARGE });
    this.drawn = element("figcaption");
    this.pictures = PICTURES.map((name) => pictureOf(name));
    const figures = [element("figure", {}, [this.ink, this.drawn]), ...this.pictures.map(({ root }) => root)];
    this.said = element("p", { className: "wall-verdict", role: "status" });
    this.before = element("button", { type: "button", textContent: "‹", onclick: () => this.#step(-1) });
    this.after = element("button", { type: "button", textContent: "›", onclick: () => this.#step(1) });
    this.hide = element("button", { type: "button", onclick: () => this.#hide() });
    this.close = element("button", { type: "button", className: "primary", onclick: () => this.root.close() });
    const buttons = element("div", { className: "wall-buttons" }, [this.before, this.after, this.hide, this.close]);
    const row = element("div", { className: "wall-pictures" }, figures);
    this.root = element("dialog", { className: "wall-dialog" }, [this.title, row, this.said, buttons]);
    // A press beside it closes it.
    this.root.onclick = (event) => event.target === this.root && this.root.close();
    this.root.onkeydown = (event) => this.#press(event);
    /** @type {Item | null} */
    this.item = null;
  }

  /**
   * @param {Item} item
   * @param {ClassState} state
   * @param {WallMessage} message
   * @param {{ threshold: number, isTeacher: boolean }} view
   */
  open(item, state, message, view) {
    this.item = item;
    this.shown = { state, message, view };
    const { words, decimals } = message;
    const seat = state.seats.get(item.drawing.seat);
    const nickname = seat && !seat.hidden ? seat.nickname : "";
    const number = fill(words.of_seat, { number: item.drawing.seat, nickname });
    this.title.textContent = item.isOwn ? words.yours : item.drawing.seat ? number.trim() : words.picture;
    this.drawn.textContent = words.drawing;
    paintStrokes(this.ink, item.drawing, getComputedStyle(this.root).color);
    this.said.textContent = verdictOn(item, view.threshold, words, decimals);
    this.hide.hidden = !view.isTeacher;
    this.hide.textContent = item.drawing.hidden ? words.show : words.hide;
    this.close.textContent = words.close;
    [this.before.ariaLabel, this.after.ariaLabel] = [words.previous, words.next];
    [this.before.disabled, this.after.disabled] = [-1, 1].map((step) => !this.on.beside(item, step));
    this.pictures.forEach(({ root, caption }, index) => {
      root.hidden = !view.isTeacher || item.score === null;
      caption.textContent = words[PICTURES[index]];
    });
    if (!this.root.open) this.root.showModal();
    if (view.isTeacher && item.score !== null) this.#ask(item, message);
  }

  /**
   * @param {Item} item
   * @param {WallMessage} message
   */
  async #ask(item, { model, scales, words }) {
    this.pictures.forEach(({ canvas }) => canvas.getContext("2d")?.clearRect(0, 0, IMAGE_SIDE, IMAGE_SIDE));
    const { isDone, reply, reason } = await this.on.say({ do: "pictures", model, id: item.drawing.id });
    if (this.item !== item) return;
    if (!isDone) this.said.textContent = reason || words.no_answer;
    (reply.pictures ?? []).forEach((/** @type {string} */ text, /** @type {number} */ index) => {
      paintValues(this.pictures[index].canvas, decodePicture(text), paletteOf(scales[index]), 0);
    });
  }

  async #hide() {
    const { item } = this;
    if (!item) return;
    const hidden = !item.drawing.hidden;
    const { isDone, reason } = await this.on.say({ do: "hide drawing", id: item.drawing.id, hidden });
    if (isDone) this.root.close();
    else this.said.textContent = reason || this.shown?.message.words.no_answer || "";
  }

  /** @param {number} step */
  #step(step) {
    const next = this.item && this.on.beside(this.item, step);
    if (next && this.shown) this.open(next, this.shown.state, this.shown.message, this.shown.view);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.#step(step);
  }
}

/**
 * @param {Item} item
 * @param {number} threshold NaN where none is known for its score.
 * @param {Record<string, string>} words
 * @param {number} decimals
 */
export function verdictOn({ score, isAnomaly }, threshold, words, decimals) {
  if (score === null) return words.no_score;
  if (score === undefined) return words.score_waits;
  if (Number.isNaN(threshold)) return words.other_detector;
  const isFlagged = score >= threshold;
  const verdict = isFlagged ? words.anomaly : words.normal;
  const said = fill(words.score, {
    score: score.toFixed(decimals), threshold: threshold.toFixed(decimals), verdict,
  });
  if (isAnomaly === null) return said;
  const outcome = isFlagged === isAnomaly ? words.right : isAnomaly ? words.miss : words.false_alarm;
  return `${said} ${outcome}`;
}

/** @param {string} name */
function pictureOf(name) {
  const canvas = element("canvas", { width: IMAGE_SIDE, height: IMAGE_SIDE, className: "wall-pixels" });
  const caption = element("figcaption");
  return { root: element("figure", { className: name }, [canvas, caption]), canvas, caption };
}
