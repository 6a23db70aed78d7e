import assert from "node:assert/strict";
import { test } from "node:test";

import { around, inOrder } from "../../../../anomaly/ui/components/marks/marks.js";

test("a mark within another can be hit: smaller ones lie above larger ones", () => {
  const places = [
    [0.4, 0.4, 0.2, 0.2],
    [0, 0, 1, 1],
    [0.1, 0.1, 0.5, 0.5],
  ];
  assert.deepEqual(inOrder(places), [1, 2, 0]);
});

test("an outline leaves room around its mark, and stays in the picture", () => {
  const near = (found, expected) =>
    found.forEach((share, n) => assert.ok(Math.abs(share - expected[n]) < 1e-9));
  near(around([0.2, 0.3, 0.4, 0.5]), [18, 28, 44, 54]);
  near(around([0, 0.01, 1, 0.99]), [0, 0, 100, 100]);
});
