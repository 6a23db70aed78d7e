// What is painted of three pictures, and what is said of a pixel.

import assert from "node:assert/strict";
import { test } from "node:test";

import { colourAt, decode, describe } from "../../../../anomaly/ui/components/pictures/pictures.js";

test("values come as little-endian whole thousandths, negative ones too", () => {
  assert.deepEqual([...decode("6AMY/AAA")], [1000, -1000, 0]);
});

test("a colour between two is mixed of both, and beyond the ends it is the end's", () => {
  const colours = ["#000000", "#ff0000", "#ffff00"];
  assert.deepEqual(colourAt(colours, 0.25), [128, 0, 0]);
  assert.deepEqual(colourAt(colours, 0.75), [255, 128, 0]);
  assert.deepEqual(colourAt(colours, -3), [0, 0, 0]);
  assert.deepEqual(colourAt(colours, 7), [255, 255, 0]);
});

test("the sentence on a pixel has the values of all three pictures", () => {
  const values = [1000, 250, -750].map((value) => {
    const picture = new Int16Array(28 * 28);
    picture[2 * 28 + 5] = value;
    return picture;
  });
  const sentence = "row {y}, column {x}: {input}, {rebuilt}, {difference}";
  assert.equal(describe(sentence, { x: 5, y: 2 }, values), "row 2, column 5: 1.00, 0.25, -0.75");
});
