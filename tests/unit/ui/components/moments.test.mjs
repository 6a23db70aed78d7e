// The moments of a drawing, to go back to and to play.
import assert from "node:assert/strict";
import { test } from "node:test";

import { momentsOf, splitAt, withTimes } from "../../../../anomaly/ui/components/pen/moments.js";

const stroke = (points, times = points.filter((_, n) => n % 2 === 0).map((_, n) => 100 * n)) => ({
  points, times, width: 18,
});
const TWO = [stroke([0, 0, 100, 0]), stroke([0, 50, 0, 150, 60, 150], [300, 800, 1100])];

test("moments follow the path evenly, and each stroke's end is one", () => {
  const moments = momentsOf(TWO);
  assert.ok(moments.length > 60 && moments.length < 90, `${moments.length}`);
  const ends = TWO.map(({ points }, n) => ({ stroke: n, count: points.length / 2 }));
  for (const { stroke: n, count } of ends) {
    const last = moments.filter((moment) => moment.stroke === n).pop();
    assert.deepEqual([last.count, last.x, last.y], [count, ...TWO[n].points.slice(-2)]);
  }
  const first = moments.filter((moment) => moment.stroke === 0);
  const gaps = first.slice(1).map(({ x }, n) => x - first[n].x);
  assert.ok(Math.max(...gaps) - Math.min(...gaps.slice(0, -1)) <= 1);
});

test("time goes on from moment to moment, without long pauses between strokes", () => {
  const late = stroke([0, 90, 80, 90], [60000, 60100]);
  const moments = momentsOf([...TWO, late]);
  moments.slice(1).forEach(({ time }, n) => assert.ok(time >= moments[n].time));
  const [end] = moments.slice(-1);
  // 100, a pause of 200, 800, a pause of 500 in place of 58,900, and 100.
  assert.equal(end.time, 1700);
});

test("a dot is a moment, and nothing has none", () => {
  const [moment, ...others] = momentsOf([stroke([7, 9])]);
  assert.deepEqual([moment.stroke, moment.count, moment.x, moment.y], [0, 1, 7, 9]);
  assert.deepEqual(others, []);
  assert.deepEqual(momentsOf([]), []);
});

test("a drawing of many strokes has no more moments than it can show", () => {
  const many = Array.from({ length: 200 }, (_, n) => stroke([0, n, 255, n]));
  assert.ok(momentsOf(many).length <= 80 + 200);
});

test("a moment parts the drawing into what was there and what came", () => {
  for (const moment of momentsOf(TWO)) {
    const { before, after } = splitAt(TWO, moment);
    const last = before[before.length - 1];
    assert.equal(before.length, moment.stroke + 1);
    assert.deepEqual(last.points.slice(-2), [moment.x, moment.y]);
    assert.equal(last.points.length, 2 * last.times.length);
    assert.deepEqual(before.slice(0, -1), TWO.slice(0, moment.stroke));
    // Together they have every point of the drawing.
    const both = new Set([...before, ...after].flatMap(({ points }) => pairs(points)));
    for (const point of TWO.flatMap(({ points }) => pairs(points))) assert.ok(both.has(point));
  }
});

test("at the last moment the drawing is whole, and as it was drawn", () => {
  const moments = momentsOf(TWO);
  assert.deepEqual(splitAt(TWO, moments[moments.length - 1]), { before: TWO, after: [] });
});

test("a drawing without times is played at one speed, with short pauses", () => {
  const [first, second] = withTimes([
    { points: [0, 0, 100, 0, 100, 50], width: 8 },
    { points: [5, 5], width: 30 },
  ]);
  assert.deepEqual(first, { points: [0, 0, 100, 0, 100, 50], times: [0, 400, 600], width: 8 });
  assert.deepEqual(second, { points: [5, 5], times: [850], width: 30 });
});

function pairs(points) {
  return points.flatMap((x, n) => (n % 2 === 0 ? [`${x},${points[n + 1]}`] : []));
}
