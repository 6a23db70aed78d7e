// @ts-check
/** @import { HistogramMessage } from "./messages.js" */
/** @import { Counts } from "./scores.js" */
import { Curve } from "./curves.js";
import { find } from "../shared/dom.js";
import { fill, oneIn, percent, whole } from "../shared/format.js";
import { ratesOf } from "./scores.js";

/** What follows from the counts on either side of the line: words, table, curves and precision. */
export class Readings {
  /** @param {HTMLElement} root The histogram's. */
  constructor(root) {
    this.spelt = find(root, ".scores-words");
    this.counts = find(root, ".scores-counts");
    this.curvesPlace = find(root, ".scores-curves");
    this.here = find(root, ".scores-precision strong");
    this.elsewhere = find(root, ".scores-precision span");
    /** @type {Curve[]} */
    this.curves = [];
    /** @type {Record<string, string>} */
    this.words = {};
  }

  /** @param {HistogramMessage} message */
  show({ words, names, curves }) {
    this.words = words;
    const headings = ["", words.passes, words.flagged, names.normal, names.anomalous];
    const cells = this.counts.querySelectorAll("thead td, th");
    cells.forEach((cell, n) => (cell.textContent = headings[n]));
    this.curves = curves.map((curve) => new Curve(curve));
    this.curvesPlace.replaceChildren(...this.curves.map((curve) => curve.root));
  }

  /**
   * @param {Counts} counts
   * @param {number} baseRate
   * @returns {{ caught: string, false_alarms: string }} The rates as written.
   */
  update(counts, baseRate) {
    const rates = ratesOf(counts, baseRate);
    const written = { caught: percent(rates.recall), false_alarms: percent(rates.fpr) };
    this.spell(counts);
    this.tabulate(counts, written);
    for (const curve of this.curves) curve.update(rates);
    this.writePrecision(counts, rates, baseRate);
    return written;
  }

  /** @param {Counts} counts */
  spell({ passed, false_alarms, missed, caught }) {
    const [first, second] = [
      spellCount(this.words, "false_alarms", false_alarms, false_alarms + passed),
      spellCount(this.words, "missed", missed, missed + caught),
    ].filter(Boolean);
    this.spelt.textContent = fill(this.words[second ? "spelt_both" : "spelt_one"], { first, second });
  }

  /**
   * @param {Counts} counts
   * @param {Record<string, string>} written
   */
  tabulate(counts, written) {
    for (const [name, count] of Object.entries(counts)) {
      const cell = find(this.counts, `.${name}`);
      const values = { count: whole(count), share: written[name] ?? "" };
      cell.dataset.count = String(count);
      cell.textContent = fill(this.words[name], values);
    }
  }

  /**
   * The precision among these digits, and where anomalies are as rare as the base rate says.
   *
   * @param {Counts} counts
   * @param {{ precision: number, precisionAtBaseRate: number }} rates
   * @param {number} baseRate
   */
  writePrecision(counts, { precision, precisionAtBaseRate }, baseRate) {
    const { words } = this;
    this.here.textContent = Number.isFinite(precision)
      ? fill(words.precision, { share: percent(precision) })
      : words.nothing_flagged;
    const rate = oneIn(baseRate);
    if (!Number.isFinite(precisionAtBaseRate)) this.elsewhere.textContent = "";
    else {
      const sentence = counts.false_alarms === 0 ? words.precision_unknown : words.precision_at;
      this.elsewhere.textContent = fill(sentence, { rate, share: percent(precisionAtBaseRate) });
    }
  }
}

/**
 * How many of some digits a line gets wrong, in words; empty where there are none of them.
 *
 * @param {Record<string, string>} words
 * @param {"false_alarms" | "missed"} kind
 * @param {number} count
 * @param {number} total
 */
export function spellCount(words, kind, count, total) {
  if (total === 0) return "";
  const number = count === 0 ? "none" : count === 1 ? "one" : "many";
  return fill(words[`${kind}_${number}`], { count: whole(count), total: whole(total) });
}
