// Taking a drawing back, step by step.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { History } from "../../../../anomaly/ui/components/pen/history.js";

let history;
const draw = (stroke) => history.change([...history.strokes, stroke]);

beforeEach(() => {
  history = new History();
});

test("strokes are taken back and made again one by one", () => {
  ["a", "b", "c"].forEach(draw);
  history.undo();
  history.undo();
  assert.deepEqual(history.strokes, ["a"]);
  history.redo();
  assert.deepEqual(history.strokes, ["a", "b"]);
  history.redo();
  assert.deepEqual(history.strokes, ["a", "b", "c"]);
});

test("a cleared canvas comes back whole", () => {
  ["a", "b"].forEach(draw);
  history.change([]);
  assert.deepEqual(history.strokes, []);
  history.undo();
  assert.deepEqual(history.strokes, ["a", "b"]);
  history.redo();
  assert.deepEqual(history.strokes, []);
});

test("a new stroke ends what could be made again", () => {
  ["a", "b"].forEach(draw);
  history.undo();
  draw("c");
  assert.ok(!history.canRedo);
  history.redo();
  assert.deepEqual(history.strokes, ["a", "c"]);
});

test("there is nothing to take back or to make again at the ends", () => {
  assert.deepEqual([history.canUndo, history.canRedo], [false, false]);
  history.undo();
  history.redo();
  assert.deepEqual(history.strokes, []);
  draw("a");
  assert.deepEqual([history.canUndo, history.canRedo], [true, false]);
  history.undo();
  assert.deepEqual([history.canUndo, history.canRedo], [false, true]);
});

test("a drawing made elsewhere is taken back stroke by stroke", () => {
  draw("x");
  history.undo();
  history.restore(["a", "b"]);
  assert.deepEqual([history.strokes, history.canRedo], [["a", "b"], false]);
  history.undo();
  assert.deepEqual(history.strokes, ["a"]);
  history.undo();
  assert.deepEqual(history.strokes, []);
  assert.ok(!history.canUndo);
});

test("a long drawing keeps a hundred steps", () => {
  Array.from({ length: 150 }, (_, n) => n).forEach(draw);
  for (let step = 0; step < 200; step += 1) history.undo();
  assert.equal(history.strokes.length, 50);
  history.restore(Array.from({ length: 150 }, (_, n) => n));
  for (let step = 0; step < 200; step += 1) history.undo();
  assert.equal(history.strokes.length, 50);
});
