// Numbers and sentences as a person reads and writes them.
import assert from "node:assert/strict";
import { test } from "node:test";

import {
  fill, oneIn, parseNumber, percent, whole,
} from "../../../../anomaly/ui/components/shared/format.js";

test("only all is 100%, and only none is 0%", () => {
  const written = [0, 1e-9, 0.5, 0.99951, 1].map(percent);
  assert.deepEqual(written, ["0.0%", "0.1%", "50.0%", "99.9%", "100.0%"]);
});

test("a share of nothing is a dash", () => {
  assert.equal(percent(0 / 0), "–");
});

test("counts have commas", () => {
  assert.equal(whole(1234567), "1,234,567");
  assert.equal(oneIn(0.0005), "2,000");
});

test("blanks are filled in, and stay where there is no value", () => {
  assert.equal(fill("{a} of {b}, {a}", { a: 1, b: "2" }), "1 of 2, 1");
  assert.equal(fill("{a} of {b}", { a: 0 }), "0 of {b}");
});

test("numbers are read with a point, a comma or a typographic minus", () => {
  const read = ["60.5", " 60,5 ", "+.5", "−3", "7."].map(parseNumber);
  assert.deepEqual(read, [60.5, 60.5, 0.5, -3, 7]);
});

test("what is no plain number is none", () => {
  for (const text of ["", "abc", "1e3", "NaN", "0x10", "1,2,3", "-", ".", "Infinity"]) {
    assert.ok(Number.isNaN(parseNumber(text)), text);
  }
});
