// @ts-check
/** @import { ScoredItem } from "./wall_items.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { element, setAttributes, shape } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { isWrong, numberBelow } from "./wall_items.js";
import { inkImage } from "./wall_ink.js";
import { belowAt, staircaseOf, tilingOf } from "./wall_tiling.js";

const INK_SIDE = 120; // pixels of a drawing's picture, whatever its size on the screen
const WITH_SCORE = 52; // pixels from which a drawing has its score below it
const LEAST_HEIGHT = 180; // pixels of the place for all drawings, unless they are too many
const HEIGHT_SHARE = 0.3; // of the window
const REACH = 14; // pixels on either side of the line that take hold of it
const SLOP_X = 3; // pixels a press may wander and still be a click

/**
 * @typedef {{ open: (item: ScoredItem) => void, move: (below: number) => void }} TilesEvents
 * @typedef {{ root: HTMLButtonElement, score: HTMLElement }} Tile
 */

/** The drawings by rising score, and the line between those it lets pass and the others. */
export class WallTiles {
  /** @param {TilesEvents} on */
  constructor(on) {
    this.on = on;
    this.grid = element("div", { className: "wall-grid", role: "group" });
    this.line = shape("polyline", { class: "wall-line" });
    const overlay = shape("svg", { class: "wall-overlay", "aria-hidden": "true" }, [this.line]);
    this.root = element("div", { className: "wall-tiles" }, [this.grid, overlay]);
    /** @type {Map<string, Tile>} */
    this.tiles = new Map();
    /** @type {ScoredItem[]} */
    this.items = [];
    this.tiling = tilingOf(0, 1, 1);
    this.below = 0;
    this.threshold = 0;
    this.isDragged = false;
    /** @type {number | null} */
    this.pressed = null; // where a press took hold of the line
    this.root.onpointerdown = (event) => this.#grasp(event);
    this.root.onpointermove = (event) => this.#follow(event);
    this.grid.onkeydown = (event) => this.#press(event);
    this.resized = new ResizeObserver(() => this.#arrange());
    this.resized.observe(this.root);
  }

  leave() {
    this.resized.disconnect();
  }

  /**
   * @param {ScoredItem[]} items By rising score.
   * @param {WallMessage} message
   */
  show(items, message) {
    this.items = items;
    this.message = message;
    this.grid.ariaLabel = message.words.tiles;
    const shown = new Set(items.map(({ drawing }) => drawing.id));
    for (const [id, { root }] of this.tiles) {
      if (shown.has(id)) continue;
      root.remove();
      this.tiles.delete(id);
    }
    const focused = /** @type {ShadowRoot} */ (this.root.getRootNode()).activeElement;
    items.forEach((item, index) => {
      const { root } = this.#tileOf(item);
      if (this.grid.children[index] !== root) this.grid.insertBefore(root, this.grid.children[index] ?? null);
    });
    if (focused instanceof HTMLElement && this.grid.contains(focused)) focused.focus({ preventScroll: true });
    this.#keepInTabOrder(items[0]);
    this.#arrange();
  }

  /**
   * Move the line. Only drawings that it passes change.
   *
   * @param {number} threshold NaN for none.
   * @param {boolean} isAll Whether to mark all of them anew.
   */
  mark(threshold, isAll = false) {
    const below = numberBelow(this.items, threshold);
    const isEach = isAll || Number.isNaN(threshold) !== Number.isNaN(this.threshold);
    const [first, end] = isEach ? [0, this.items.length] : [below, this.below].sort((one, other) => one - other);
    this.below = below;
    this.threshold = threshold;
    this.items.slice(first, end).forEach((item) => this.#markTile(item));
    this.#drawLine();
  }

  /** @param {ScoredItem} item */
  #tileOf(item) {
    const { drawing, isOwn } = item;
    let tile = this.tiles.get(drawing.id);
    if (!tile) {
      const ink = inkImage(drawing, getComputedStyle(this.root).color, INK_SIDE);
      const score = element("span", { className: "wall-score" });
      const root = element("button", { type: "button", className: "wall-tile", tabIndex: -1 }, [ink, score]);
      root.dataset.id = drawing.id;
      tile = { root, score };
      this.tiles.set(drawing.id, tile);
    }
    tile.root.onclick = () => this.isDragged || this.on.open(item);
    tile.root.classList.toggle("own", isOwn);
    return tile;
  }

  /** @param {ScoredItem} item */
  #markTile(item) {
    const tile = this.tiles.get(item.drawing.id);
    if (!tile || !this.message) return;
    const { words, decimals } = this.message;
    const isFlagged = item.score >= this.threshold;
    tile.root.classList.toggle("flagged", isFlagged);
    tile.root.classList.toggle("wrong", isWrong(item, this.threshold));
    const score = item.score.toFixed(decimals);
    if (tile.score.textContent !== score) tile.score.textContent = score;
    const own = item.isOwn ? words.yours : "";
    const verdict = isFlagged ? words.anomaly : words.normal;
    const said = Number.isNaN(this.threshold) ? `${score} ${own}` : fill(words.tile, { score, verdict, own });
    tile.root.ariaLabel = said.trim();
  }

