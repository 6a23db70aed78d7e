// @ts-check
/** @import { WallMessage } from "./wall_messages.js" */
import { medianOf } from "../classroom/guessed.js";
import { element, shape } from "../shared/dom.js";
import { dotsOf } from "./wall_guesses.js";

const [LENGTH, HEIGHT_OF_BARS, DOT] = [600, 84, 9];
const PLACES = 60; // of dots side by side

/**
 * The histogram of a question, with the answer in it once it is shown, and the guesses above it.
 *
 * @param {string} kind
 * @param {Record<string, any>} content
 * @param {Record<string, any> | null} answer
 * @param {number[]} values
 * @param {WallMessage} message
 */
export function guessChart(kind, content, answer, values, { words, decimals }) {
  const { edges, counts, threshold, anomalies } = content;
  const axis = { low: edges[0], top: edges[edges.length - 1] };
  const highest = Math.max(1, ...counts);
  const bars = answer
    ? [barsIn(counts, highest, "anomalous"), barsIn(answer.normal, highest, "normal")]
    : [barsIn(counts, highest, "open")];
  const histogram = element("div", { className: "wall-bars" });
  histogram.append(shape("svg", { viewBox: `0 0 ${LENGTH} ${HEIGHT_OF_BARS}`, "aria-hidden": "true" }, bars));
  const line = threshold ?? answer?.value;
  const name = threshold === undefined ? words.best_place : words.threshold;
  if (line !== undefined) histogram.append(lineAt((line - axis.low) / (axis.top - axis.low), name));
  const parts = [histogram, endsOf(axis.low.toFixed(decimals), axis.top.toFixed(decimals))];
  if (values.length === 0) return element("div", { className: "wall-chart" }, parts);
  const isOnScores = kind === "guess_threshold";
  const dotAxis = isOnScores ? axis : { low: 0, top: Math.max(1, anomalies) };
  const caption = element("p", { textContent: isOnScores ? words.guessed : words.counted });
  const above = isOnScores ? [] : [endsOf("0", String(anomalies))];
  return element("div", { className: "wall-chart" }, [caption, dotsAbove(values, dotAxis), ...above, ...parts]);
}

/**
 * The guesses as dots, and their median below them.
 *
 * @param {number[]} values
 * @param {{ low: number, top: number }} axis
 */
function dotsAbove(values, axis) {
  const dots = dotsOf(values, axis, PLACES);
  const room = DOT * (1 + Math.max(0, ...dots.map(({ height }) => height)));
  const guessed = dots.map(({ place, height }) =>
    shape("circle", { cx: (place + 0.5) * (LENGTH / PLACES), cy: room - DOT * (height + 0.5), r: 0.42 * DOT }),
  );
  const middle = (LENGTH * (medianOf(values) - axis.low)) / (axis.top - axis.low);
  const mark = shape("path", { class: "wall-median", d: `M${middle} ${room + 2}l-6 11h12z` });
  const box = `0 0 ${LENGTH} ${room + 14}`;
  return shape("svg", { class: "wall-dots", viewBox: box, "aria-hidden": "true" }, [...guessed, mark]);
}

/**
 * @param {number[]} counts
 * @param {number} highest
 * @param {string} kind
 */
function barsIn(counts, highest, kind) {
  const breadth = LENGTH / counts.length;
  const path = counts.map((count, bin) => {
    const height = (HEIGHT_OF_BARS * count) / highest;
    return count ? `M${bin * breadth} ${HEIGHT_OF_BARS}v${-height}h${breadth}v${height}z` : "";
  });
  return shape("path", { class: `wall-mnist ${kind}`, d: path.join("") });
}

/**
 * @param {number} share Of the axis.
 * @param {string} name
 */
function lineAt(share, name) {
  const line = element("div", { className: "wall-bars-line" }, [element("b", { textContent: name })]);
  line.style.left = `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
  line.classList.toggle("right", share > 0.6);
  return line;
}

/**
 * @param {string} low
 * @param {string} top
 */
function endsOf(low, top) {
  return element("p", { className: "wall-ends" }, [low, top].map((textContent) => element("span", { textContent })));
}
