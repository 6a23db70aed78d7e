// The Swiss roll, rolled up and unrolled.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  Roll,
  ROLL_FAR,
  ROLL_HEIGHT,
  ROLL_LENGTH,
  ROLL_NEAR,
  rollPoints,
  straightDistance,
} from "../../../../../anomaly/ui/components/lesson/roll.js";
import { TurnedView } from "../../../../../anomaly/ui/components/lesson/turning.js";

const distance = ([x, y], [endX, endY]) => Math.hypot(endX - x, endY - y);

test("unrolling neither stretches nor tears the sheet", () => {
  const roll = new Roll();
  for (const share of [0, 0.3, 1]) {
    roll.unroll(share);
    let length = 0;
    for (let at = 0; at < 400; at++) {
      const ends = [at, at + 1].map((part) => roll.place((part * ROLL_LENGTH) / 400, 0));
      length += distance(...ends);
    }
    assert.ok(Math.abs(length - ROLL_LENGTH) < 0.01 * ROLL_LENGTH, `${share}: ${length}`);
  }
});

test("rolled up, the point between two windings is as near to one as to the other", () => {
  const roll = new Roll();
  const between = roll.place(ROLL_NEAR, ROLL_HEIGHT);
  const [near, far] = [ROLL_NEAR, ROLL_FAR].map((length) => distance(between, roll.place(length, 0)));
  assert.ok(Math.abs(near - ROLL_HEIGHT) < 0.05 && Math.abs(far - ROLL_HEIGHT) < 0.1, `${near} ${far}`);
  assert.ok(straightDistance(roll) < 0.12 * (ROLL_FAR - ROLL_NEAR));
});

test("flat, it floats above the sheet, and its neighbours are as far apart as along the sheet", () => {
  const roll = new Roll();
  roll.unroll(1);
  const [, up] = roll.place(ROLL_NEAR, ROLL_HEIGHT);
  assert.ok(Math.abs(up - ROLL_HEIGHT) < 1e-9);
  assert.ok(Math.abs(roll.extent[1]) < 1e-9);
  assert.ok(Math.abs(straightDistance(roll) - (ROLL_FAR - ROLL_NEAR)) < 1e-6);
});

test("points lie on the sheet, and close to it", () => {
  const { lengths, depths, heights } = rollPoints(200, 3);
  assert.ok(lengths.every((length) => length >= 0 && length <= ROLL_LENGTH));
  assert.ok(depths.every((depth) => Math.abs(depth) <= 12));
  assert.ok(heights.every((height) => Math.abs(height) < ROLL_HEIGHT / 4));
});

test("whichever way a view is turned, what it fits stays in the picture", () => {
  const view = new TurnedView();
  for (const [yaw, pitch] of [[0, 0], [1, 0.5], [-2, -1.4], [3, 1.4]]) {
    [view.yaw, view.pitch] = [yaw, pitch];
    view.fit([45, 2, 12], 600, 300);
    for (const x of [-45, 45]) {
      for (const z of [-12, 12]) {
        const [across, down] = view.project(x, 2, z);
        assert.ok(across >= 0 && across <= 600 && down >= 0 && down <= 300, `${yaw} ${across} ${down}`);
      }
    }
  }
});

test("what is nearer is seen larger", () => {
  const view = new TurnedView();
  view.fit([10, 10, 10], 100, 100);
  const [, , near, larger] = view.project(0, 0, 5);
  const [, , far, smaller] = view.project(0, 0, -5);
  assert.ok(near > far && larger > smaller);
});
