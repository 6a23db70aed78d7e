// The mistakes that a line makes, what they cost, and which line is the cheapest.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  cheapestBin,
  costCurve,
  countMistakes,
} from "../../../../../anomaly/ui/components/lesson/line_costs.js";

const SCORES = { normal: [5, 3, 1, 0], anomalous: [0, 1, 2, 4] };

test("a digit at the line is beyond it", () => {
  assert.deepEqual(countMistakes(SCORES, 2), { missed: 1, falseAlarms: 1 });
  assert.deepEqual(countMistakes(SCORES, 0), { missed: 0, falseAlarms: 9 });
  assert.deepEqual(countMistakes(SCORES, 4), { missed: 7, falseAlarms: 0 });
});

test("dear misses move the cheapest line to the left, dear false alarms to the right", () => {
  const cheapest = (costs) => cheapestBin(costCurve(SCORES, costs));
  assert.equal(cheapest({ miss: 1, falseAlarm: 1 }), 2);
  assert.equal(cheapest({ miss: 10, falseAlarm: 1 }), 1);
  assert.equal(cheapest({ miss: 1, falseAlarm: 10 }), 3);
});

test("the curve has the cost of each line, and of one beyond all", () => {
  assert.deepEqual([...costCurve(SCORES, { miss: 2, falseAlarm: 1 })], [9, 4, 3, 6, 14]);
});
