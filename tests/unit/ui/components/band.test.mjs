// The band of resampled thresholds around the line of a rule.
import assert from "node:assert/strict";
import { test } from "node:test";

import { agreementOf, bandOf, marginOf } from "../../../../anomaly/ui/components/threshold/band.js";

const band = Array.from({ length: 20 }, (_, i) => 50 + i);
const other = band.map((threshold) => threshold + 5);
const answer = {
  rules: [
    { name: "quantile", threshold: 60, band },
    { name: "sigma", threshold: 60, band: other },
    { name: "cost", threshold: 60, band: [] },
    { name: "youden", threshold: null, band: [] },
  ],
  problem: "",
};

test("a line that no rule put there has no band", () => {
  assert.equal(bandOf(answer, "quantile", 60), band);
  assert.deepEqual(bandOf(answer, null, 60), []);
  assert.deepEqual(bandOf(answer, null, 61), []);
  assert.deepEqual(bandOf(null, "quantile", 60), []);
});

test("of two rules with one threshold the one in force has its own band", () => {
  assert.equal(bandOf(answer, "sigma", 60), other);
  assert.deepEqual(bandOf(answer, "cost", 60), []);
});

test("a rule whose settings are on the move has no band until it is known", () => {
  assert.deepEqual(bandOf(answer, "quantile", 61), []);
});

test("in place of a rule that could not be followed there is the band of the default one", () => {
  assert.equal(bandOf({ ...answer, problem: "No anomalies." }, null, 60), band);
});

test("a close call is one on which at most 15 of 20 agree", () => {
  const { below, above } = marginOf(band, 60);
  for (let score = 45.5; score < 75; score += 1) {
    const isClose = -below <= score - 60 && score - 60 <= above;
    assert.equal(isClose, agreementOf(band, score, 60) <= 15, String(score));
  }
});
