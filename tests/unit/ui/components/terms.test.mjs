// Where the half-sentence on a term is shown.
import assert from "node:assert/strict";
import { test } from "node:test";

import { placeBubble } from "../../../../anomaly/ui/components/terms/terms.js";

const BUBBLE = { width: 200, height: 40 };

test("a bubble is centred above its term", () => {
  const term = { left: 400, top: 100, width: 60, height: 20 };
  assert.deepEqual(placeBubble(term, BUBBLE, 1000), { left: 330, top: 54 });
});

test("it is below where there is no room above", () => {
  const term = { left: 400, top: 30, width: 60, height: 20 };
  assert.equal(placeBubble(term, BUBBLE, 1000).top, 56);
});

test("it stays within the window", () => {
  const term = { left: 0, top: 100, width: 60, height: 20 };
  assert.equal(placeBubble(term, BUBBLE, 390).left, 6);
  assert.equal(placeBubble({ ...term, left: 360 }, BUBBLE, 390).left, 184);
  assert.equal(placeBubble(term, { width: 390, height: 40 }, 390).left, 6);
});
