// Where the half-sentence on a term is shown.
import assert from "node:assert/strict";
import { test } from "node:test";

import { placeBubble } from "../../../../anomaly/ui/components/terms/terms.js";

const BUBBLE = { width: 200, height: 40 };
const ROOM = { width: 1000, height: 500 };
const LINE = 24;

test("a bubble is centred below the line after its term's", () => {
  const term = { left: 400, top: 100, width: 60, height: 20 };
  assert.deepEqual(placeBubble(term, BUBBLE, ROOM, LINE), { left: 330, top: 144 });
});

test("it is above where there is no room below", () => {
  const term = { left: 400, top: 430, width: 60, height: 20 };
  assert.equal(placeBubble(term, BUBBLE, ROOM, LINE).top, 384);
});

test("it stays within the window", () => {
  const phone = { width: 390, height: 500 };
  const term = { left: 0, top: 100, width: 60, height: 20 };
  assert.equal(placeBubble(term, BUBBLE, phone, LINE).left, 6);
  assert.equal(placeBubble({ ...term, left: 360 }, BUBBLE, phone, LINE).left, 184);
  assert.equal(placeBubble(term, { width: 390, height: 40 }, phone, LINE).left, 6);
  assert.equal(placeBubble(term, { width: 200, height: 480 }, phone, LINE).top, 6);
});
