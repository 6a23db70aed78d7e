// @ts-check
/** @import { HistogramMessage } from "./messages.js" */
/** @import { Scores } from "./scores.js" */
import { find, setAttributes, shape } from "../shared/dom.js";
import { fill, listed, whole } from "../shared/format.js";
import { ownMarks } from "./own.js";
import { INSET, roundSteps, Scale } from "./scale.js";

const WORD = 54; // pixels that a word beside the line takes
const AXIS_HEIGHT = 16; // pixels
let plotsMade = 0;

/** The picture: bars with the line and the digit's mark over them. */
export class Plot {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {SVGSVGElement} */
    this.svg = find(root, "svg");
    this.tip = find(root, "output");
    plotsMade += 1;
    this.id = `scores-${plotsMade}`;
    this.height = 0;
    this.scale = new Scale({ low: 0, top: 1, step: 1, bins: 1 }, 1);
  }

  /**
   * Draw all that stays where it is while the line moves.
   *
   * @param {HistogramMessage} message
   * @param {Scores} scores
   * @param {boolean} log Whether bars show the logarithm of 1 + count.
   */
  draw(message, scores, log) {
    const { words } = message;
    this.message = message;
    this.scores = scores;
    this.tip.textContent = "";
    // Before it is laid out, the plot has no size; it is drawn again when it has one.
    this.scale = new Scale(message, Math.max(1, this.root.clientWidth - 2 * INSET));
    this.height = Math.max(1, this.root.clientHeight - AXIS_HEIGHT);
    const upright = { y1: 0, y2: this.height };
    const pointed = { width: this.scale.width / this.scale.bins, height: this.height };
    const side = { class: "side", y: 10 };
    const { bars, highest } = this.bars(scores, log ? Math.log1p : (count) => count);
    this.svg.replaceChildren(
      shape("defs", {}, [this.clip("left"), this.clip("right"), this.hatch()]),
      shape("rect", { class: "flagged", y: 0, height: this.height }),
      shape("rect", { class: "band", y: 0, height: this.height, visibility: "hidden" }),
      ...bars,
      shape("rect", { class: "pointed", ...pointed, visibility: "hidden" }),
      ...this.axis(fill(words.highest, { count: whole(highest) })),
      ...ownMarks(message.own, (score) => this.scale.x(score), this.height),
      shape("g", { class: "digit", visibility: "hidden" }, [shape("line", upright), shape("path")]),
      shape("g", { class: "line" }, [
        shape("line", upright),
        shape("path", { d: "M-7,0H7L0,9Z" }),
        shape("text", { ...side, x: -9, "text-anchor": "end" }, [words.normal_side]),
        shape("text", { ...side, x: 9 }, [words.anomaly_side]),
      ]),
    );
  }

  /**
   * The bars of each kind twice, cut at the line, so that moving the line moves no bar.
   *
   * @param {Scores} scores
   * @param {(count: number) => number} heightOf
   */
  bars(scores, heightOf) {
    /** @type {{ normal: number[], anomalous: number[] }} */
    const sums = { normal: [], anomalous: [] };
    for (let bin = 0; bin < this.scale.bins; bin += 1) {
      const { low, high } = this.scale.range(bin);
      const held = { normal: 0, anomalous: 0 };
      scores.between(low, high).forEach((count, n) => {
        held[scores.groups[n].is_anomaly ? "anomalous" : "normal"] += count;
      });
      sums.normal.push(held.normal);
      sums.anomalous.push(held.anomalous);
    }
    const highest = Math.max(0, ...sums.normal, ...sums.anomalous);
    const most = heightOf(Math.max(1, highest));
    const bars = Object.entries(sums).flatMap(([kind, counts]) => {
      const d = this.scale.outline(counts.map(heightOf), most, this.height);
      const style = kind === "anomalous" ? `fill: url(#${this.id}-hatch)` : "";
      return ["left", "right"].map((side) => {
        const clip = { "clip-path": `url(#${this.id}-${side})` };
        return shape("path", { class: `bars ${kind} ${side}`, d, style, ...clip });
      });
    });
    return { bars, highest };
  }

  /** @param {string} side */
  clip(side) {
    const whole = shape("rect", { y: 0, height: this.height });
    return shape("clipPath", { id: `${this.id}-${side}` }, [whole]);
  }

  hatch() {
    const turned = { patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    return shape("pattern", { id: `${this.id}-hatch`, width: 6, height: 6, ...turned }, [
      shape("rect", { class: "ground", width: 6, height: 6 }),
      shape("rect", { class: "stripe", width: 2.5, height: 6 }),
    ]);
  }

  /** @param {string} highest What the highest bar holds. */
  axis(highest) {
    const { low, top, width } = this.scale;
    const base = { x1: INSET, x2: INSET + width, y1: this.height, y2: this.height };
    const ticks = roundSteps(low, top, Math.max(2, width / 70)).map((tick) => {
      const place = { x: this.scale.x(tick), y: this.height + 13 };
      return shape("text", { class: "tick", ...place }, [String(tick)]);
    });
    const corner = { class: "tick highest", x: INSET + width, y: 10 };
    return [shape("line", { class: "axis", ...base }), ...ticks, shape("text", corner, [highest])];
  }

  /**
   * Mark the digit at hand; at the axis's end where it lies beyond.
   *
   * @param {number | null} score
   */
  markDigit(score) {
    const group = find(this.svg, ".digit");
    if (score === null) {
      setAttributes(group, { visibility: "hidden" });
      return;
    }
    const transform = `translate(${this.scale.x(score)},0)`;
    setAttributes(group, { visibility: "visible", transform });
    const beyond = `M-4,${this.height - 7}l9,7l-9,7Z`;
    const within = `M-7,${this.height - 11}H7L0,${this.height}Z`;
    setAttributes(find(group, "path"), { d: score > this.scale.top ? beyond : within });
  }

  /**
   * @param {number} threshold
   * @param {number[]} band Where else the line could lie, ascending; or nothing.
   */
  moveLine(threshold, band) {
    const x = this.scale.x(threshold);
    const [from, to] = band.length > 0 ? [band[0], band[band.length - 1]] : [threshold, threshold];
    const width = this.scale.x(to) - this.scale.x(from);
    const visibility = width > 0 ? "visible" : "hidden";
    setAttributes(find(this.svg, ".band"), { x: this.scale.x(from), width, visibility });
    const line = find(this.svg, ".line");
    setAttributes(line, { transform: `translate(${x},0)` });
    const room = INSET + this.scale.width - x;
    const [normal, anomaly] = line.querySelectorAll(".side");
    setAttributes(normal, { visibility: x < WORD ? "hidden" : "inherit" });
    setAttributes(anomaly, { visibility: room < WORD ? "hidden" : "inherit" });
    const highest = { visibility: room < 3.5 * WORD ? "hidden" : "visible" };
    setAttributes(find(this.svg, ".highest"), highest);
    const right = { x, width: Math.max(0, room) };
    setAttributes(find(this.svg, `#${this.id}-left rect`), { x: 0, width: x });
    setAttributes(find(this.svg, `#${this.id}-right rect`), right);
    setAttributes(find(this.svg, ".flagged"), right);
  }

  /**
   * Light up a bar and say what it holds; none where it is null.
   *
   * @param {number | null} bin
   */
  point(bin) {
    const light = this.svg.querySelector(".pointed");
    if (!light || !this.message || !this.scores) return;
    setAttributes(light, { visibility: bin === null ? "hidden" : "visible" });
    this.tip.textContent = "";
    if (bin === null) return;
    const { words, decimals } = this.message;
    const [low, high] = [this.scale.edge(bin), this.scale.edge(bin + 1)];
    const range = this.scale.range(bin);
    const counts = this.scores.between(range.low, range.high);
    const held = this.scores.groups.flatMap(({ name }, n) =>
      counts[n] ? [fill(words.held, { count: counts[n], name })] : [],
    );
    const ends = { low: low.toFixed(decimals), high: high.toFixed(decimals) };
    this.tip.textContent = `${fill(words.range, ends)} ${listed(held) || words.none}`;
    const [left, right] = [this.scale.x(low), this.scale.x(high)];
    setAttributes(light, { x: left });
    this.tip.classList.toggle("left", left > this.scale.width / 2);
    this.tip.style.setProperty("--x", `${(left + right) / 2}px`);
  }
}
