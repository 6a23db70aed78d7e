// @ts-check
/** @import { Figure, StepContext } from "./step.js" */
import { element, find } from "../shared/dom.js";
import { fill, whole } from "../shared/format.js";
import { lessonPart } from "./digits.js";
import { LessonHistogram } from "./histogram_view.js";
import { cheapestBin, costCurve, countMistakes } from "./line_costs.js";
import { CostCurve } from "./line_curve.js";
import { LineHandle } from "./line_handle.js";
import { widerBins } from "./row_sums.js";

const LINE_BINS = 2; // of the counts, to a bar
const MAX_COST = 20;
const FIRST_COSTS = { miss: 10, falseAlarm: 1 }; // unequal, so that the histogram alone does not tell the line

/**
 * A line to set by eye; then the mistakes that it makes, and what they cost.
 *
 * @implements {Figure}
 */
export class DrawTheLine {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context `data` has the counts of `normal` and `anomalous` scores in bins up to
   *   `top`.
   */
  constructor(root, context) {
    this.context = context;
    const { words, data } = context;
    this.bins = data.normal.length;
    this.bin = Math.round(this.bins / 2);
    this.costs = { ...FIRST_COSTS };
    this.curve = costCurve(data, this.costs);
    this.isOpen = false;
    this.frame = 0;
    const plot = lessonPart(root, "line-plot");
    this.histogram = new LessonHistogram(plot, words.histogram);
    this.handle = new LineHandle(plot, words.threshold, this.bins, {
      dragged: (x) => this.#move(Math.round((this.histogram.scoreAt(x) / data.top) * this.bins)),
      stepped: (bins) => this.#move(this.bin + bins),
    });
    this.bars = { normal: widerBins(data.normal, LINE_BINS), anomalous: widerBins(data.anomalous, LINE_BINS) };
    this.said = root.appendChild(element("p", { className: "lesson-said" }));
    this.below = lessonPart(root, "line-below");
    this.below.hidden = true;
    this.resized = new ResizeObserver(() => this.#draw());
    this.resized.observe(plot);
    if (context.isOpen) this.#reveal();
    else context.spotlight(plot);
    this.#draw();
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.resized.disconnect();
    this.histogram.leave();
    this.costLine?.leave();
  }

  answered() {
    this.#reveal();
    this.#draw();
    this.context.spotlight(find(this.below, ".line-costs"));
  }

  /** Show which digits are which, and what mistakes cost. */
  #reveal() {
    const { words, data } = this.context;
    this.isOpen = true;
    this.below.hidden = false;
    const xOf = (/** @type {number} */ bin) => this.histogram.xOf((bin / this.bins) * data.top);
    this.costLine = new CostCurve(this.below, words.curve, xOf);
    const total = lessonPart(this.below, "lesson-tools line-total");
    this.total = total.appendChild(element("p"));
    this.go = total.appendChild(element("button", { type: "button", textContent: words.go }));
    this.go.onclick = () => {
      this.#move(cheapestBin(this.curve));
      this.context.say(this.total?.textContent ?? "");
    };
    const costs = lessonPart(this.below, "line-costs");
    this.missed = this.#cost(costs, words.cost_missed, "miss");
    this.falseAlarms = this.#cost(costs, words.cost_false_alarm, "falseAlarm");
  }

  /**
   * Add a slider of what a mistake costs; return the place for how many there are.
   *
   * @param {HTMLElement} root
   * @param {string} sentence
   * @param {"miss" | "falseAlarm"} mistake
   */
  #cost(root, sentence, mistake) {
    const count = element("strong");
    const cost = this.costs[mistake];
    const text = element("span", { textContent: fill(sentence, { cost }) });
    const slider = element("input", {
      type: "range", min: "1", max: String(MAX_COST), step: "1", value: String(cost),
    });
    slider.oninput = () => {
      this.costs[mistake] = slider.valueAsNumber;
      text.textContent = fill(sentence, { cost: slider.value });
      this.curve = costCurve(this.context.data, this.costs);
      this.#schedule();
      this.context.done();
    };
    root.append(element("label", {}, [count, text, slider]));
    return count;
  }

  /** @param {number} bin */
  #move(bin) {
    this.bin = Math.min(this.bins, Math.max(0, bin));
    this.#schedule();
    if (this.isOpen) this.context.done();
  }

  /** Draw before the next frame, however many moves come until then. */
  #schedule() {
    this.frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw() {
    this.frame = 0;
    const { bars, isOpen } = this;
    const { words, data } = this.context;
    const score = (this.bin / this.bins) * data.top;
    const unlabelled = bars.normal.map((count, bar) => count + bars.anomalous[bar]);
    this.histogram.show({
      top: data.top,
      bars: isOpen
        ? [{ counts: bars.normal, kind: "normal" }, { counts: bars.anomalous, kind: "anomaly" }]
        : [{ counts: unlabelled, kind: "plain" }],
      line: { score, text: fill(words.line, { score: score.toFixed(0) }) },
      axis: words.axis,
    });
    const counts = countMistakes(data, this.bin);
    const sentence = isOpen ? fill(words.mistakes, counts) : this.#unlabelled(unlabelled);
    this.handle.show(this.histogram.xOf(score), this.bin, sentence);
    this.said.textContent = isOpen ? words.legend : sentence;
    if (isOpen) this.#drawCosts(counts);
  }

  /** @param {number[]} bars What is said as long as nobody knows which digit is which. */
  #unlabelled(bars) {
    const all = bars.reduce((sum, count) => sum + count, 0);
    const { falseAlarms, missed } = countMistakes(this.context.data, this.bin);
    const { anomalous } = this.context.data;
    const caught = anomalous.reduce((/** @type {number} */ sum, /** @type {number} */ n) => sum + n, 0) - missed;
    return fill(this.context.words.beyond, { count: whole(falseAlarms + caught), all: whole(all) });
  }

  /** @param {import("./line_costs.js").LineCounts} counts */
  #drawCosts({ missed, falseAlarms }) {
    const { words } = this.context;
    const cheapest = cheapestBin(this.curve);
    this.costLine?.show(this.curve, this.bin, cheapest);
    if (!this.total || !this.go || !this.missed || !this.falseAlarms) return;
    this.missed.textContent = fill(words.missed, { missed });
    this.falseAlarms.textContent = fill(words.false_alarms, { falseAlarms });
    const [cost, least] = [this.curve[this.bin], this.curve[cheapest]];
    const total = { cost: whole(cost), least: whole(least) };
    this.total.textContent = fill(cost === least ? words.is_cheapest : words.total, total);
    this.go.disabled = cost === least;
  }
}
