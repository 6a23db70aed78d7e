// What a verdict says of a digit.
import assert from "node:assert/strict";
import { test } from "node:test";

import { shareMissing } from "../../../../anomaly/ui/components/threshold/missing.js";
import { sentenceOf, strangenessOf } from "../../../../anomaly/ui/components/threshold/sentence.js";

const words = {
  normal: "Normal: {score}, below {threshold}",
  normal_close: "Normal, close: {score}, just below {threshold}",
  anomaly: "Anomaly: {score}, above {threshold}",
  anomaly_close: "Anomaly, close: {score}, just above {threshold}",
  anomaly_on: "Anomaly, close: {score}, on the line",
  anomaly_times: "Anomaly: {score}, {times} times {threshold}",
  share: "Above {share} held-out.",
  p_value: "{count} of {total}, with it {count_in} of {total_in}: {p}",
  share_all: "all", share_part: "{percent} of",
};
const message = { decimals: 1, margin: { below: 4, above: 6 }, words };
const calibration = Float32Array.from([1, 2, 2, 3]);
const say = (score, threshold = 60, reason = "") => sentenceOf(message, { score, reason }, threshold);
const strange = (score) => strangenessOf(words, calibration, score);

test("a digit at the threshold is an anomaly", () => {
  const kinds = [12.5, 12.6].map((threshold) => say(12.5, threshold).kind);
  assert.deepEqual(kinds, ["anomaly", "normal"]);
});

test("the sentence says on which side of the line a score is, and how far", () => {
  assert.equal(say(2.96).sentence, "Normal: 3.0, below 60.0");
  assert.equal(say(70).sentence, "Anomaly: 70.0, above 60.0");
  assert.equal(say(90).sentence, "Anomaly: 90.0, 1.5 times 60.0");
  assert.equal(say(6000).sentence, "Anomaly: 6000.0, 100 times 60.0");
});

test("a score that is no multiple of a threshold is above it", () => {
  for (const threshold of [0, -3]) {
    assert.equal(say(70, threshold).sentence, `Anomaly: 70.0, above ${threshold.toFixed(1)}`);
  }
});

test("near the line it is a close call, on either side", () => {
  assert.deepEqual([55.9, 56, 66, 66.1].map((score) => say(score).isClose), [false, true, true, false]);
  assert.equal(say(56).sentence, "Normal, close: 56.0, just below 60.0");
  assert.equal(say(66).sentence, "Anomaly, close: 66.0, just above 60.0");
  assert.equal(say(60).sentence, "Anomaly, close: 60.0, on the line");
  assert.ok(say(60).isClose);
});

test("a score is written with as many decimals as tell it from the line", () => {
  assert.equal(say(59.98).sentence, "Normal, close: 59.98, just below 60.00");
  assert.equal(say(60.0001).sentence, "Anomaly, close: 60.0001, just above 60.0000");
});

test("a digit is stranger than those that score less, not than those that score the same", () => {
  assert.match(strange(2), /^Above 25.0% of/);
  assert.match(strange(1), /^Above 0.0% of/);
  assert.match(strange(3), /^Above 75.0% of/);
  assert.match(strange(4), /^Above all held-out/);
});

test("the p-value counts those that score as high, and the digit itself", () => {
  assert.match(strange(2), /3 of 4, with it 4 of 5: 0.8000$/);
  assert.match(strange(9), /0 of 4, with it 1 of 5: 0.2000$/);
});

test("without a digit there is the reason, or nothing", () => {
  const blank = { kind: "blank", isClose: false };
  assert.deepEqual(say(null, 1, "draw one"), { ...blank, sentence: "draw one" });
  assert.deepEqual(say(null, 1), { ...blank, sentence: "" });
  assert.equal(strange(null), "");
});

test("ink counts as missing where less was rebuilt, and not where more was", () => {
  const share = (digit, rebuilt) => shareMissing(Float32Array.from(digit), Float32Array.from(rebuilt));
  assert.equal(share([1, 1, 0, 0], [1, 0.5, 1, 0]), 0.25);
  assert.equal(share([1, 0], [0, 0]), 1);
  assert.equal(share([0, 0], [1, 1]), 0);
});

test("a score beyond the band by more than its width is far from it", () => {
  const band = Array.from({ length: 20 }, (_, i) => 50 + i);
  const far = { ...message, words: { ...words, normal_far: "far: {score}" } };
  const sentence = (score) => sentenceOf(far, { score, reason: "" }, 60, [], band).sentence;
  assert.equal(sentence(30), "far: 30.0");
  assert.equal(sentence(49), "Normal: 49.0, below 60.0");
  assert.equal(sentence(52), "Normal: 52.0, below 60.0");
  assert.equal(sentence(57), "Normal, close: 57.0, just below 60.0");
});

test("a score on the line is said to be on it, whatever the band", () => {
  for (const at of [40, 60, 80]) {
    const band = Array.from({ length: 20 }, () => at);
    const judged = sentenceOf(message, { score: 60, reason: "" }, 60, [], band);
    assert.deepEqual(judged, { kind: "anomaly", sentence: "Anomaly, close: 60.0, on the line", isClose: true });
  }
});

test("a reason of the second test turns what the score lets pass", () => {
  const told = { ...message, words: { ...words, anomaly_limits: "Anomaly: {reason} ({score})" } };
  const judged = sentenceOf(told, { score: 12, reason: "" }, 60, ["too little ink", "too short"]);
  assert.deepEqual(judged, { kind: "anomaly", sentence: "Anomaly: too little ink (12.0)", isClose: false });
  assert.equal(sentenceOf(told, { score: 70, reason: "" }, 60, ["x"]).sentence, say(70).sentence);
});
