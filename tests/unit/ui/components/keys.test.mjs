// Steps by keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  movesSlider, nearestIndex, nextBar,
} from "../../../../anomaly/ui/components/threshold/keys.js";

test("arrows go from bar to bar and stop at the ends", () => {
  assert.equal(nextBar("ArrowRight", null, 60), 0);
  assert.equal(nextBar("ArrowRight", 0, 60), 1);
  assert.equal(nextBar("ArrowRight", 59, 60), 59);
  assert.equal(nextBar("ArrowLeft", 5, 60), 4);
  assert.equal(nextBar("ArrowLeft", 0, 60), 0);
  assert.equal(nextBar("ArrowLeft", null, 60), 0);
});

test("other keys lead to no bar", () => {
  for (const key of ["Enter", "Tab", "a", "Home"]) assert.equal(nextBar(key, 3, 60), null);
});

test("a slider is moved by its keys and left alone by others", () => {
  assert.ok(["ArrowUp", "Home", "PageDown"].every(movesSlider));
  assert.ok(!["Tab", "Enter", "Shift"].some(movesSlider));
});

test("the nearest value is the one with the smallest ratio", () => {
  const values = [1, 10, 100];
  assert.deepEqual([1, 3, 4, 50, 1e6].map((number) => nearestIndex(values, number)), [0, 0, 1, 2, 2]);
});
