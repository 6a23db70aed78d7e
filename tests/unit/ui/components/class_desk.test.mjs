// What the teacher's desk says of a class.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ClassState } from "../../../../anomaly/ui/components/classroom/class_state.js";
import { spaced } from "../../../../anomaly/ui/components/class_screen/desk_code.js";
import { progressOf, taskName } from "../../../../anomaly/ui/components/class_screen/desk_task.js";

const WORDS = {
  answered: "{count} of {all}",
  draw_digit: "Draw a {digit}",
  drawings: "drawings: {count}",
  frozen: "frozen",
  guess_misses: "How many?",
  nobody: "Nobody is there yet.",
};
const DRAW = { number: 1, kind: "draw_digit", content: { digit: 9 }, shown: false };
const GUESS = { number: 2, kind: "guess_misses", content: {}, shown: false };

/** A class of some students, who have drawn and guessed. */
function classOf(students, news = {}) {
  const state = new ClassState();
  const seats = Array.from({ length: students }, (_, at) => ({ number: at + 1, nickname: "", hidden: false }));
  state.hear({ state: { counter: 1 }, seats, ...news });
  return state;
}

test("a task is named with its digit", () => {
  assert.equal(taskName(DRAW, WORDS), "Draw a 9");
  assert.equal(taskName(GUESS, WORDS), "How many?");
  assert.equal(taskName({ kind: "of a newer version", content: {} }, WORDS), "");
});

test("it says how many students have sent something, not only how much there is", () => {
  const drawings = ["a", "b", "c"].map((id, at) => ({ id, seat: at === 2 ? 1 : at + 1, task: 1, drawing: "{}" }));
  assert.equal(progressOf(classOf(5, { drawings }), DRAW, WORDS), "2 of 5 · drawings: 3");
  const answers = [{ task: 2, seat: 4, value: 3 }];
  assert.equal(progressOf(classOf(5, { answers }), GUESS, WORDS), "1 of 5");
  assert.equal(progressOf(classOf(0), GUESS, WORDS), "Nobody is there yet.");
  const frozen = { state: { counter: 1, frozen: true } };
  assert.equal(progressOf(classOf(5, frozen), GUESS, WORDS), "0 of 5 · frozen");
});

test("a code is shown in two halves, as it is read aloud", () => {
  assert.equal(spaced("A74MUK"), "A74 MUK");
  assert.equal(spaced(""), "");
});
