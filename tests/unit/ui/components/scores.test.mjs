// Counts at a threshold, and the rates that follow from them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { countBelow, ratesOf, Scores } from "../../../../anomaly/ui/components/threshold/scores.js";

const encode = (numbers) => Buffer.from(Float32Array.from(numbers).buffer).toString("base64");
const scores = new Scores({
  scores: encode([1, 2, 2, 3, 2, 5]),
  labels: [
    { label: 1, count: 4, is_anomaly: false },
    { label: 9, count: 2, is_anomaly: true },
  ],
});

test("each label gets its own scores", () => {
  assert.deepEqual(scores.groups.map((group) => [...group.scores]), [[1, 2, 2, 3], [2, 5]]);
});

test("a score at the threshold is an anomaly", () => {
  const expected = { caught: 2, missed: 0, false_alarms: 3, passed: 1 };
  assert.deepEqual(scores.confusion(2), expected);
  const above = { caught: 1, missed: 1, false_alarms: 1, passed: 3 };
  assert.deepEqual(scores.confusion(2 + 1e-9), above);
});

test("false alarms that Python counted take the place of those by the line", () => {
  const expected = { caught: 2, missed: 0, false_alarms: 1, passed: 3 };
  assert.deepEqual(scores.confusion(2, 1), expected);
  assert.deepEqual(scores.confusion(2, 0), { ...expected, false_alarms: 0, passed: 4 });
});

test("every digit is counted once at any threshold", () => {
  for (const threshold of [-Infinity, 0, 1, 2.5, 5, Infinity]) {
    const { caught, missed, false_alarms, passed } = scores.confusion(threshold);
    assert.equal(caught + missed, 2);
    assert.equal(false_alarms + passed, 4);
  }
});

test("a bin holds its lower end and not its upper", () => {
  assert.deepEqual(scores.between(2, 3), [2, 1]);
  assert.deepEqual(scores.between(3, Infinity), [1, 1]);
});

test("bisection counts as a loop does", () => {
  const sorted = [0, 1, 1, 1, 4, 9];
  for (const value of [-1, 0, 0.5, 1, 2, 9, 10]) {
    assert.equal(countBelow(sorted, value), sorted.filter((number) => number < value).length);
  }
  assert.equal(countBelow([], 1), 0);
});

test("rates follow from the counts", () => {
  const rates = ratesOf({ caught: 9, missed: 1, false_alarms: 10, passed: 990 }, 0.001);
  assert.equal(rates.recall, 0.9);
  assert.equal(rates.fpr, 0.01);
  assert.equal(rates.precision, 9 / 19);
  assert.ok(Math.abs(rates.precisionAtBaseRate - 0.0009 / (0.0009 + 0.00999)) < 1e-12);
});

test("rates without anything to divide by are not numbers", () => {
  const rates = ratesOf({ caught: 0, missed: 0, false_alarms: 0, passed: 5 }, 0.5);
  assert.ok(Number.isNaN(rates.recall));
  assert.ok(Number.isNaN(rates.precision));
  assert.equal(rates.fpr, 0);
});
