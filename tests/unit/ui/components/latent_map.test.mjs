// The map of codes: a network cut at its code, the plane of most variance, and what is found in it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { emptyCells, isEmptyAt } from "../../../../anomaly/ui/components/latent_map/cells.js";
import {
  cutAtCode, decodeCode, encodeDigit, scorePicture,
} from "../../../../anomaly/ui/components/latent_map/codec.js";
import { MapModel } from "../../../../anomaly/ui/components/latent_map/model.js";
import {
  fromPlane, principalPlane, toPlane,
} from "../../../../anomaly/ui/components/latent_map/plane.js";
import {
  nearestTo, nextTowards, placeIn, pointAt, spreadOut, viewOf,
} from "../../../../anomaly/ui/components/latent_map/view.js";
import { LatentWalk } from "../../../../anomaly/ui/components/latent_map/walk.js";

const PIXELS = 784;
const near = (actual, expected, within = 1e-5) =>
  assert.ok(Math.abs(actual - expected) < within, `${actual} is not ${expected}`);

/** A layer without weights, as makeLayer makes them. */
function layer(inputs, outputs, compute) {
  const output = new Float32Array(outputs);
  return { output, compute: (input) => compute(input, output), multiplications: 0 };
}

/** A network whose code is two pixels, which it gives back where they were. */
function network() {
  const code = layer(PIXELS, 2, (input, output) => output.set([input[0], input[1]]));
  const picture = layer(2, PIXELS, (input, output) => output.fill(0).set(input));
  return { layers: [code, picture], score: "absolute", noise: 1 };
}

const digit = (...pixels) => Float32Array.from({ length: PIXELS }, (_, n) => pixels[n] ?? 0);

test("a network is cut after its narrowest layer", () => {
  const codec = cutAtCode(network());
  assert.equal(codec.size, 2);
  assert.deepEqual([...encodeDigit(codec, digit(0.25, 0.5, 1))], [0.25, 0.5]);
  const wide = { layers: [layer(PIXELS, PIXELS, () => {})], score: "absolute", noise: 1 };
  assert.equal(cutAtCode(wide), null);
});

test("a code stays as it was when another digit is encoded", () => {
  const codec = cutAtCode(network());
  const code = encodeDigit(codec, digit(0.25, 0.5));
  encodeDigit(codec, digit(1, 1));
  assert.deepEqual([...code], [0.25, 0.5]);
});

test("a code is decoded, and a picture scored by what is lost of it", () => {
  const codec = cutAtCode(network());
  assert.deepEqual([...decodeCode(codec, Float32Array.of(0.5, 1)).slice(0, 3)], [0.5, 1, 0]);
  assert.equal(scorePicture(codec, digit(0.5, 1, 0.75)), 0.75);
});

test("the plane is that in which codes vary most, and says which share of it", () => {
  // Along (0.6, 0.8, 0) by ±5, along (0, 0, 1) by ±2, along (0.8, -0.6, 0) by ±1.
  const codes = [5, -5].flatMap((a) =>
    [2, -2].flatMap((b) =>
      [1, -1].map((c) => Float32Array.of(7 + 0.6 * a + 0.8 * c, 0.8 * a - 0.6 * c, b)),
    ),
  );
  const plane = principalPlane(codes);
  [7, 0, 0].forEach((value, i) => near(plane.mean[i], value));
  [0.6, 0.8, 0].forEach((value, i) => near(plane.axes[0][i], value));
  [0, 0, 1].forEach((value, i) => near(plane.axes[1][i], value));
  near(plane.shares[0], 25 / 30);
  near(plane.shares[1], 4 / 30);
});

test("a point of the plane is where its code is seen", () => {
  const codes = [[4, 0, 1], [-4, 1, 0], [0, 2, 0], [1, -3, -1]].map((code) => Float32Array.from(code));
  const plane = principalPlane(codes);
  toPlane(plane, fromPlane(plane, [1.5, -2])).forEach((value, i) => near(value, [1.5, -2][i]));
});

test("codes of one number have a plane with one axis", () => {
  const plane = principalPlane([1, 3].map((value) => Float32Array.of(value)));
  assert.deepEqual(plane.shares, [1, 0]);
  assert.deepEqual(toPlane(plane, Float32Array.of(4)), [2, 0]);
  assert.deepEqual([...fromPlane(plane, [2, 9])], [4]);
  const places = spreadOut([[5, 0], [5, 0], [6, 0]]);
  assert.deepEqual(places.map(([x]) => x), [5, 5, 6]);
  assert.equal(new Set(places.map(([, y]) => y)).size, 3);
});

