// What is printed of the lesson.
import assert from "node:assert/strict";
import { test } from "node:test";

import { summaryOf } from "../../../../../anomaly/ui/components/lesson/summary.js";

const steps = [
  {
    name: "one", title: "First", question: "Why?", answer: "So.", right: "a",
    choices: [{ name: "a", text: "Because" }, { name: "b", text: "Whatever" }],
  },
  { name: "two", title: "Second", question: "Which?", answer: "That.", right: "", choices: [] },
];
const words = {
  print_choice: "Mine: {choice}", print_other: "Mine: {choice}, right: {right}", print_none: "none yet",
};
const printed = (answers, finished = []) =>
  summaryOf(steps, { answers, finished: new Set(finished) }, words);

test("what was chosen is printed with the answer", () => {
  const [first] = printed({ one: "a" });
  assert.deepEqual(first, { title: "1. First", question: "Why?", choice: "Mine: Because", answer: "So." });
});

test("beside another choice than the right one, that is printed", () => {
  assert.equal(printed({ one: "b" })[0].choice, "Mine: Whatever, right: Because");
});

test("an answer that the learner has still to find is not given away", () => {
  assert.deepEqual(printed({}).map(({ choice, answer }) => [choice, answer]), [["none yet", ""], ["none yet", ""]]);
});

test("of a finished step whose choice is not known any more, the answer is printed alone", () => {
  const [first, second] = printed({ two: "odd" }, [1]);
  assert.deepEqual([first.choice, first.answer, second.choice, second.answer], ["", "So.", "", "That."]);
});
