// A class as a screen knows it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ClassState } from "../../../../anomaly/ui/components/classroom/class_state.js";

const NINE = { number: 1, kind: "draw_digit", content: { digit: 9 }, shown: false };
const GUESS = { number: 2, kind: "guess_verdict", content: {}, shown: false };
const INK = { strokes: [[140, 20, 140, 250]], widths: [18] };
const drawing = (id, seat, task = 1) => ({ id, seat, task, drawing: JSON.stringify(INK), score: null, hidden: false });

/** A state that has heard these news, one after another. */
function heard(...all) {
  const state = new ClassState();
  all.forEach((news, index) => state.hear({ state: { counter: index + 1, task: 1 }, ...news }));
  return state;
}

test("news add to what is known, and change it", () => {
  const state = heard(
    { seats: [{ number: 1, nickname: "", hidden: false }], tasks: [NINE] },
    { drawings: [drawing("a", 1), drawing("b", 2)] },
    { seats: [{ number: 1, nickname: "Ada", hidden: false }], drawings: [{ ...drawing("a", 1), score: 5 }] },
  );
  assert.equal(state.task, state.tasks.get(1));
  assert.equal(state.seats.get(1).nickname, "Ada");
  assert.deepEqual(state.drawingsOf(1).map(({ id, score }) => [id, score]), [["a", 5], ["b", null]]);
  assert.deepEqual(state.drawingsOf(1)[0].strokes, INK.strokes);
});

test("who has drawn or guessed is told of each task", () => {
  const state = heard({
    tasks: [NINE, GUESS],
    drawings: [drawing("a", 3), drawing("b", 3), drawing("c", 7)],
    answers: [{ task: 2, seat: 5, value: true }, { task: 2, seat: 5, value: false }],
  });
  assert.deepEqual([...state.answeredBy(1)], [3, 7]);
  assert.deepEqual([...state.answeredBy(2)], [5]);
  assert.deepEqual(state.answersOf(2), [{ task: 2, seat: 5, value: false }]);
});

test("a student's screen has the own answers, loses what is hidden, and hears what all guessed", () => {
  const state = heard(
    { seat: { number: 4, nickname: "", hidden: false }, drawings: [drawing("a", 4), drawing("b", 0)] },
    { gone: ["b"], answers: [{ task: 2, value: 12 }], guessed: { 2: [12, 15] } },
  );
  assert.equal(state.seat, 4);
  assert.deepEqual([...state.drawings.keys()], ["a"]);
  assert.deepEqual(state.answersOf(2), [{ task: 2, seat: 4, value: 12 }]);
  assert.deepEqual(state.guessed.get(2), [12, 15]);
  assert.deepEqual([...state.answeredBy(1)], [4]);
});

test("news of another database take the place of all", () => {
  const state = heard({ drawings: [drawing("a", 1)] }, {}, {});
  state.hear({ state: { counter: 2, task: 0 }, drawings: [drawing("b", 1)] });
  assert.deepEqual([...state.drawings.keys()], ["b"]);
  assert.equal(state.task, null);
});