test("codes that are all alike have a plane, too", () => {
  const plane = principalPlane([Float32Array.of(1, 2), Float32Array.of(1, 2)]);
  assert.deepEqual(plane.shares, [0, 0]);
  assert.deepEqual([...fromPlane(plane, [0, 0])], [1, 2]);
});

test("all points are in view, the higher ones above", () => {
  const points = [[-3, 1], [5, 2], [0, 9]];
  const view = viewOf(points);
  const places = points.map((point) => placeIn(view, point));
  assert.ok(places.flat().every((share) => share > 0 && share < 1));
  assert.ok(places[2][1] < places[0][1]);
  pointAt(view, places[1]).forEach((value, i) => near(value, points[1][i]));
});

test("the nearest point is found as far as one reaches", () => {
  const places = [[0.1, 0.1], [0.5, 0.5]];
  assert.equal(nearestTo(places, [0.4, 0.5], 1), 1);
  assert.equal(nearestTo(places, [0.4, 0.5], 1, 0.05), -1);
});

test("an arrow leads to the next point that way, and nowhere past the last", () => {
  const places = [[0, 0], [0.2, 0.05], [0.1, 0.4], [0.9, 0]];
  assert.equal(nextTowards(places, 0, [1, 0]), 1);
  assert.equal(nextTowards(places, 0, [0, 1]), 2);
  assert.equal(nextTowards(places, 3, [1, 0]), 3);
});

test("a cell is empty where no point is near its middle", () => {
  const cells = emptyCells([[0.25, 0.25]], 2, 2, 0.3);
  assert.deepEqual([...cells.isEmpty], [0, 1, 1, 1]);
  assert.equal(isEmptyAt(cells, [0.1, 0.4]), false);
  assert.equal(isEmptyAt(cells, [0.6, 0.4]), true);
  assert.equal(isEmptyAt(cells, [-0.1, 0.4]), true);
});

test("a walk leads through codes and, beside it, through pixels", () => {
  const walk = new LatentWalk(cutAtCode(network()), digit(1, 0, 1), digit(0, 1, 0));
  const half = walk.at(0.5);
  // The third pixel is none of the code: it is in the mix of pixels alone, and cannot be rebuilt.
  assert.deepEqual([...half.picture.slice(0, 3)], [0.5, 0.5, 0]);
  assert.deepEqual([...half.fade.slice(0, 3)], [0.5, 0.5, 0.5]);
  assert.deepEqual([half.score, half.fadeScore], [0, 0.5]);
  assert.deepEqual(walk.scores(3), { code: [0, 0, 0], pixels: [1, 0.5, 0] });
});

/** Ten 1s on a line through the code's plane, and a 9 beside it. */
function held() {
  const ones = Array.from({ length: 10 }, (_, n) => digit(n / 10, 0));
  return { digits: [...ones, digit(0.45, 0.5)], labels: [..."1111111111", "9"], normal: "1" };
}

test("the map has its axes from normal digits alone, and all digits in view", () => {
  const model = new MapModel(cutAtCode(network()), held());
  near(model.plane.shares[0], 1);
  assert.ok(model.places.flat().every((share) => share > 0 && share < 1));
  assert.deepEqual(model.ends.map((end) => model.held.labels[end]), ["1", "1"]);
  assert.ok(model.ends.every((end) => end > 0 && end < 9), "outliers are left out");
});

test("a place is decoded, and empty far from normal digits even where others are", () => {
  const model = new MapModel(cutAtCode(network()), held());
  const there = model.at(model.places[4]);
  near(there.picture[0], 0.4);
  near(there.score, 0);
  assert.equal(there.isEmpty, false);
  assert.equal(model.at(model.places[10]).isEmpty, true);
  near(model.scoreOf(10), 0);
});

test("a drawing has its place on the map, and leaves again", () => {
  const model = new MapModel(cutAtCode(network()), held());
  model.survey(digit(3, 0));
  assert.ok(model.drawing[0] < 1 && model.drawing[0] > model.places[9][0]);
  model.survey(null);
  assert.equal(model.drawing, null);
});

test("codes of one number are mapped on a line", () => {
  const code = layer(PIXELS, 1, (input, output) => output.set([input[0]]));
  const picture = layer(1, PIXELS, (input, output) => output.fill(0).set(input));
  const model = new MapModel(cutAtCode({ ...network(), layers: [code, picture] }), held());
  const [x] = model.places[4];
  assert.deepEqual(model.at([x, 0.1]).picture, model.at([x, 0.9]).picture);
  assert.equal(model.cells.rows, 1);
});
