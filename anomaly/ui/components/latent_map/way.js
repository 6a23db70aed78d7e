// @ts-check
/** @import { PlanePoint } from "./plane.js" */
import { element } from "../shared/dom.js";

/** The way from one digit to another on the map, with a mark on it. */
export class MapWay {
  constructor() {
    this.line = element("i", { className: "latent-way" });
    this.walker = element("i", { className: "latent-walker" });
  }

  /**
   * @param {PlanePoint[]} ends Places.
   * @param {number} share How far one has come between them.
   * @param {{ width: number, height: number }} size Of the map in pixels.
   */
  show([from, to], share, { width, height }) {
    const [x, y] = [from[0] * width, from[1] * height];
    const [across, down] = [to[0] * width - x, to[1] * height - y];
    const turn = Math.atan2(down, across);
    this.line.style.width = `${Math.hypot(across, down)}px`;
    this.line.style.transform = `translate(${x}px, ${y}px) rotate(${turn}rad)`;
    this.walker.style.transform = `translate(${x + share * across}px, ${y + share * down}px)`;
  }
}