  #arrange() {
    const width = this.root.clientWidth;
    if (width === 0) return;
    const height = Math.max(LEAST_HEIGHT, HEIGHT_SHARE * innerHeight);
    this.tiling = tilingOf(this.items.length, width, height);
    const { side, rows } = this.tiling;
    this.grid.style.setProperty("--side", `${side}px`);
    this.grid.style.setProperty("--rows", String(rows));
    this.grid.classList.toggle("small", side < WITH_SCORE);
    this.mark(this.threshold, true);
  }

  get #hasLine() {
    return this.items.length > 0 && !Number.isNaN(this.threshold);
  }

  #drawLine() {
    const points = staircaseOf(this.below, this.tiling);
    setAttributes(this.line, { points: points.map((point) => point.join(",")).join(" ") });
    this.line.style.display = this.#hasLine ? "" : "none";
  }

  /** @param {PointerEvent} event */
  #grasp(event) {
    this.isDragged = false;
    const xs = staircaseOf(this.below, this.tiling).map(([x]) => x);
    const at = this.#x(event);
    const isNear = xs.some((x) => Math.abs(at - x) <= REACH);
    this.pressed = event.button === 0 && this.#hasLine && isNear ? at : null;
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    if (this.pressed === null || event.buttons === 0) return;
    const at = this.#x(event);
    if (!this.isDragged && Math.abs(at - this.pressed) <= SLOP_X) return;
    // From here on it is no click at the drawing below.
    if (!this.isDragged) this.root.setPointerCapture(event.pointerId);
    this.isDragged = true;
    const below = belowAt(at, this.items.length, this.tiling);
    if (below !== this.below) this.on.move(below);
  }

  /** @param {PointerEvent} event */
  #x(event) {
    return event.clientX - this.root.getBoundingClientRect().left;
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const steps = { ArrowLeft: -this.tiling.rows, ArrowRight: this.tiling.rows, ArrowUp: -1, ArrowDown: 1 };
    const step = steps[/** @type {keyof typeof steps} */ (event.key)];
    const id = /** @type {HTMLElement} */ (event.target).dataset.id;
    const at = this.items.findIndex(({ drawing }) => drawing.id === id);
    const next = this.items[at + (step ?? 0)];
    if (!step || at < 0 || !next) return;
    event.preventDefault();
    this.#keepInTabOrder(next);
    this.tiles.get(next.drawing.id)?.root.focus();
  }

  /**
   * Of all drawings, one is in the order of the Tab key; from it arrow keys lead to the others.
   *
   * @param {ScoredItem | undefined} item
   */
  #keepInTabOrder(item) {
    for (const { root } of this.tiles.values()) root.tabIndex = -1;
    const tile = item && this.tiles.get(item.drawing.id);
    if (tile) tile.root.tabIndex = 0;
  }
}
