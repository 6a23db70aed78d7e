// What is painted of three pictures, and what is said of a pixel.
import assert from "node:assert/strict";
import { test } from "node:test";

import { describe } from "../../../../anomaly/ui/components/pictures/pictures.js";
import { paletteOf } from "../../../../anomaly/ui/components/shared/palette.js";
import { decodeValues } from "../../../../anomaly/ui/components/shared/values.js";

const PIXELS = 28 * 28;

test("values come as little-endian whole thousandths, negative ones too", () => {
  const values = new Int16Array(3 * PIXELS);
  values.set([1000, -1000, 1], 0);
  values.set([250], PIXELS);
  values.set([-750], 2 * PIXELS);
  const pictures = decodeValues(Buffer.from(values.buffer).toString("base64"));
  assert.deepEqual(pictures.map((picture) => picture.length), [PIXELS, PIXELS, PIXELS]);
  assert.deepEqual([...pictures[0].slice(0, 3)], [1, -1, 0.001].map(Math.fround));
  assert.deepEqual([pictures[1][0], pictures[2][0]], [0.25, -0.75]);
});

test("a shade between two colours is mixed of both", () => {
  const palette = paletteOf(["#000000", "#ff0000", "#ffff00"]);
  const shade = (at) => [...palette.slice(3 * at, 3 * at + 3)];
  assert.equal(palette.length, 3 * 256);
  assert.deepEqual([shade(0), shade(255)], [[0, 0, 0], [255, 255, 0]]);
  assert.deepEqual(shade(51), [102, 0, 0]);
  assert.deepEqual(shade(204), [255, 153, 0]);
});

test("the sentence on a pixel has the values of all three pictures", () => {
  const values = [1, 0.25, -0.75].map((value) => {
    const picture = new Float32Array(PIXELS);
    picture[2 * 28 + 5] = value;
    return picture;
  });
  const sentence = "row {y}, column {x}: {input}, {rebuilt}, {difference}";
  assert.equal(describe(sentence, { x: 5, y: 2 }, values), "row 2, column 5: 1.00, 0.25, -0.75");
});
