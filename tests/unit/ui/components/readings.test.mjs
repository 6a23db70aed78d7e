// How many digits a line gets wrong, in words.
import assert from "node:assert/strict";
import { test } from "node:test";

import { spellCount } from "../../../../anomaly/ui/components/threshold/readings.js";

const words = {
  missed_none: "none of {total} nines slips through",
  missed_one: "1 of {total} nines slips through",
  missed_many: "{count} of {total} nines slip through",
};
const spell = (count, total) => spellCount(words, "missed", count, total);

test("a count agrees with its verb, and none is called so", () => {
  assert.equal(spell(0, 1009), "none of 1,009 nines slips through");
  assert.equal(spell(1, 1009), "1 of 1,009 nines slips through");
  assert.equal(spell(1008, 1009), "1,008 of 1,009 nines slip through");
});

test("of digits that are not there nothing is said", () => {
  assert.equal(spell(0, 0), "");
});
