// Questions to Python: one under way, the newest next.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Waiting } from "../../../../anomaly/ui/components/questions/waiting.js";

const TIMEOUT = 5000;
let sent;
let waiting;
let first;

beforeEach((context) => {
  sent = [];
  context.mock.timers.enable({ apis: ["setTimeout"] });
  waiting = new Waiting(({ name, id }) => sent.push([name, id - first]));
  first = waiting.id + 1;
});

const ask = (...names) => names.forEach((name) => waiting.ask({ name }));
const hear = (number) => waiting.hear(first + number);

test("of those that come while one is under way, only the newest is asked", () => {
  ask("a", "b", "c", "d");
  assert.deepEqual(sent, [["a", 0]]);
  assert.ok(hear(0));
  assert.deepEqual(sent, [["a", 0], ["d", 1]]);
  assert.ok(hear(1));
  assert.deepEqual(sent.length, 2);
  ask("e");
  assert.deepEqual(sent[2], ["e", 2]);
});

test("a reply to another question, or a second one, counts for nothing", () => {
  assert.ok(!hear(0));
  ask("a", "b");
  assert.ok(!hear(7));
  assert.deepEqual(sent, [["a", 0]]);
  assert.ok(hear(0));
  assert.ok(!hear(0));
  assert.deepEqual(sent, [["a", 0], ["b", 1]]);
});

test("a question without a reply is given up after a while, for the newest since", (context) => {
  ask("a", "b", "c");
  context.mock.timers.tick(TIMEOUT - 1);
  assert.deepEqual(sent, [["a", 0]]);
  context.mock.timers.tick(1);
  assert.deepEqual(sent, [["a", 0], ["c", 1]]);
  assert.ok(!hear(0), "its reply came too late");
});

test("a lost question blocks nothing that comes later", (context) => {
  ask("a");
  context.mock.timers.tick(TIMEOUT);
  ask("b");
  assert.deepEqual(sent, [["a", 0], ["b", 1]]);
});

test("the numbers of one page are not those of another", () => {
  assert.notEqual(new Waiting(() => {}).id, new Waiting(() => {}).id);
});
