// @ts-check
/** @import { Sorted } from "./wall_items.js" */
/** @import { Interval, WallMessage } from "./wall_messages.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { countItems } from "./wall_items.js";

/** The counts at the line, and how well the two kinds are told apart, beside MNIST. */
export class WallFigures {
  constructor() {
    this.counts = ["caught", "missed", "false_alarms"].map((name) => figureOf(name));
    this.note = element("p", { className: "wall-note" });
    this.areas = element("dl", { className: "wall-areas" });
    const row = element("div", { className: "wall-counts" }, this.counts.map(({ root }) => root));
    this.root = element("div", { className: "wall-figures" }, [row, this.areas, this.note]);
  }

  /**
   * @param {Sorted} sorted
   * @param {number} threshold
   * @param {WallMessage} message
   */
  mark({ scored }, threshold, { words, is_taught }) {
    const counts = countItems(scored, threshold);
    const [anomalies, normals] = [counts.caught + counts.missed, counts.false_alarms + counts.passed];
    const alarms = counts.false_alarms === 1 ? words.false_alarm_of : words.false_alarms_of;
    /** @type {[number, number, string][]} */
    const rows = [
      [counts.caught, anomalies, words.caught_of],
      [counts.missed, anomalies, words.missed_of],
      [counts.false_alarms, normals, alarms],
    ];
    rows.forEach(([count, of, sentence], index) => {
      const { root, value, total } = this.counts[index];
      root.hidden = of === 0;
      value.textContent = String(count);
      total.textContent = fill(sentence, { total: of });
    });
    const hasNone = scored.length > 0 && anomalies + normals === 0;
    const why = is_taught ? "" : words.no_labels;
    const flagged = scored.filter(({ score }) => score >= threshold).length;
    const above = fill(words.beyond, { count: flagged, total: scored.length });
    this.note.textContent = hasNone ? `${above} ${why}`.trim() : "";
  }

  /**
   * @param {Interval | null} measured Of the class.
   * @param {{ normal: number, anomalous: number }} counts Drawings whose task says what they are.
   * @param {WallMessage} message
   * @param {boolean} isTeacher
   */
  measure(measured, counts, { mnist, words }, isTeacher) {
    const none = counts.anomalous === 0 ? words.no_auroc_digit : words.no_auroc_normal;
    const isMissing = counts.normal === 0 || counts.anomalous === 0;
    const own = isMissing ? none : measured ? writtenArea(measured) : "…";
    /** @type {[string, string][]} */
    const rows = [[fill(words.auroc_class, counts), own]];
    if (mnist.measured) rows.push([words.auroc_mnist, writtenArea(mnist.measured)]);
    const isShown = isTeacher && counts.normal + counts.anomalous > 0;
    const lines = rows.flatMap(([name, value]) => [
      element("dt", { textContent: name }),
      element("dd", { textContent: value, className: /^\d/.test(value) ? "" : "wall-none" }),
    ]);
    this.areas.replaceChildren(...(isShown ? lines : []));
  }
}

/** @param {string} name */
function figureOf(name) {
  const value = element("b");
  const total = element("span");
  const root = element("p", { className: `wall-figure ${name}` }, [value, " ", total]);
  return { root, value, total };
}

/** @param {Interval} interval */
export function writtenArea({ auroc, low, high }) {
  return `${auroc.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}
