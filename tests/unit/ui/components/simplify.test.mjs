// Points of a pen, thinned out as they come.
import assert from "node:assert/strict";
import { test } from "node:test";

import { clip, Path } from "../../../../anomaly/ui/components/pen/simplify.js";

const pathOf = ([[x, y], ...rest]) => {
  const path = new Path(x, y, 0);
  rest.forEach(([toX, toY], index) => path.add(toX, toY, index + 1));
  return path;
};

/** Numbers that look random, the same each time. */
function random(seed) {
  let state = seed;
  return () => {
    state = (1664525 * state + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** A pen that wanders over the grid in small steps. */
function walk(seed, count) {
  const chance = random(seed);
  let [x, y, turn] = [128, 128, 0];
  return Array.from({ length: count }, () => {
    turn += chance() - 0.5;
    x = Math.min(255, Math.max(0, x + 4 * Math.cos(turn)));
    y = Math.min(255, Math.max(0, y + 4 * Math.sin(turn)));
    return [Math.round(x), Math.round(y)];
  });
}

const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, n) => flat.slice(2 * n, 2 * n + 2));

function distance([x, y], [ax, ay], [bx, by]) {
  const square = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = square > 0 ? ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square : 0;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - share * (bx - ax), y - ay - share * (by - ay));
}

test("a straight line is two points, however many the pen gave", () => {
  const points = Array.from({ length: 60 }, (_, n) => [n, 2 * n]);
  assert.deepEqual(pathOf(points).points, [0, 0, 59, 118]);
});

test("a resting pen is one point", () => {
  const path = pathOf([[7, 9], [7, 9], [7, 9]]);
  assert.deepEqual([path.points, path.pointTimes, path.length], [[7, 9], [0], 0]);
});

test("a corner is kept", () => {
  const corner = [[0, 0], [0, 10], [0, 20], [0, 30], [10, 30], [20, 30]];
  assert.deepEqual(pathOf(corner).points, [0, 0, 0, 30, 20, 30]);
});

test("every point lies within a place of the path, in the order of the pen", () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    const points = walk(seed, 300);
    const kept = pairs(pathOf(points).points);
    let piece = 0;
    for (const point of points) {
      while (piece < kept.length - 2 && distance(point, kept[piece], kept[piece + 1]) > 1 + 1e-9) {
        piece += 1;
      }
      assert.ok(distance(point, kept[piece], kept[piece + 1] ?? kept[piece]) <= 1 + 1e-9);
    }
    assert.ok(kept.length < 150, `${kept.length} points`);
  }
});

test("what is kept stays kept: the path so far begins the path", () => {
  const points = walk(5, 400);
  const path = new Path(...points[0], 0);
  let [before, times] = [path.points, path.pointTimes];
  points.slice(1).forEach(([x, y], index) => {
    path.add(x, y, index + 1);
    const [now, nowTimes] = [path.points, path.pointTimes];
    // All but the end, which is where the pen is.
    assert.deepEqual(now.slice(0, before.length - 2), before.slice(0, -2));
    assert.deepEqual(nowTimes.slice(0, times.length - 1), times.slice(0, -1));
    assert.deepEqual(now.slice(-2), [x, y]);
    assert.equal(now.length, 2 * nowTimes.length);
    [before, times] = [now, nowTimes];
  });
});

test("each kept point has the time at which the pen was there", () => {
  const points = walk(9, 200);
  const path = pathOf(points);
  pairs(path.points).forEach((point, n) => assert.deepEqual(points[path.pointTimes[n]], point));
});

test("the path's ends are the pen's ends", () => {
  const points = walk(3, 77);
  const kept = pairs(pathOf(points).points);
  assert.deepEqual([kept[0], kept[kept.length - 1]], [points[0], points[76]]);
});

test("the same place again is no new point, and the length counts all ways", () => {
  const path = new Path(0, 0, 0);
  assert.ok(path.add(3, 4, 1));
  assert.ok(!path.add(3, 4, 2));
  assert.ok(path.add(0, 0, 3));
  assert.equal(path.length, 10);
});

test("a segment is cut to the square", () => {
  const cut = (from, to) => clip(from, to, 255);
  assert.deepEqual(cut([10, 10], [20, 30]), {
    enter: [10, 10], leave: [20, 30], entered: false, left: false,
  });
  assert.deepEqual(cut([-10, 100], [10, 100]), {
    enter: [0, 100], leave: [10, 100], entered: true, left: false,
  });
  assert.deepEqual(cut([250, 100], [260, 110]), {
    enter: [250, 100], leave: [255, 105], entered: false, left: true,
  });
  assert.deepEqual(cut([-10, 50], [300, 50]), {
    enter: [0, 50], leave: [255, 50], entered: true, left: true,
  });
});

test("a segment beside the square is none of it", () => {
  assert.equal(clip([-10, 0], [-10, 300], 255), null);
  assert.equal(clip([-10, 5], [5, -10], 255), null);
  assert.equal(clip([300, 300], [300, 300], 255), null);
});

test("a point on the rim is in the square", () => {
  for (const corner of [[0, 0], [255, 0], [0, 255], [255, 255]]) {
    assert.ok(clip(corner, corner, 255));
  }
});
