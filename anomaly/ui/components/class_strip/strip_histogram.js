// @ts-check
import { element, shape } from "../shared/dom.js";

const WIDTH = 200;
const HEIGHT_OF_BARS = 60;

/**
 * A place along the axis with what it stands for.
 *
 * @typedef {{ value: number, name: string, kind: string }} Mark
 */

/**
 * A histogram of digits by their scores; of both kinds, where they are told, the anomalies outlined
 * upon the normal ones.
 *
 * @param {{ edges: number[], counts: number[] }} content
 * @param {{ normal: number[], anomalous: number[] } | null} kinds
 * @param {Mark[]} marks
 * @param {string} label
 */
export function stripHistogram({ edges, counts }, kinds, marks, label) {
  const [low, high] = [edges[0], edges[edges.length - 1]];
  const most = Math.max(1, ...counts);
  const place = (/** @type {number} */ value) => Math.min(1, Math.max(0, (value - low) / (high - low)));
  const bars = counts.flatMap((count, index) => {
    const [x, end] = [edges[index], edges[index + 1]].map((edge) => WIDTH * place(edge));
    const width = Math.max(0.5, end - x - 0.6);
    const bar = (/** @type {number} */ from, /** @type {number} */ size, /** @type {string} */ name) =>
      shape("rect", {
        x,
        width,
        y: HEIGHT_OF_BARS * (1 - (from + size) / most),
        height: (HEIGHT_OF_BARS * size) / most,
        class: name,
      });
    if (kinds === null) return [bar(0, count, "any")];
    return [bar(0, kinds.normal[index], "normal"), bar(kinds.normal[index], kinds.anomalous[index], "anomalous")];
  });
  const picture = shape(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT_OF_BARS}`, preserveAspectRatio: "none", role: "img", "aria-label": label },
    bars,
  );
  const lines = marks.map(({ value, name, kind }) => {
    const mark = element("i", { className: `class-mark ${kind}` }, [element("b", { textContent: name })]);
    mark.style.setProperty("--at", String(place(value)));
    mark.classList.toggle("late", place(value) > 0.5);
    return mark;
  });
  return element("div", { className: "class-histogram" }, [picture, ...lines]);
}

/**
 * What the two kinds of bars are.
 *
 * @param {Record<string, string>} words
 */
export function histogramKey({ normal, anomaly }) {
  const entry = (/** @type {string} */ kind, /** @type {string} */ name) =>
    element("span", {}, [element("i", { className: `class-swatch ${kind}` }), name]);
  return element("p", { className: "class-key" }, [entry("normal", normal), entry("anomalous", anomaly)]);
}
