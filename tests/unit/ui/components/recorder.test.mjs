// What pointers draw: mouse, pen, fingers, and a palm that rests.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Recorder } from "../../../../anomaly/ui/components/pen/recorder.js";

const WIDTH = 18;
let pen;
let clock;

beforeEach(() => {
  pen = new Recorder();
  clock = 0;
});

const press = (id, at, isPen = false) => pen.press(id, at, (clock += 10), isPen);
const move = (id, ...places) => places.map((at) => pen.move(id, at, (clock += 10)));
const lift = (id) => pen.lift(id, WIDTH).map(({ points }) => points);
const underWay = () => pen.strokes(WIDTH).map(({ points }) => points);

test("a stroke is what the pen did from press to lift", () => {
  assert.ok(press(1, [10, 10]));
  move(1, [10, 60], [60, 60]);
  assert.deepEqual(underWay(), [[10, 10, 10, 60, 60, 60]]);
  assert.ok(pen.isDown);
  const [stroke] = pen.lift(1, WIDTH);
  assert.deepEqual(stroke, { points: [10, 10, 10, 60, 60, 60], times: [10, 20, 30], width: WIDTH });
  assert.ok(!pen.isDown);
  assert.deepEqual(underWay(), []);
});

test("a resting pen is one point", () => {
  press(1, [100.4, 99.6]);
  assert.deepEqual(move(1, [100.3, 99.7]), [false]);
  assert.deepEqual(lift(1), [[100, 100]]);
});

test("a palm that lands before the finger draws nothing", () => {
  press(1, [200, 240]);
  press(2, [50, 50]);
  move(1, [202, 241]);
  move(2, [50, 150], [50, 200]);
  assert.deepEqual(underWay(), [[50, 50, 50, 200]]);
  assert.deepEqual(lift(2), [[50, 50, 50, 200]]);
  move(1, [180, 180]);
  assert.deepEqual(underWay(), []);
  assert.deepEqual(lift(1), []);
});

test("a palm that leaves before the finger has moved draws nothing, and the finger goes on", () => {
  press(1, [200, 240]);
  press(2, [50, 50]);
  assert.deepEqual(lift(1), []);
  move(2, [50, 200]);
  assert.deepEqual(lift(2), [[50, 50, 50, 200]]);
});

test("a palm that rests between two strokes draws nothing", () => {
  press(1, [200, 240]);
  for (const x of [50, 90]) {
    press(2, [x, 50]);
    move(2, [x, 200]);
    assert.deepEqual(lift(2), [[x, 50, x, 200]]);
    if (x === 50) press(1, [200, 240]); // it was forgotten, and lands again
  }
});

test("a second finger does not end or change the first one's stroke", () => {
  press(1, [50, 50]);
  move(1, [50, 100]);
  press(2, [200, 100]);
  move(2, [210, 100]);
  move(1, [50, 200]);
  assert.deepEqual(underWay(), [[50, 50, 50, 200]]);
  assert.deepEqual(lift(2), []);
  move(1, [100, 200]);
  assert.deepEqual(lift(1), [[50, 50, 50, 200, 100, 200]]);
});

test("a pen comes before fingers, however far they move", () => {
  press(1, [200, 200]);
  move(1, [20, 20]);
  press(2, [50, 50], true);
  move(2, [50, 70]);
  assert.deepEqual(underWay(), [[50, 50, 50, 70]]);
  assert.deepEqual(lift(1), []);
  assert.deepEqual(lift(2), [[50, 50, 50, 70]]);
});

test("a stroke from beside the canvas begins where it enters", () => {
  assert.ok(!press(1, [-50, 100]));
  assert.deepEqual(move(1, [-20, 100], [-10, 100]), [false, false]);
  assert.deepEqual(underWay(), []);
  assert.deepEqual(move(1, [30, 100]), [true]);
  move(1, [60, 100]);
  assert.deepEqual(lift(1), [[0, 100, 60, 100]]);
});

test("a press beside the canvas that never enters it draws nothing", () => {
  press(1, [-50, 100]);
  move(1, [-50, 200]);
  assert.deepEqual(lift(1), []);
});

test("a pen that leaves and comes back makes two strokes", () => {
  press(1, [200, 100]);
  move(1, [300, 100], [300, 150], [200, 150]);
  assert.deepEqual(lift(1), [[200, 100, 255, 100], [255, 150, 200, 150]]);
});

test("a fast pen that crosses the canvas between two events draws the part inside", () => {
  press(1, [-40, 50]);
  move(1, [300, 50]);
  assert.deepEqual(lift(1), [[0, 50, 255, 50]]);
});

test("a cancelled pointer draws nothing", () => {
  press(1, [50, 50]);
  move(1, [50, 200]);
  pen.cancel(1);
  assert.deepEqual(underWay(), []);
  assert.deepEqual(lift(1), []);
  assert.ok(!pen.isDown);
});

test("pointers that were never pressed do nothing", () => {
  assert.deepEqual(move(7, [10, 10]), [false]);
  assert.deepEqual(lift(7), []);
  pen.cancel(7);
});

test("while the canvas has no place on the page nothing is drawn", () => {
  assert.ok(!press(1, [NaN, NaN]));
  assert.deepEqual(lift(1), []);
  press(1, [50, 50]);
  move(1, [50, 90], [NaN, NaN], [70, 90], [70, 50]);
  assert.deepEqual(lift(1), [[50, 50, 50, 90], [70, 90, 70, 50]]);
});

test("it is known whether the canvas itself draws the ink", () => {
  press(1, [50, 50]);
  assert.ok(!pen.isOffSurface);
  lift(1);
  press(1, [-50, 50]);
  move(1, [50, 50]);
  assert.ok(pen.isOffSurface, "from outside");
  lift(1);
  press(1, [200, 240]);
  press(2, [50, 50]);
  move(2, [50, 200]);
  assert.ok(pen.isOffSurface, "a finger after a palm");
});
