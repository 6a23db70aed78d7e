// Marks of a person's own examples in the histogram stand over each other where they would touch.
import assert from "node:assert/strict";
import { test } from "node:test";

import { stack } from "../../../../anomaly/ui/components/threshold/own.js";

test("marks apart from each other stand on the axis", () => {
  assert.deepEqual(stack([100, 0, 50], 10), [0, 0, 0]);
});

test("marks that would touch stand over each other, from left to right", () => {
  assert.deepEqual(stack([6, 0, 3], 10), [2, 0, 1]);
});

test("a mark takes the lowest place that is free again", () => {
  assert.deepEqual(stack([0, 5, 10], 10), [0, 1, 0]);
});

test("alike scores are all seen", () => {
  assert.deepEqual(stack([7, 7, 7, 7], 10), [0, 1, 2, 3]);
});

test("without examples there are none", () => {
  assert.deepEqual(stack([], 10), []);
});
