// Has the page's scripts take drawings, as a pen would draw them: DRAWINGS SETTINGS [WEIGHTS] -> the
// strokes that are kept of each, its digit, score and share of missing ink, as JSON on standard output.
import { readFileSync } from "node:fs";

import { judgeStrokes } from "../../anomaly/ui/components/pen/digit.js";
import { readNetwork, rebuild, scoreOf } from "../../anomaly/ui/components/pen/network.js";
import { shareMissing } from "../../anomaly/ui/components/threshold/missing.js";
import { Recorder } from "../../anomaly/ui/components/pen/recorder.js";

const [drawings, settings, weights] = process.argv.slice(2);
const read = (path) => JSON.parse(readFileSync(path, "utf-8"));
const network = weights ? readNetwork(new Uint8Array(readFileSync(weights)).buffer) : null;
const steps = read(settings);

function record(strokes, width) {
  return strokes.flatMap((points) => {
    const recorder = new Recorder();
    recorder.press(1, points[0], 0, false);
    points.slice(1).forEach((point, index) => recorder.move(1, point, index + 1));
    return recorder.lift(1, width);
  });
}

const answers = read(drawings).map(({ strokes, width }) => {
  const kept = record(strokes, width);
  const { digit, problem } = judgeStrokes(kept, steps);
  const rebuilt = digit && network ? rebuild(network, digit) : null;
  const score = rebuilt && scoreOf(network, digit, rebuilt);
  const missing = rebuilt && shareMissing(digit, rebuilt);
  const points = kept.map((stroke) => stroke.points);
  return { strokes: points, digit: digit && [...digit], problem, score, missing };
});
console.log(JSON.stringify(answers));
