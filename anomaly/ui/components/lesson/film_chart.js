// @ts-check
/** @import { LessonColours, SharpContext } from "./chart_canvas.js" */
/** @import { Film } from "./film.js" */
import { ChartCanvas } from "./chart_canvas.js";

const CODE_SHARE = 0.45; // of the height, for the bars of the code
const CHART_ROOM = 6; // pixels around the curve
const CHART_HEAD = 5; // above the curve, beside its title's height
const CURVE_FLOOR = 0.8; // of the least sum, where the axis begins
const MAX_CODE = 3; // standard deviations of the prior, to a bar's full height

/** The sum of the difference frame by frame, and below it the numbers of the code. */
export class FilmChart {
  /**
   * @param {HTMLElement} root
   * @param {Record<string, string>} words
   */
  constructor(root, { chart: label, difference, code }) {
    this.titles = { difference, code };
    /** @type {Film | null} */
    this.film = null;
    this.place = 0;
    this.canvas = new ChartCanvas(root, "film-chart", label, (sharp, colours) => this.#paint(sharp, colours));
  }

  leave() {
    this.canvas.leave();
  }

  /**
   * @param {Film | null} film
   * @param {number} place
   */
  show(film, place) {
    this.film = film;
    this.place = place;
    this.canvas.paint();
  }

  /** @param {SharpContext} sharp @param {LessonColours} colours */
  #paint({ context, width, height }, colours) {
    if (!this.film) return;
    const { codes } = this.film;
    context.font = `${colours.label}px ${colours.font}`;
    const below = codes.length > 0 ? height * CODE_SHARE : 0;
    this.#paintCurve(context, width, height - below, this.film.sums, colours);
    const code = codes[Math.round(this.place)];
    if (code) this.#paintCode(context, width, height - below / 2, below / 2, code, colours);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} width
   * @param {number} height
   * @param {number[]} sums
   * @param {LessonColours} colours
   */
  #paintCurve(context, width, height, sums, { text, primary, label }) {
    const [least, most] = [CURVE_FLOOR * Math.min(...sums), Math.max(...sums, 1)];
    const last = Math.max(1, sums.length - 1);
    const xOf = (/** @type {number} */ frame) => CHART_ROOM + (frame / last) * (width - 2 * CHART_ROOM);
    const reach = height - 2 * CHART_ROOM - CHART_HEAD - label;
    const yOf = (/** @type {number} */ sum) => height - CHART_ROOM - ((sum - least) / (most - least)) * reach;
    context.strokeStyle = text;
    context.lineWidth = 1;
    context.strokeRect(0.5, 0.5, width - 1, height - 1);
    context.lineWidth = 2;
    context.beginPath();
    const now = Math.round(this.place);
    for (let frame = 0; frame <= now; frame += 1) context.lineTo(xOf(frame), yOf(sums[frame]));
    context.stroke();
    context.fillStyle = primary;
    context.beginPath();
    context.arc(xOf(now), yOf(sums[now]), 5, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = text;
    context.textAlign = "right";
    context.textBaseline = "top";
    context.fillText(this.titles.difference, width - CHART_ROOM, CHART_ROOM);
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {number} width
   * @param {number} middle
   * @param {number} reach
   * @param {number[]} code
   * @param {LessonColours} colours
   */
  #paintCode(context, width, middle, reach, code, { normal, text }) {
    const wide = width / code.length;
    context.fillStyle = normal;
    code.forEach((number, index) => {
      const tall = Math.min(1, Math.max(-1, number / MAX_CODE)) * reach;
      context.fillRect(index * wide + 1, middle - Math.max(0, tall), wide - 2, Math.abs(tall));
    });
    context.fillStyle = text;
    context.fillRect(0, middle - 0.5, width, 1);
    context.textBaseline = "bottom";
    context.fillText(this.titles.code, width - CHART_ROOM, middle + reach);
  }
}
