// @ts-check
/** @import { LessonColours, SharpContext } from "./chart_canvas.js" */
/** @import { HistogramContent } from "./histogram_paint.js" */
import { ChartCanvas } from "./chart_canvas.js";
import {
  HISTOGRAM_SIDE,
  paintScoreAxis,
  paintScoreBars,
  paintScoreLine,
  paintScoreMark,
  placeOfScore,
} from "./histogram_paint.js";

const HISTOGRAM_HEAD = 7; // above the bars, beside the height of what stands at mark and line
const HISTOGRAM_FOOT = 5; // below the bars, beside the height of the numbers

/** Bars of scores, with a line and the mark of a digit. */
export class LessonHistogram {
  /**
   * @param {HTMLElement} root
   * @param {string} label
   */
  constructor(root, label) {
    /** @type {HistogramContent} */
    this.content = { top: 1, bars: [] };
    this.width = 1; // of the canvas, as it was painted last
    this.canvas = new ChartCanvas(root, "lesson-histogram", label, (sharp, colours) => this.#paint(sharp, colours));
  }

  leave() {
    this.canvas.leave();
  }

  /** @param {HistogramContent} content */
  show(content) {
    this.content = content;
    this.canvas.paint();
  }

  /** Where a score lies, in CSS pixels from the left edge. @param {number} score */
  xOf(score) {
    const box = { left: HISTOGRAM_SIDE, width: this.width - 2 * HISTOGRAM_SIDE };
    return placeOfScore(box, score, this.content.top);
  }

  /** The score at a place, in CSS pixels from the left edge. @param {number} x */
  scoreAt(x) {
    const width = this.width - 2 * HISTOGRAM_SIDE;
    const share = Math.min(1, Math.max(0, (x - HISTOGRAM_SIDE) / width));
    return share * this.content.top;
  }

  /** @param {SharpContext} sharp @param {LessonColours} colours */
  #paint({ context, width, height }, colours) {
    this.width = width;
    const { font, label } = colours;
    const [top, bottom] = [HISTOGRAM_HEAD + label, height - HISTOGRAM_FOOT - label];
    const box = { left: HISTOGRAM_SIDE, width: width - 2 * HISTOGRAM_SIDE, top, bottom };
    context.font = `${label}px ${font}`;
    const { bars, line, mark } = this.content;
    const highest = Math.max(1, ...bars.map(({ counts }) => Math.max(...Array.from(counts))));
    for (const some of bars) paintScoreBars(context, box, some, highest, colours);
    paintScoreAxis(context, box, this.content, colours);
    if (line) paintScoreLine(context, box, this.content.top, line, colours);
    if (mark) paintScoreMark(context, box, this.content, mark, colours);
  }
}
