// What counts as an answer of Python, and what a verdict says of it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { isAnswer } from "../../../../anomaly/ui/components/threshold/messages.js";
import { sentenceOf } from "../../../../anomaly/ui/components/threshold/sentence.js";

const rule = {
  name: "quantile", title: "99% quantile", assumes: "…", uses_labels: false, threshold: 60,
};
const answer = {
  content_key: "abc-9", score: 12.5, threshold: 60, rule: "quantile", sequence: 0,
  settings: { base_rate: 0.001 }, rules: [rule], problem: "",
};
const sentences = { normal: "Normal: below {threshold}", anomaly: "Anomaly: at {threshold}" };

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
    content_key: null, score: "12", threshold: NaN, rule: 7, sequence: "0", settings: [],
    rules: [{}], problem: null,
  };
  for (const [name, value] of Object.entries(wrong)) {
    assert.ok(!isAnswer({ ...answer, [name]: value }), name);
  }
  assert.ok(!isAnswer({ ...answer, settings: { base_rate: "much" } }));
});

test("a digit at the threshold is an anomaly", () => {
  const message = { answer, decimals: 1, sentences, note: "" };
  const kinds = [12.5, 12.6].map((threshold) => sentenceOf(message, threshold).kind);
  assert.deepEqual(kinds, ["anomaly", "normal"]);
});

test("the sentence names the threshold as the scores are written", () => {
  const message = { answer, decimals: 1, sentences, note: "" };
  assert.equal(sentenceOf(message, 60.25).sentence, "Normal: below 60.3");
});

test("without a digit there is the reason, or nothing", () => {
  const message = { answer: { ...answer, score: null }, decimals: 1, sentences, note: "" };
  assert.deepEqual(sentenceOf(message, 1), { kind: "blank", sentence: "" });
  const blank = { ...message, sentences: { blank: "No digit: draw one" } };
  assert.equal(sentenceOf(blank, 1).sentence, "No digit: draw one");
});
