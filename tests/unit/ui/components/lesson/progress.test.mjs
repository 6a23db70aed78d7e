// How far the learner has come, as the page keeps it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { LessonProgress } from "../../../../../anomaly/ui/components/lesson/progress.js";

const steps = ["one", "two", "three"].map((name) => ({ name, choices: [{ name: "a" }, { name: "b" }] }));
const begun = () => new LessonProgress(steps);

test("a step is finished once its question is answered and its figure was used, in either order", () => {
  for (const acts of [["answer", "act"], ["act", "answer"]]) {
    const progress = begun();
    progress[acts[0]]("a");
    assert.deepEqual(progress.told().finished, []);
    progress[acts[1]]("a");
    assert.deepEqual(progress.told(), { step: 1, finished: [1], answers: { one: "a" } });
  }
});

test("only the first answer counts", () => {
  const progress = begun();
  assert.ok(progress.answer("a"));
  assert.ok(!progress.answer("b"));
  assert.equal(progress.answers.one, "a");
});

test("there is no step before the first and none after the last", () => {
  const progress = begun();
  assert.ok(!progress.go(0) && !progress.go(4) && !progress.go(1));
  assert.ok(progress.go(3));
  assert.equal(progress.step.name, "three");
});

test("a link adds to what is finished, and its steps count as answered", () => {
  const progress = begun();
  progress.answer("a");
  progress.act();
  progress.adopt({ step: 2, finished: [2, 9], answers: { one: "b" } });
  assert.deepEqual(progress.told(), { step: 2, finished: [1, 2], answers: { one: "a" } });
  assert.ok(progress.isAnswered);
});

test("a step whose figure is the question is finished by what is done there", () => {
  const progress = new LessonProgress([{ name: "one", choices: [] }]);
  progress.act();
  assert.deepEqual(progress.told().finished, [1]);
});
