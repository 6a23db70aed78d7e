// Says what the page makes of scores: CASES -> the verdicts on standard output.
import { readFileSync } from "node:fs";

import { decodeScores } from "../../../../anomaly/ui/components/threshold/scores.js";
import { sentenceOf, strangenessOf } from "../../../../anomaly/ui/components/threshold/sentence.js";

const { message, scores, threshold } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const calibration = decodeScores(message.calibration);
const verdicts = scores.map((score) => ({
  ...sentenceOf(message, { score, reason: "" }, threshold),
  strangeness: strangenessOf(message.words, calibration, score),
}));
console.log(JSON.stringify(verdicts));
