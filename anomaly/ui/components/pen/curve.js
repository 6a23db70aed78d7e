// @ts-check
/** @import { Moment } from "./moments.js" */
import { element, setAttributes, shape } from "../shared/dom.js";
import { fill } from "../shared/format.js";

const WIDTH = 280;
const HEIGHT = 44;
const RIM = 4;

/**
 * @typedef {object} CurveEvents
 * @property {(index: number | null) => void} point A moment is pointed at, or none any more.
 * @property {() => void} play
 */

/** The score as the drawing grew: hover, drag or the arrow keys go back to a moment. */
export class PenCurve {
  /**
   * @param {HTMLElement} root
   * @param {CurveEvents} on
   */
  constructor(root, on) {
    this.on = on;
    this.root = root;
    this.svg = shape("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" });
    this.plot = element("div", { className: "pen-plot", tabIndex: 0 }, [this.svg]);
    this.plot.setAttribute("role", "slider");
    this.button = element("button", { type: "button", className: "pen-play", onclick: on.play });
    root.replaceChildren(this.button, this.plot);
    /** @type {Moment[]} */
    this.moments = [];
    /** @type {(number | null)[]} */
    this.scores = [];
    /** @type {number | null} */
    this.pointed = null;
    this.plot.onpointerdown = this.plot.onpointermove = (event) => this.#follow(event);
    this.plot.onpointerleave = this.plot.onblur = () => this.#point(null);
    this.plot.onkeydown = (event) => this.#press(event);
  }

  /**
   * @param {Record<string, string>} words
   * @param {number} decimals Of a score.
   */
  name(words, decimals) {
    this.words = words;
    this.decimals = decimals;
    this.plot.setAttribute("aria-label", words.curve);
    this.plot.title = words.curve;
  }

  /**
   * @param {Moment[]} moments
   * @param {(number | null)[]} scores As far as they are known.
   * @param {number | null} threshold
   */
  show(moments, scores, threshold) {
    if (moments !== this.moments) this.pointed = null;
    Object.assign(this, { moments, scores });
    const known = scores.filter((score) => score !== null);
    this.root.classList.toggle("empty", known.length < 2);
    if (known.length < 2) return;
    const highest = Math.max(...known, threshold ?? 0, 1e-9);
    this.heightOf = (/** @type {number} */ score) =>
      HEIGHT - RIM - (Math.max(0, score) / highest) * (HEIGHT - 2 * RIM);
    const parts = this.#parts();
    this.svg.replaceChildren(
      ...parts.map((d, n) => shape("path", { class: `pen-part part-${n % 3}`, d })),
      ...(threshold === null ? [] : [this.#level(threshold)]),
      shape("line", { class: "pen-at", y1: 0, y2: HEIGHT, visibility: "hidden" }),
    );
    this.#mark();
  }

  /** @param {boolean} playing */
  setPlaying(playing) {
    this.button.textContent = playing ? "■" : "▶";
    this.button.ariaLabel = (playing ? this.words?.stop : this.words?.play) ?? "";
    this.button.title = this.button.ariaLabel;
  }

  /** @param {number | null} index Of the moment in view. */
  mark(index) {
    this.pointed = index;
    this.#mark();
  }

  #mark() {
    const line = this.svg.querySelector(".pen-at");
    const index = this.pointed;
    const score = index === null ? null : this.scores[index];
    this.plot.setAttribute("aria-valuemin", "0");
    this.plot.setAttribute("aria-valuemax", String(Math.max(0, this.moments.length - 1)));
    this.plot.setAttribute("aria-valuenow", String(index ?? Math.max(0, this.moments.length - 1)));
    const spoken = score === null || score === undefined ? "–" : score.toFixed(this.decimals);
    this.plot.setAttribute("aria-valuetext", fill(this.words?.moment ?? "{score}", { score: spoken }));
    if (!line) return;
    const x = index === null ? 0 : this.#x(index);
    setAttributes(line, { x1: x, x2: x, visibility: index === null ? "hidden" : "visible" });
  }

  /** @param {number} threshold */
  #level(threshold) {
    const y = this.heightOf?.(threshold) ?? 0;
    return shape("line", { class: "pen-level", x1: 0, x2: WIDTH, y1: y, y2: y });
  }

  /** One path for each stroke, which begins where the one before ended. */
  #parts() {
    /** @type {string[]} */
    const parts = [];
    this.moments.forEach(({ stroke }, index) => {
      const score = this.scores[index];
      if (score === null || score === undefined) return;
      const point = `${this.#x(index).toFixed(1)},${(this.heightOf?.(score) ?? 0).toFixed(1)}`;
      parts[stroke] = parts[stroke] ? `${parts[stroke]}L${point}` : `M${point}`;
    });
    return parts.filter(Boolean);
  }

  /** @param {number} index */
  #x(index) {
    return RIM + (index / Math.max(1, this.moments.length - 1)) * (WIDTH - 2 * RIM);
  }

  /** @param {PointerEvent} event */
  #follow(event) {
    const box = this.plot.getBoundingClientRect();
    const along = ((event.clientX - box.left) / box.width) * WIDTH;
    const share = (along - RIM) / (WIDTH - 2 * RIM);
    const last = this.moments.length - 1;
    this.#point(Math.min(last, Math.max(0, Math.round(share * last))));
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.moments.length - 1;
    const now = this.pointed ?? last;
    const steps = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last };
    if (!(event.key in steps)) return;
    event.preventDefault();
    const next = steps[/** @type {keyof typeof steps} */ (event.key)];
    this.#point(Math.min(last, Math.max(0, next)));
  }

  /** @param {number | null} index */
  #point(index) {
    if (index === this.pointed) return;
    this.mark(index);
    this.on.point(index);
  }
}
