// What is live: what is complete at once, what is not only where nothing better comes.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Teller } from "../../../../anomaly/ui/components/pen/teller.js";
import { subscribe } from "../../../../anomaly/ui/components/shared/events.js";

const LONG = 10_000; // milliseconds
let heard;

beforeEach(() => {
  globalThis.document = new EventTarget();
  heard = [];
  subscribe("live", (live) => heard.push(live));
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("a whole answer is told at once, in place of one that waited", () => {
  const teller = new Teller();
  teller.tellLater("incomplete");
  teller.tell("whole");
  mock.timers.tick(LONG);
  assert.deepEqual(heard, ["whole"]);
});

test("of incomplete answers the latest is told, once, where nothing else comes", () => {
  const teller = new Teller();
  teller.tellLater("first");
  teller.tellLater("second");
  assert.deepEqual(heard, []);
  mock.timers.tick(LONG);
  assert.deepEqual(heard, ["second"]);
});

test("Python's answer ends the wait", () => {
  const teller = new Teller();
  teller.tellLater("incomplete");
  teller.end();
  mock.timers.tick(LONG);
  assert.deepEqual(heard, []);
});

test("what is live ends once, and only by the part that told it", () => {
  const [teller, other, overtaken] = [new Teller(), new Teller(), new Teller()];
  overtaken.tell("another's");
  teller.tell("whole");
  overtaken.forget();
  overtaken.end();
  other.end();
  assert.deepEqual(heard, ["another's", "whole"]);
  teller.end();
  teller.end();
  assert.deepEqual(heard, ["another's", "whole", null]);
});
