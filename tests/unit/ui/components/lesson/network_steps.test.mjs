// The steps on the network: its layers one by one, and its training epoch by epoch.
import assert from "node:assert/strict";
import { test } from "node:test";

import { cutDigit } from "../../../../../anomaly/ui/components/shared/digit_sheet.js";
import { placeInLossChart } from "../../../../../anomaly/ui/components/lesson/epochs_chart.js";
import { writeCode } from "../../../../../anomaly/ui/components/lesson/layers_paint.js";
import {
  shareOfStage, stagesOf, tileGridOf,
} from "../../../../../anomaly/ui/components/lesson/layers_stages.js";

/** A layer that adds a number; with weights of its own, or following one that has. */
function adding(number, multiplications, size = 784) {
  const output = new Float32Array(size);
  const compute = (input) => output.forEach((_, i) => (output[i] = input[i] + number));
  return { output, compute, multiplications };
}

test("a stage is a layer with what follows up to the next", () => {
  const layers = [adding(1, 5, 4), adding(2, 0, 4), adding(4, 5, 2), adding(8, 5), adding(16, 0)];
  const stages = stagesOf({ layers, score: "absolute", noise: 1 }, new Float32Array(784));
  assert.deepEqual(stages.map(({ length }) => length), [4, 2, 784]);
  assert.deepEqual(stages.map(([first]) => first), [3, 7, 31]);
  layers[0].output.fill(99);
  assert.equal(stages[0][0], 3, "stages stay as they were computed");
});

test("a stage begins where the one before it ends", () => {
  assert.deepEqual([0, 0.25, 1, 1.5].map((time) => shareOfStage(time, 1)), [0, 0.25, 1, 1]);
  assert.deepEqual([0, 1, 1.5, 3].map((time) => shareOfStage(time, 2)), [0, 0, 0.5, 1]);
});

test("no code is drawn taller than the layers beside it", () => {
  const tall = ({ rows, side }) => rows * side;
  const beside = tall(tileGridOf(128, 200, 400));
  assert.equal(tall(tileGridOf(256, 200, 400)), 200);
  for (const size of [1, 2, 8, 64]) {
    assert.ok(tall(tileGridOf(size, 200, 400)) <= 1.05 * beside, `${size}`);
  }
});

test("five layers have room side by side where there is little", () => {
  const { columns, side } = tileGridOf(256, 200, 230);
  assert.ok(5 * columns * side < 0.75 * 230);
});

test("numbers of a code have a minus sign", () => {
  assert.deepEqual([-1.25, 0.04, 12].map(writeCode), ["−1.3", "0.0", "12.0"]);
});

test("a digit is cut from its place on the sheet", () => {
  const width = 3 * 28;
  const data = new Uint8ClampedArray(4 * width * 56);
  // The first pixel of the fifth digit: second row, second column.
  data[4 * (28 * width + 28)] = 255;
  assert.equal(cutDigit(data, width, 4, 3)[0], 1);
  assert.equal(cutDigit(data, width, 3, 3)[0], 0);
});

test("the chart of the loss begins at the first epoch, with less loss lower", () => {
  const [left, high] = placeInLossChart(0, 1, 12);
  const [right, low] = placeInLossChart(12, 0.1, 12);
  assert.ok(left < right && high < low);
});
