// What counts as an answer of Python.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isAnswer } from "../../../../anomaly/ui/components/answer/messages.js";

const rule = {
  name: "quantile", title: "99% quantile", assumes: "…", uses_labels: false, threshold: 60,
};
const answer = {
  content_key: "abc-9", drawing: 3, score: 12.5, threshold: 60, rule: "quantile", sequence: 0,
  settings: { base_rate: 0.001 }, rules: [rule], problem: "",
  more: { is_open: false, link: 1 }, notices: [], limits: [], with_limits: true,
};

test("an answer is one, with a digit or without, by a rule or by hand", () => {
  assert.ok(isAnswer(answer));
  assert.ok(isAnswer({ ...answer, score: null, rule: null, rules: [] }));
  assert.ok(isAnswer({ ...answer, rules: [{ ...rule, threshold: null }] }));
});

test("anything else is none", () => {
  for (const value of [null, undefined, 7, "answer", [], {}]) assert.ok(!isAnswer(value));
});

test("an answer with one wrong field is none", () => {
  const wrong = {
    content_key: null, drawing: "3", score: "12", threshold: NaN, rule: 7, sequence: "0", settings: [],
    rules: [{}], problem: null, more: { is_open: "yes", link: 1 }, limits: null, with_limits: 1,
  };
  for (const [name, value] of Object.entries(wrong)) {
    assert.ok(!isAnswer({ ...answer, [name]: value }), name);
  }
  assert.ok(!isAnswer({ ...answer, settings: { base_rate: "much" } }));
  assert.ok(!isAnswer({ ...answer, more: { is_open: true } }));
});
