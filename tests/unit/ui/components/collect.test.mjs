// What is kept of drawings until the server has taken them.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Outbox } from "../../../../anomaly/ui/components/collect/collect.js";

const drawing = { strokes: [[1, 2, 3, 4]], widths: [18], sequence: 5 };

test("a drawing stays until its number is taken", () => {
  const outbox = new Outbox();
  outbox.add(drawing, "normal", 100);
  outbox.add(drawing, "anomaly", 200);
  outbox.acknowledge(100);
  assert.deepEqual(outbox.kept, [
    { number: 200, kind: "anomaly", strokes: drawing.strokes, widths: drawing.widths },
  ]);
});

test("numbers ascend in one millisecond, with a clock set back, and beyond those of another page", () => {
  const outbox = new Outbox();
  outbox.acknowledge(900);
  for (const now of [100, 1000, 1000, 50]) outbox.add(drawing, "normal", now);
  assert.deepEqual(
    outbox.kept.map(({ number }) => number),
    [901, 1000, 1001, 1002],
  );
});
