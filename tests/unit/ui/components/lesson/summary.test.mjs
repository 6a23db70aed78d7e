// What is printed of the lesson.
import assert from "node:assert/strict";
import { test } from "node:test";

import { summaryOf } from "../../../../../anomaly/ui/components/lesson/summary.js";

const steps = [
  {
    name: "one", title: "First", right: "a", data: {},
    printed: {
      question: "Why?", answer: "So.",
      choices: [{ name: "a", text: "Because" }, { name: "b", text: "Whatever" }],
    },
  },
  {
    name: "two", title: "Second", right: "odd", data: { label: 4 },
    printed: { question: "Which?", answer: "That.", choices: [{ name: "odd", text: "a {label}" }] },
  },
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
  const [first] = printed({}, [1]);
  assert.deepEqual([first.choice, first.answer], ["", "So."]);
});

test("what was found in a figure is printed, too", () => {
  assert.equal(printed({ two: "odd" })[1].choice, "Mine: a 4");
});
