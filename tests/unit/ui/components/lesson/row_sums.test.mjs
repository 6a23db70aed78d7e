// A difference added up row by row, and where its sum lies among other scores.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  shareBelow,
  sumOfRows,
  sumsOfRows,
  widerBins,
} from "../../../../../anomaly/ui/components/lesson/row_sums.js";

test("the rows add up to the sum of all pixels, the last one bit by bit", () => {
  const picture = Float32Array.from({ length: 784 }, (_, index) => (index % 5) / 4);
  const all = picture.reduce((sum, value) => sum + value, 0);
  const sums = sumsOfRows(picture);
  assert.ok(Math.abs(sumOfRows(sums, 28) - all) < 1e-3);
  assert.equal(sumOfRows(sums, 0), 0);
  assert.equal(sumOfRows(sums, 2.5), sums[0] + sums[1] + sums[2] / 2);
});

test("a score beyond all is above all, and one amid a bin above a part of it", () => {
  const counts = [0, 6, 2, 0];
  assert.equal(shareBelow(counts, 40, 500), 1);
  assert.equal(shareBelow(counts, 40, 20), 0.75);
  assert.equal(shareBelow(counts, 40, 15), 3 / 8);
  assert.equal(shareBelow([0, 0], 40, 15), 0);
});

test("wider bins hold what was in the finer ones", () => {
  assert.deepEqual(widerBins([1, 2, 3, 4, 5], 2), [3, 7, 5]);
});
