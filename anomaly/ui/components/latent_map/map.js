// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { MapMode } from "./map_view.js" */
/** @import { HeldOut } from "./model.js" */
/** @import { PlanePoint } from "./plane.js" */
/** @import { LatentWalk } from "./walk.js" */
import { fill } from "../shared/format.js";
import { cutAtCode } from "./codec.js";
import { MapHandle } from "./handle.js";
import { buildMap } from "./map_view.js";
import { MapModel } from "./model.js";
import { mapColours, paintMap } from "./paint.js";
import { paintDecoded } from "./tiles.js";
import { nextTowards } from "./view.js";
import { describeDigit, scoreText, sentenceOnShares } from "./words.js";

/**
 * @typedef {object} MapEvents
 * @property {() => void} moved Something was moved by hand.
 */

/** A map of codes on which one looks around, and walks from one digit to another. */
export class LatentMap {
  /**
   * @param {HTMLElement} root Empty.
   * @param {Record<string, string>} words Those of `latent_map`.
   * @param {MapEvents} on
   */
  constructor(root, words, on) {
    this.words = words;
    this.on = on;
    this.parts = buildMap(root, words, {
      choose: (mode) => this.choose(mode),
      walked: () => this.#touch(),
      tiled: () => this.repaint(),
    });
    this.size = { width: 0, height: 0 };
    this.frame = 0;
    /** @type {PlanePoint} */
    this.place = [0.5, 0.5];
    /** @type {[number, number]} */
    this.ends = [0, 0];
    /** The walk, once it is computed. @type {LatentWalk | null} */
    this.way = null;
    /** @type {Float32Array | null} */
    this.drawing = null;
    this.handles = {
      point: this.#handle("point", (place) => this.#moveTo(place)),
      from: this.#endHandle("from", 0),
      to: this.#endHandle("to", 1),
    };
    this.#listen();
    this.resized = new ResizeObserver(() => this.repaint());
    this.resized.observe(this.parts.board);
    this.choose("explore");
  }

  /** What one drags to look around. */
  get ring() {
    return this.handles.point.mark;
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
  }

  /**
   * Show a detector's codes; false where it has none.
   *
   * @param {Network} network
   * @param {HeldOut} held
   */
  show(network, held) {
    const codec = cutAtCode(network);
    if (!codec) return false;
    this.model = new MapModel(codec, held);
    this.ends = this.model.ends;
    this.parts.small.textContent = `${this.words.what}\n${sentenceOnShares(this.model.plane, this.words)}`;
    this.mark(this.drawing);
    return true;
  }

  /** @param {Float32Array | null} drawing The learner's own digit. */
  mark(drawing) {
    this.drawing = drawing;
    const { model } = this;
    if (!model) return;
    model.survey(drawing);
    this.place = model.drawing ?? model.middle;
    this.way = null;
    this.repaint();
  }

  /** @param {MapMode} mode */
  choose(mode) {
    this.mode = mode;
    const { modes, note, walk, board } = this.parts;
    for (const [name, button] of Object.entries(modes)) {
      button.setAttribute("aria-pressed", String(name === mode));
    }
    board.dataset.mode = mode;
    note.hidden = mode === "walk";
    walk.root.hidden = mode === "explore";
    this.repaint();
  }

  /** Draw all again, as where the page has turned dark. */
  repaint() {
    const { model, size } = this;
    const { canvas, board, tiled } = this.parts;
    [size.width, size.height] = [board.clientWidth, board.clientHeight];
    const context = canvas.getContext("2d");
    if (!context || !model || size.width === 0) return;
    canvas.width = Math.round(size.width * devicePixelRatio);
    canvas.height = Math.round(size.height * devicePixelRatio);
    context.scale(devicePixelRatio, devicePixelRatio);
    const colours = mapColours(board);
    if (tiled.checked) paintDecoded(context, size, model, colours.text);
    paintMap(context, size, { ...model, labels: model.held.labels }, colours);
    this.#update();
  }

  #schedule() {
    if (this.frame === 0) this.frame = requestAnimationFrame(() => this.#update());
  }

