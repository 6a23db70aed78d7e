// What a verdict says of a digit.
import assert from "node:assert/strict";
import { test } from "node:test";

import { sentenceOf } from "../../../../anomaly/ui/components/threshold/sentence.js";

const words = {
  normal: "Normal: {score}, below {threshold}, above {share} held-out",
  anomaly: "Anomaly: {score}, at {threshold}, above {share} held-out",
  p_value: "{count} of {total}, with it {count_in} of {total_in}: {p}",
  share_all: "all", share_part: "{percent} of",
};
const message = { decimals: 1, words };
const calibration = Float32Array.from([1, 2, 2, 3]);
const say = (score, threshold = 60, reason = "") =>
  sentenceOf(message, calibration, { score, reason }, threshold);

test("a digit at the threshold is an anomaly", () => {
  const kinds = [12.5, 12.6].map((threshold) => say(12.5, threshold).kind);
  assert.deepEqual(kinds, ["anomaly", "normal"]);
});

test("the sentence has score and threshold as the scores are written", () => {
  assert.equal(say(2.96, 60.25).sentence, "Normal: 3.0, below 60.3, above 75.0% of held-out");
  assert.equal(say(70, 60).sentence, "Anomaly: 70.0, at 60.0, above all held-out");
});

test("a digit is stranger than those that score less, not than those that score the same", () => {
  assert.match(say(2).sentence, /above 25.0% of/);
  assert.match(say(1).sentence, /above 0.0% of/);
  assert.match(say(3).sentence, /above 75.0% of/);
});

test("the p-value counts those that score as high, and the digit itself", () => {
  assert.equal(say(2).note, "3 of 4, with it 4 of 5: 0.8000");
  assert.equal(say(9).note, "0 of 4, with it 1 of 5: 0.2000");
});

test("without a digit there is the reason, or nothing", () => {
  const blank = { kind: "blank", note: "" };
  assert.deepEqual(say(null, 1, "draw one"), { ...blank, sentence: "draw one" });
  assert.deepEqual(say(null, 1), { ...blank, sentence: "" });
});
