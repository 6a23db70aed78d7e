// The tiny autoencoder that learns a curve in the page.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  branchPoints,
  contourOf,
  curvePoint,
  lineOf,
  nearestDistance,
  thresholdOf,
} from "../../../../../anomaly/ui/components/lesson/branches.js";
import { TinyAutoencoder } from "../../../../../anomaly/ui/components/lesson/tiny_autoencoder.js";

const points = branchPoints(100, 7);
const heldOut = branchPoints(100, 9);

function trained(bottleneck, seed = 3, steps = 1000) {
  const network = new TinyAutoencoder(bottleneck, seed);
  for (let step = 0; step < steps; step++) network.fit(points, step / steps);
  return network;
}

const [one, two] = [trained(1), trained(2)];
const threshold = thresholdOf(one, heldOut);

test("gradients are those of the loss", () => {
  const network = new TinyAutoencoder(1, 1);
  const few = points.slice(0, 20);
  const loss = () => {
    let sum = 0;
    for (let at = 0; at < few.length; at += 2) sum += network.score(few[at], few[at + 1]) ** 2;
    return (2 * sum) / few.length;
  };
  const before = network.parameters.map((values) => values.slice());
  network.fit(few, 0);
  network.parameters.forEach((values, layer) => values.set(before[layer]));
  for (const [layer, at] of [[0, 5], [1, 3], [2, 20], [3, 2], [3, 25]]) {
    const values = network.parameters[layer];
    const sides = [1e-5, -1e-5].map((change) => {
      values[at] = before[layer][at] + change;
      return loss();
    });
    values[at] = before[layer][at];
    const slope = (sides[0] - sides[1]) / 2e-5;
    assert.ok(Math.abs(slope - network.gradients[layer][at]) < 1e-6 * Math.max(1, Math.abs(slope)));
  }
});

test("with one number between, the points are rebuilt and what lies off the curve is not", () => {
  assert.ok(threshold > 0.03 && threshold < 0.1, String(threshold));
  for (const [x, y] of [[0, 0.1], [0, 0.9], [-1.2, -0.9], [1.2, 0]]) {
    assert.ok(one.score(x, y) > 3 * threshold, `${x}, ${y}: ${one.score(x, y)}`);
  }
  const line = lineOf(one, points);
  for (let at = 0; at < points.length; at += 2) {
    assert.ok(nearestDistance(line, points[at], points[at + 1]) < 2 * threshold);
  }
});

test("whatever the seed, the curve is learned", () => {
  for (const seed of [1, 2]) {
    assert.ok(thresholdOf(trained(1, seed), heldOut) < 0.12, String(seed));
  }
});

test("a place passes in the gap between the branches, where no point ever was", () => {
  const [x, y] = curvePoint(0.5);
  assert.ok(nearestDistance(points, x, y) > 2 * threshold);
  assert.ok(one.score(x, y) < threshold);
});

test("with two numbers between, nothing is found by the same threshold", () => {
  for (const [x, y] of [[0, 0.1], [0, 0.6], [-0.5, 0], [0.5, -0.2], ...[0.1, 0.5, 0.9].map(curvePoint)]) {
    assert.ok(two.score(x, y) < threshold, `${x}, ${y}: ${two.score(x, y)}`);
  }
});

test("a contour crosses a field where it reaches the level", () => {
  assert.deepEqual(contourOf(Float32Array.from([0, 1, 0, 1]), 2, 0.25), [0.25, 0, 0.25, 1]);
  assert.deepEqual(contourOf(Float32Array.from([0, 1, 0, 1]), 2, 2), []);
});