  /** Something was moved by hand. */
  #touch() {
    this.#schedule();
    this.on.moved();
  }

  #update() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    if (!this.model) return;
    if (this.mode === "walk") this.#showWalk(this.model);
    else this.#showPlace(this.model);
  }

  /** @param {MapModel} model */
  #showPlace(model) {
    const { words, place, size } = this;
    const { made, beside, note } = this.parts;
    const { picture, score, isEmpty } = model.at(place);
    const nearest = model.nearest(place, size.height / size.width);
    const written = scoreText(words, score);
    made.show(picture, words.decoded, written);
    const neighbour = fill(words.nearest, { label: model.held.labels[nearest] });
    beside.show(model.held.digits[nearest], neighbour, scoreText(words, model.scoreOf(nearest)));
    const sentence = isEmpty ? words.empty : words.inhabited;
    if (note.textContent !== sentence) note.textContent = sentence;
    this.handles.point.show(place, size);
    this.handles.point.describe(`${words.decoded}: ${written}. ${neighbour}. ${sentence}`);
  }

  /** @param {MapModel} model */
  #showWalk(model) {
    const { words, ends, size, handles } = this;
    const { made, beside, walk, line } = this.parts;
    if (!this.way) {
      this.way = model.walk(...ends);
      walk.show(this.way, handles.from.isHeld || handles.to.isHeld);
    }
    const { picture, score, fade, fadeScore } = this.way.at(walk.share);
    made.show(picture, words.code, scoreText(words, score));
    beside.show(fade, words.pixels, scoreText(words, fadeScore));
    walk.mark({ code: score.toFixed(1), pixels: fadeScore.toFixed(1) });
    for (const [index, handle] of [handles.from, handles.to].entries()) {
      handle.show(model.places[ends[index]], size);
      handle.describe(describeDigit(model, ends[index], words).join(", "));
    }
    line.show(ends.map((end) => model.places[end]), walk.share, size);
  }

  /** @param {"point" | "from" | "to"} name @param {(place: PlanePoint) => void} dragged */
  #handle(name, dragged) {
    const stepped = (/** @type {PlanePoint} */ _, /** @type {PlanePoint} */ place) => dragged(place);
    return new MapHandle(this.parts.board, name, this.words[name], { dragged, stepped });
  }

  /** @param {"from" | "to"} name @param {0 | 1} end */
  #endHandle(name, end) {
    return new MapHandle(this.parts.board, name, this.words[name], {
      dragged: (place) => {
        const { model, size } = this;
        if (model) this.#setEnd(end, model.nearest(place, size.height / size.width));
      },
      stepped: (direction) => {
        const { model } = this;
        if (model) this.#setEnd(end, nextTowards(model.places, this.ends[end], direction));
      },
      dropped: () => {
        this.way = null;
        this.#schedule();
      },
    });
  }

  /** @param {PlanePoint} place */
  #moveTo(place) {
    this.place = place;
    this.#touch();
  }

  /** @param {0 | 1} end @param {number} index */
  #setEnd(end, index) {
    if (this.ends[end] === index) return;
    this.ends[end] = index;
    this.way = null;
    this.#touch();
  }

  /** Hear of the pointer on the map beside the handles. */
  #listen() {
    const { board, canvas, tip } = this.parts;
    canvas.onpointerdown = (event) => {
      // A finger may be about to scroll the page: it moves the mark where it taps.
      if (event.pointerType !== "touch") this.#handleAt(event).grasp(event);
    };
    canvas.onclick = (event) => {
      const handle = this.#handleAt(event);
      handle.on.dragged(placeOnBoard(board, event));
    };
    canvas.onpointermove = (event) => {
      const { model, size } = this;
      if (model) tip.show(model, placeOnBoard(board, event), size.height / size.width);
    };
    canvas.onpointerleave = () => tip.hide();
  }

  /** The handle that a press on the map moves. @param {MouseEvent} event */
  #handleAt(event) {
    const { point, from, to } = this.handles;
    if (this.mode === "explore") return point;
    const [x, y] = placeOnBoard(this.parts.board, event);
    const away = (/** @type {MapHandle} */ { place }) => Math.hypot(place[0] - x, place[1] - y);
    return away(from) < away(to) ? from : to;
  }
}

/** @param {HTMLElement} board @param {MouseEvent} event @returns {PlanePoint} */
function placeOnBoard(board, { clientX, clientY }) {
  const { left, top, width, height } = board.getBoundingClientRect();
  return [(clientX - left) / width, (clientY - top) / height];
}
