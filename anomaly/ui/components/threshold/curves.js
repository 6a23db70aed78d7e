// @ts-check
/** @import { CurveMessage } from "./messages.js" */
import { element, setAttributes, shape } from "../shared/dom.js";
import { withTerm } from "../shared/terms.js";

/** @typedef {{ recall: number, fpr: number, precision: number }} Rates */

const MARGIN = 22; // units around a curve, for its titles

/** One curve in the unit square, with a dot for where the line is on it. */
export class Curve {
  /** @param {CurveMessage} message */
  constructor({ kind, title, term, x, y, x_title, y_title }) {
    this.kind = kind;
    this.dot = shape("circle", { class: "dot", r: 4, visibility: "hidden" });
    const size = 100 + MARGIN;
    const view = { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": title };
    const points = x.map((value, n) => `${MARGIN + 100 * value},${100 - 100 * y[n]}`).join(" ");
    const chance = { class: "chance", x1: MARGIN, y1: 100, x2: size, y2: 0 };
    const upright = { x: -50, y: MARGIN - 8, transform: "rotate(-90)", "text-anchor": "middle" };
    const svg = shape("svg", view, [
      shape("rect", { class: "frame", x: MARGIN, y: 0, width: 100, height: 100 }),
      ...(kind === "roc" ? [shape("line", chance)] : []),
      shape("polyline", { points }),
      this.dot,
      shape("text", { x: MARGIN + 50, y: 112, "text-anchor": "middle" }, [x_title]),
      shape("text", upright, [y_title]),
    ]);
    this.root = element("figure", {}, [element("figcaption", {}, withTerm(title, term)), svg]);
  }

  /** @param {Rates} rates */
  update({ recall, fpr, precision }) {
    const [across, up] = this.kind === "roc" ? [fpr, recall] : [recall, precision];
    if (!Number.isFinite(across + up)) setAttributes(this.dot, { visibility: "hidden" });
    else {
      const place = { cx: MARGIN + 100 * across, cy: 100 - 100 * up };
      setAttributes(this.dot, { ...place, visibility: "visible" });
    }
  }
}
