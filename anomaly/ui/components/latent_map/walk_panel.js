// @ts-check
/** @import { LatentWalk } from "./walk.js" */
import { element, find, setAttributes, shape } from "../shared/dom.js";
import { fill } from "../shared/format.js";

const WALK_POINTS = 17;
const ROUGH_POINTS = 7; // while an end is dragged, so that a frame's time is enough
const WALK_WIDTH = 100;
const WALK_HEIGHT = 40;
const WALK_STEPS = 100;

/** How far one has walked, and the scores along the way: a chart with a slider under it. */
export class WalkPanel {
  /**
   * @param {Record<string, string>} words
   * @param {() => void} moved
   */
  constructor(words, moved) {
    this.words = words;
    this.slider = element("input", { type: "range", min: "0", max: String(WALK_STEPS), value: "50" });
    this.slider.oninput = moved;
    setAttributes(this.slider, { "aria-label": words.along });
    this.code = shape("polyline", { class: "latent-line-code" });
    this.pixels = shape("polyline", { class: "latent-line-pixels" });
    this.bead = shape("line", { class: "latent-bead", y1: 0, y2: WALK_HEIGHT });
    const chart = shape("svg", {
      viewBox: `0 0 ${WALK_WIDTH} ${WALK_HEIGHT}`,
      preserveAspectRatio: "none",
      "aria-hidden": "true",
    }, [this.pixels, this.code, this.bead]);
    this.root = element("div", { className: "latent-walk" }, [
      element("div", { className: "latent-chart" }, [
        element("small", { className: "latent-most" }), element("small", { textContent: "0" }), chart,
      ]),
      element("label", {}, [this.slider, element("span", { textContent: words.along })]),
    ]);
  }

  get share() {
    return Number(this.slider.value) / WALK_STEPS;
  }

  /**
   * @param {LatentWalk} walk
   * @param {boolean} isRough Whether it is to be quick.
   */
  show(walk, isRough) {
    const { code, pixels } = walk.scores(isRough ? ROUGH_POINTS : WALK_POINTS);
    const most = Math.max(...code, ...pixels, 1);
    const lineOf = (/** @type {number[]} */ scores) =>
      scores
        .map((score, n) => {
          const x = (n / (scores.length - 1)) * WALK_WIDTH;
          return `${x.toFixed(1)},${((1 - score / most) * WALK_HEIGHT).toFixed(1)}`;
        })
        .join(" ");
    setAttributes(this.code, { points: lineOf(code) });
    setAttributes(this.pixels, { points: lineOf(pixels) });
    find(this.root, ".latent-most").textContent = most.toFixed(0);
  }

  /** @param {{ code: string, pixels: string }} scores As written, at the place of the slider. */
  mark(scores) {
    const x = this.share * WALK_WIDTH;
    setAttributes(this.bead, { x1: x, x2: x });
    const text = fill(this.words.along_text, { percent: Math.round(100 * this.share), ...scores });
    this.slider.setAttribute("aria-valuetext", text);
  }
}
