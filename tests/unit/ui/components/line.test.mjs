// The line: which answers it takes, and what Python hears of it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { falseAlarmsOf, Line } from "../../../../anomaly/ui/components/threshold/line.js";

const answer = { threshold: 60, rule: "quantile", sequence: 0, settings: { base_rate: 0.001 } };
let line;

beforeEach(() => {
  line = new Line();
});

test("the first answer is taken even while the line is held", () => {
  assert.ok(line.accepts(answer, true));
  assert.ok(line.adopt(answer));
  assert.deepEqual([line.threshold, line.rule], [60, "quantile"]);
});

test("the same answer again moves nothing", () => {
  line.adopt(answer);
  assert.ok(!line.adopt(answer));
});

test("later answers wait while the line is held", () => {
  line.adopt(answer);
  assert.ok(!line.accepts(answer, true));
  assert.ok(line.accepts(answer, false));
});

test("an answer to an earlier move does not undo a later one", () => {
  line.adopt(answer);
  line.move(70);
  assert.equal(line.settle().sequence, 1);
  line.move(80);
  assert.equal(line.settle().sequence, 2);
  assert.ok(!line.accepts({ ...answer, threshold: 70, sequence: 1 }, false));
  assert.ok(line.accepts({ ...answer, threshold: 80, sequence: 2 }, false));
});

test("Python hears of a move once", () => {
  line.adopt(answer);
  line.move(70);
  assert.deepEqual(line.settle(), {
    threshold: 70, rule: null, sequence: 1, settings: { base_rate: 0.001 },
  });
  assert.equal(line.settle(), null);
});

test("a line that came back to where it was is no message", () => {
  line.adopt(answer);
  line.move(70);
  line.move(60, "quantile");
  assert.equal(line.settle(), null);
});

test("a setting is a message and leaves the answer's own settings as they were", () => {
  line.adopt(answer);
  line.set("base_rate", 0.5);
  assert.deepEqual(line.settle().settings, { base_rate: 0.5 });
  assert.deepEqual(answer.settings, { base_rate: 0.001 });
});

test("a line without an answer says nothing", () => {
  assert.equal(line.settle(), null);
});

test("false alarms that Python counted hold for the rule's own threshold", () => {
  const rules = [{ name: "sigma", threshold: 60, false_alarms: 1 }, { name: "mad", threshold: 70 }];
  assert.equal(falseAlarmsOf({ rules, problem: "" }, "sigma", 60), 1);
  assert.equal(falseAlarmsOf({ rules, problem: "" }, "sigma", 61), null);
  assert.equal(falseAlarmsOf({ rules, problem: "" }, "mad", 70), null);
  assert.equal(falseAlarmsOf({ rules, problem: "" }, null, 60), null); // by hand
  assert.equal(falseAlarmsOf({ rules, problem: "too few" }, null, 60), 1); // the default's place
  assert.equal(falseAlarmsOf(undefined, null, 60), null);
});
