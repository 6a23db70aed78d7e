// When verdicts are out of date, on a document without a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Freshness } from "../../../../anomaly/ui/components/freshness/freshness.js";
import { publish } from "../../../../anomaly/ui/components/shared/events.js";

let isOutdated;
const under = { score: null, reason: "", digit: null, rebuilt: null, difference: null };

beforeEach(() => {
  const page = new EventTarget();
  globalThis.document = page;
  globalThis.addEventListener = page.addEventListener.bind(page);
  globalThis.removeEventListener = page.removeEventListener.bind(page);
  globalThis.requestAnimationFrame = (call) => call();
  isOutdated = false;
});

function mounted() {
  const board = { toggleAttribute: (_, value) => (isOutdated = value) };
  const freshness = new Freshness({ closest: () => board });
  freshness.show({ drawing: 1 });
  return freshness;
}

test("verdicts are out of date from the pen's first move until the drawing is judged", () => {
  const freshness = mounted();
  publish("live", under);
  assert.equal(isOutdated, true);
  publish("drawn", { sequence: 2, strokes: [], widths: [] });
  document.dispatchEvent(new Event("pointerup"));
  freshness.show({ drawing: 1 });
  assert.equal(isOutdated, true);
  freshness.show({ drawing: 2 });
  assert.equal(isOutdated, false);
});

test("a stroke that is given up leaves them as they were", () => {
  mounted();
  publish("live", under);
  document.dispatchEvent(new Event("pointercancel"));
  assert.equal(isOutdated, false);
});
