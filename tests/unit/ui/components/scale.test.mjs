// Where scores and bins lie on the axis.
import assert from "node:assert/strict";
import { test } from "node:test";

import { INSET, roundSteps, Scale } from "../../../../anomaly/ui/components/threshold/scale.js";

const scale = new Scale({ low: 0, top: 250, step: 0.1, bins: 60 }, 600);

test("the axis's ends lie at the insets", () => {
  assert.equal(scale.x(0), INSET);
  assert.equal(scale.x(250), INSET + 600);
});

test("scores beyond the axis lie at its ends", () => {
  assert.equal(scale.x(-1), scale.x(0));
  assert.equal(scale.x(5000), scale.x(250));
});

test("a threshold comes back from where it lies", () => {
  for (let step = 0; step <= 2500; step += 7) {
    const threshold = Number((step * 0.1).toFixed(9));
    assert.equal(scale.value(scale.x(threshold)), threshold);
  }
});

test("a position beside the axis is its end", () => {
  assert.equal(scale.value(-50), 0);
  assert.equal(scale.value(9999), 250);
});

test("each bin holds its own middle, and none what is beside the axis", () => {
  for (let bin = 0; bin < 60; bin += 1) {
    assert.equal(scale.binAt(INSET + (bin + 0.5) * 10), bin);
  }
  assert.equal(scale.binAt(INSET - 1), null);
  assert.equal(scale.binAt(INSET + 600), null);
});

test("bins touch, and the last one has no upper end", () => {
  assert.equal(scale.range(0).high, scale.range(1).low);
  assert.deepEqual(scale.range(59), { low: scale.edge(59), high: Infinity });
});

test("an outline goes up to the highest bar and back to the ground", () => {
  const two = new Scale({ low: 0, top: 2, step: 1, bins: 2 }, 20);
  const outline = two.outline([1, 4], 4, 100);
  const rounded = outline.replace(/\d+\.\d+/g, (number) => String(Math.round(Number(number))));
  assert.equal(rounded, "M8,100V77H18V8H28V100Z");
});

test("labels of an axis are round, within it, and no more than asked for", () => {
  assert.deepEqual(roundSteps(0, 250, 5), [0, 50, 100, 150, 200, 250]);
  assert.deepEqual(roundSteps(-0.3, 0.3, 4), [-0.2, 0, 0.2]);
  for (const [low, top, most] of [[0, 1, 2], [3, 1003, 9], [0, 7e-5, 3]]) {
    const steps = roundSteps(low, top, most);
    assert.ok(steps.length <= most + 1);
    assert.ok(steps.every((step) => step >= low && step <= top));
  }
});
