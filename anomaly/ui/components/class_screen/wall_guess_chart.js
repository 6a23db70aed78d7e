// @ts-check
/** @import { WallMessage } from "./wall_messages.js" */
import { element, shape } from "../shared/dom.js";
import { dotsOf, medianOf } from "./wall_guesses.js";

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
  const x = (/** @type {number} */ score) => (LENGTH * (score - axis.low)) / (axis.top - axis.low);
  const highest = Math.max(1, ...counts);
  const parts = answer
    ? [barsIn(counts, highest, "anomalous"), barsIn(answer.normal, highest, "normal")]
    : [barsIn(counts, highest, "open")];
  const line = threshold ?? answer?.value;
  if (line !== undefined) parts.push(lineAt(x(line), "line", words.threshold));
  const isOnScores = kind === "guess_threshold";
  const dotAxis = isOnScores ? axis : { low: 0, top: Math.max(1, anomalies) };
  const dots = dotsOf(values, dotAxis, PLACES);
  const room = DOT * (1 + Math.max(0, ...dots.map(({ height }) => height)));
  const guessed = dots.map(({ place, height }) =>
    shape("circle", { cx: (place + 0.5) * (LENGTH / PLACES), cy: room - DOT * (height + 0.5), r: 0.42 * DOT }),
  );
  const marks = values.length ? [markAt((LENGTH * (medianOf(values) - dotAxis.low)) / (dotAxis.top - dotAxis.low), room)] : [];
  const above = shape("svg", { class: "wall-dots", viewBox: `0 0 ${LENGTH} ${room + 14}` }, [...guessed, ...marks]);
  const bars = shape("svg", { class: "wall-bars", viewBox: `0 -14 ${LENGTH} ${HEIGHT_OF_BARS + 30}` }, [
    ...parts,
    ...[axis.low, axis.top].map((score, end) => tickAt(end * LENGTH, score.toFixed(decimals), end)),
  ]);
  const caption = element("p", { textContent: isOnScores ? words.guessed : words.counted });
  const numbers = isOnScores ? [] : [element("p", { className: "wall-ends" }, [element("span", { textContent: "0" }), element("span", { textContent: String(anomalies) })])];
  const made = element("div", { className: "wall-chart" });
  made.append(...(values.length ? [caption, above, ...numbers] : []), bars);
  return made;
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
 * @param {number} x
 * @param {string} className
 * @param {string} name
 */
function lineAt(x, className, name) {
  const anchor = x > LENGTH / 2 ? "end" : "start";
  return shape("g", { class: className }, [
    shape("line", { x1: x, x2: x, y1: -4, y2: HEIGHT_OF_BARS }),
    shape("text", { x: x + (anchor === "end" ? -5 : 5), y: 4, "text-anchor": anchor }, [name]),
  ]);
}

/**
 * The class's median, below the dots.
 *
 * @param {number} x
 * @param {number} y
 */
function markAt(x, y) {
  return shape("path", { class: "wall-median", d: `M${x} ${y + 2}l-6 11h12z` });
}

/**
 * @param {number} x
 * @param {string} text
 * @param {number} end 0 on the left, 1 on the right.
 */
function tickAt(x, text, end) {
  return shape("text", { class: "tick", x, y: HEIGHT_OF_BARS + 13, "text-anchor": end ? "end" : "start" }, [text]);
}
