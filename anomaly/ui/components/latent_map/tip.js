// @ts-check
/** @import { MapModel } from "./model.js" */
/** @import { PlanePoint } from "./plane.js" */
import { Thumb } from "./thumb.js";
import { describeDigit } from "./words.js";

const HOVER_REACH = 0.03; // of the map's width
const TIP_ROOM = 0.7; // of its sides; beyond, the tip stands on the other side of its digit

/** The digit under the pointer. */
export class MapTip {
  /** @param {Record<string, string>} words */
  constructor(words) {
    this.words = words;
    this.thumb = new Thumb("tip");
    this.hide();
  }

  hide() {
    this.thumb.figure.hidden = true;
  }

  /**
   * @param {MapModel} model
   * @param {PlanePoint} pointer Its place.
   * @param {number} ratio Of the map's height to its width.
   */
  show(model, pointer, ratio) {
    const index = model.nearest(pointer, ratio, HOVER_REACH);
    if (index < 0) {
      this.hide();
      return;
    }
    const { figure } = this.thumb;
    const [name, score] = describeDigit(model, index, this.words);
    const [x, y] = model.places[index];
    this.thumb.show(model.held.digits[index], name, score);
    figure.hidden = false;
    figure.style.left = `${100 * x}%`;
    figure.style.top = `${100 * y}%`;
    figure.classList.toggle("leftwards", x > TIP_ROOM);
    figure.classList.toggle("upwards", y > 1 - TIP_ROOM);
  }
}
