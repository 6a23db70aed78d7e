// @ts-check
/** @import { Item, ScoredItem, Sorted } from "./wall_items.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { WallFigures } from "./wall_figures.js";
import { WallHistogram } from "./wall_histogram.js";
import { hardestItems } from "./wall_items.js";
import { inkImage } from "./wall_ink.js";
import { thresholdFor } from "./wall_tiling.js";
import { WallTiles } from "./wall_tiles.js";

const HARDEST = 4;
const AT_REST = 120; // milliseconds without a move, after which the hardest are shown
const THUMB = 64; // pixels

/**
 * @typedef {{ open: (item: Item) => void, move: (threshold: number) => void }} BoardEvents
 * @typedef {{ isTeacher: boolean, isComparable: boolean, reason: string, learned: number }} BoardView
 */

/** The drawings of a task along their scores, with all that the line decides. */
export class WallBoard {
  /** @param {BoardEvents} on */
  constructor(on) {
    this.on = on;
    /** @type {ScoredItem[]} */
    this.items = [];
    this.step = 1;
    this.shown = ""; // which are the hardest, and how they are called
    this.tiles = new WallTiles({ open: on.open, move: (below) => on.move(this.#thresholdAt(below)) });
    this.histogram = new WallHistogram(on.move);
    this.figures = new WallFigures();
    this.sides = ["normal_side", "anomalous_side"].map(() => element("span"));
    this.key = element("p", { className: "wall-key" });
    this.notes = element("p", { className: "wall-note", role: "status" });
    this.rest = element("div", { className: "wall-rest" });
    this.hiddenName = element("summary");
    this.hiddenThumbs = element("div");
    // Closed at first: what was hidden is not to be seen by a projector either.
    this.hidden = element("details", { className: "wall-hidden" }, [this.hiddenName, this.hiddenThumbs]);
    this.hardest = element("section", { className: "wall-hardest" });
    this.side = element("div", { className: "wall-side" }, [this.hardest]);
    this.sidesRow = element("div", { className: "wall-sides" }, this.sides);
    const below = [this.histogram.root, this.key, this.notes, this.rest, this.hidden];
    const parts = element("div", { className: "wall-parts" }, [element("div", {}, below), this.side]);
    this.root = element("div", { className: "wall-board" }, [this.figures.root, this.tiles.root, this.sidesRow, parts]);
  }

  leave() {
    clearTimeout(this.timer);
    this.tiles.leave();
  }

  /**
   * @param {Sorted} sorted
   * @param {WallMessage} message
   * @param {BoardView} view
   */
  show({ scored, waiting, blank, hidden }, message, { isTeacher, isComparable, reason, learned }) {
    const { words } = message;
    this.items = scored;
    this.step = message.step;
    this.tiles.root.hidden = scored.length === 0;
    this.tiles.show(scored, message);
    this.histogram.root.hidden = scored.length === 0;
    this.histogram.show(scored, message, isComparable);
    const hasOwn = scored.some(({ isOwn }) => isOwn);
    const hasLabels = scored.some(({ isAnomaly }) => isAnomaly !== null);
    for (const part of [this.figures.root, this.sidesRow, this.hardest]) part.hidden = !isComparable;
    const keys = [isComparable && words.key_anomaly, isComparable && hasLabels && words.key_wrong, hasOwn && words.key_own];
    this.key.textContent = keys.filter(Boolean).join(" · ");
    const wait = isTeacher ? words.scoring : words.unscored;
    const notes = [
      reason,
      waiting.length > 0 && !reason && fill(wait, { count: waiting.length }),
      blank.length > 0 && fill(words.no_ink, { count: blank.length }),
      learned > 0 && fill(words.learned, { count: learned }),
      !isTeacher && message.is_taught && words.learned_some,
      !isComparable && words.other_detector,
    ];
    this.notes.textContent = notes.filter(Boolean).join(" ");
    const said = isTeacher ? fill(words.hidden, { count: hidden.length }) : words.hidden_own;
    const thumbs = (/** @type {Item[]} */ items) => items.map((item) => this.#thumb(item, words));
    this.rest.replaceChildren(...thumbs([...waiting, ...blank]));
    this.hidden.hidden = hidden.length === 0;
    this.hiddenName.textContent = said;
    this.hiddenThumbs.replaceChildren(...thumbs(hidden));
  }

  /**
   * @param {Sorted} sorted
   * @param {number} threshold NaN where none is known for these scores.
   * @param {WallMessage} message
   */
  mark(sorted, threshold, message) {
    const { words } = message;
    this.tiles.mark(threshold);
    this.histogram.mark(threshold);
    this.figures.mark(sorted, threshold, message);
    clearTimeout(this.timer);
    if (Number.isNaN(threshold)) return;
    const { below } = this.tiles;
    const counts = [below, sorted.scored.length - below];
    this.sides.forEach((side, index) => {
      side.textContent = fill(words[index ? "anomalous_side" : "normal_side"], { count: counts[index] });
    });
    this.timer = setTimeout(() => this.#showHardest(sorted, threshold, words), AT_REST);
  }

  /**
   * @param {Sorted} sorted
   * @param {number} threshold
   * @param {Record<string, string>} words
   */
  #showHardest({ scored }, threshold, words) {
    const { items, areWrong } = hardestItems(scored, threshold, HARDEST);
    const shown = `${areWrong} ${items.map(({ drawing }) => drawing.id)} ${words.hardest}`;
    if (shown === this.shown) return;
    this.shown = shown;
    const title = element("h3", { textContent: areWrong ? words.hardest : words.hardest_close });
    const row = element("div", { className: "wall-thumbs" }, items.map((item) => this.#thumb(item, words)));
    this.hardest.replaceChildren(...(items.length > 0 ? [title, row] : []));
  }

  /**
   * @param {Item} item
   * @param {Record<string, string>} words
   */
  #thumb(item, words) {
    const ink = inkImage(item.drawing, getComputedStyle(this.root).color, THUMB);
    const label = item.isOwn ? words.yours : words.picture;
    return element("button", { type: "button", className: "wall-thumb", ariaLabel: label, onclick: () => this.on.open(item) }, [ink]);
  }

  /** @param {number} below */
  #thresholdAt(below) {
    return thresholdFor(below, this.items.map(({ score }) => score), this.step);
  }
}
