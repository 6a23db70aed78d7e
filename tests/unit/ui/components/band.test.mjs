// The band of resampled thresholds around the line of a rule.
import assert from "node:assert/strict";
import { test } from "node:test";

import { agreementOf, bandOf, marginOf } from "../../../../anomaly/ui/components/threshold/band.js";

const band = Array.from({ length: 20 }, (_, i) => 50 + i);

test("a line that no rule put there has no band", () => {
  const rules = [{ threshold: 60, band }, { threshold: null, band: [] }];
  assert.equal(bandOf(rules, 60), band);
  assert.deepEqual(bandOf(rules, 61), []);
  assert.deepEqual(bandOf(undefined, 60), []);
});

test("a close call is one on which at most 15 of 20 agree", () => {
  const { below, above } = marginOf(band, 60);
  for (let score = 45.5; score < 75; score += 1) {
    const isClose = -below <= score - 60 && score - 60 <= above;
    assert.equal(isClose, agreementOf(band, score, 60) <= 15, String(score));
  }
});
