// @ts-check
/** @import { Codec } from "./codec.js" */
/** @import { PlanePoint } from "./plane.js" */
import { decodeCode, encodeDigit, scorePicture } from "./codec.js";
import { emptyCells, isEmptyAt } from "./cells.js";
import { fromPlane, principalPlane, toPlane } from "./plane.js";
import { nearestTo, placeIn, pointAt, spreadOut, viewOf } from "./view.js";
import { LatentWalk } from "./walk.js";

/**
 * @typedef {object} HeldOut Digits that the network was not fitted on.
 * @property {Float32Array[]} digits
 * @property {string[]} labels
 * @property {string[]} normal Labels of the normal ones, of which there are two at least.
 */

const CELL_COLUMNS = 24;
const CELL_ROWS = 18;
const CELL_REACH = 0.06; // of the view's sides
const OUTLIERS = 2; // at each end of the map, between which one walks at first

/** A detector's codes of held-out digits, in the plane in which the normal ones vary most. */
export class MapModel {
  /**
   * @param {Codec} codec
   * @param {HeldOut} held
   */
  constructor(codec, held) {
    this.codec = codec;
    this.held = held;
    const codes = held.digits.map((digit) => encodeDigit(codec, digit));
    /** Those that were asked for. @type {number[]} */
    this.scores = [];
    this.isNormal = held.labels.map((label) => held.normal.includes(label));
    this.plane = principalPlane(codes.filter((_, index) => this.isNormal[index]));
    const points = codes.map((code) => toPlane(this.plane, code));
    /** Whether the map is a line, across which places mean nothing. */
    this.isLine = codec.size === 1;
    this.points = this.isLine ? spreadOut(points) : points;
    this.view = viewOf(this.points);
    this.places = this.points;
    /** The place of the learner's own. @type {PlanePoint | null} */
    this.drawing = null;
    this.cells = emptyCells([], 1, 1, 0);
    this.survey(null);
  }

  /**
   * Lay out the map with a drawing on it, or without.
   *
   * @param {Float32Array | null} drawing
   */
  survey(drawing) {
    const point = drawing && toPlane(this.plane, encodeDigit(this.codec, drawing));
    if (point && this.isLine) point[1] = 0.5;
    this.view = viewOf(point ? [...this.points, point] : this.points);
    const toPlace = (/** @type {PlanePoint} */ one) => placeIn(this.view, one);
    this.places = this.points.map(toPlace);
    this.drawing = point ? toPlace(point) : null;
    const lived = this.places.filter((_, index) => this.isNormal[index]);
    this.cells = this.isLine
      ? emptyCells(lived.map(([x]) => [x, 0.5]), CELL_COLUMNS, 1, CELL_REACH)
      : emptyCells(lived, CELL_COLUMNS, CELL_ROWS, CELL_REACH);
  }

  /** Where the codes' mean is. @returns {PlanePoint} */
  get middle() {
    return placeIn(this.view, [0, this.isLine ? 0.5 : 0]);
  }

  /**
   * What the decoder makes of a place, in an array of the network.
   *
   * @param {PlanePoint} place
   */
  decoded(place) {
    return decodeCode(this.codec, fromPlane(this.plane, pointAt(this.view, place)));
  }

  /**
   * What is at a place: a picture, its score, and whether normal digits are near.
   *
   * @param {PlanePoint} place
   */
  at(place) {
    const picture = this.decoded(place).slice();
    return {
      picture,
      score: scorePicture(this.codec, picture),
      isEmpty: isEmptyAt(this.cells, place),
    };
  }

  /**
   * The digit nearest to a place; -1 where there is none within reach.
   *
   * @param {PlanePoint} place
   * @param {number} ratio Of the map's height to its width.
   * @param {number} [reach] In shares of the width.
   */
  nearest(place, ratio, reach) {
    return nearestTo(this.places, place, ratio, reach);
  }

  /** The score of a digit. @param {number} index */
  scoreOf(index) {
    this.scores[index] ??= scorePicture(this.codec, this.held.digits[index]);
    return this.scores[index];
  }

  /** Two normal digits that lie far apart. @returns {[number, number]} */
  get ends() {
    const across = this.points.flatMap((_, index) => (this.isNormal[index] ? [index] : []));
    across.sort((a, b) => this.points[a][0] - this.points[b][0]);
    const skipped = Math.min(OUTLIERS, Math.floor((across.length - 1) / 2));
    return [across[skipped], across[across.length - 1 - skipped]];
  }

  /** @param {number} from @param {number} to Their indices. */
  walk(from, to) {
    return new LatentWalk(this.codec, this.held.digits[from], this.held.digits[to]);
  }
}
