// Questions to Python: one under way, the newest next.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Waiting } from "../../../../anomaly/ui/components/questions/waiting.js";

const TIMEOUT = 5000;
let sent;
let waiting;
let now;

beforeEach((context) => {
  sent = [];
  now = 1000;
  context.mock?.method(performance, "now", () => now);
  waiting = new Waiting(({ name, id }) => sent.push([name, id]));
});

const ask = (...names) => names.forEach((name) => waiting.ask({ name }));

test("of those that come while one is under way, only the newest is asked", () => {
  ask("a", "b", "c", "d");
  assert.deepEqual(sent, [["a", 1]]);
  assert.ok(waiting.hear(1));
  assert.deepEqual(sent, [["a", 1], ["d", 2]]);
  assert.ok(waiting.hear(2));
  assert.deepEqual(sent.length, 2);
  ask("e");
  assert.deepEqual(sent[2], ["e", 3]);
});

test("a reply to another question, or a second one, counts for nothing", () => {
  assert.ok(!waiting.hear(0));
  ask("a", "b");
  assert.ok(!waiting.hear(7));
  assert.deepEqual(sent, [["a", 1]]);
  assert.ok(waiting.hear(1));
  assert.ok(!waiting.hear(1));
  assert.deepEqual(sent, [["a", 1], ["b", 2]]);
});

test("a question without a reply is given up after a while", () => {
  ask("a", "b");
  now += TIMEOUT - 1;
  ask("c");
  assert.deepEqual(sent, [["a", 1]]);
  now += 2;
  ask("d");
  assert.deepEqual(sent, [["a", 1], ["d", 2]]);
  assert.ok(!waiting.hear(1), "its reply came too late");
});
