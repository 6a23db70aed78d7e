// Questions to Python: one under way, the newest next.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Questions } from "../../../../anomaly/ui/components/pen/questions.js";

const PACE = 40;
const REPLY = { score: 1, reason: "", digit: null, scores: [] };
let sent;
let heard;
let questions;
let timers;
let limit;

beforeEach((context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  timers = context.mock.timers;
  sent = [];
  heard = [];
  context.mock.method(globalThis, "fetch", (address, { body, signal }) => {
    const { strokes, ...rest } = JSON.parse(body);
    assert.deepEqual(rest, { widths: [], moments: [] });
    return new Promise((resolve, reject) => {
      sent.push({ address, name: strokes, resolve, reject });
      signal.addEventListener("abort", () => reject(signal.reason));
    });
  });
  limit = new AbortController();
  context.mock.method(AbortSignal, "timeout", (milliseconds) => {
    assert.equal(milliseconds, 5000);
    return limit.signal;
  });
  questions = new Questions((reply, { strokes }) => heard.push([strokes, reply.score]));
  questions.move("questions/here");
});

const rest = () => new Promise((resolve) => setImmediate(resolve));
const names = () => sent.map(({ name }) => name).join("");
const named = (name) => ({ strokes: name, widths: [], moments: [], sequence: 7 });
const ask = (...asked) => asked.forEach((name) => questions.ask(named(name), false));

async function answer(index, reply = REPLY, ok = true) {
  sent[index].resolve({ ok, json: async () => reply });
  await rest();
}

async function pass(milliseconds) {
  timers.tick(milliseconds);
  await rest();
}

test("of those that come while one is under way, only the newest is asked, in its time", async () => {
  ask("a", "b", "c", "d");
  assert.equal(names(), "a");
  await answer(0);
  assert.deepEqual(heard, [["a", 1]]);
  await pass(PACE - 1);
  assert.equal(names(), "a");
  await pass(1);
  assert.equal(names(), "ad");
  await answer(1);
  await pass(PACE);
  ask("e");
  assert.equal(names(), "ade");
});

test("an urgent question waits for a reply, but not for its time", async () => {
  ask("a", "b");
  questions.ask(named("c"), true);
  assert.equal(names(), "a");
  await answer(0);
  assert.equal(names(), "ac");
  await answer(1);
  ask("d");
  questions.ask(named("e"), true);
  await rest();
  assert.equal(names(), "ace");
});

test("a question that is refused or lost blocks nothing that comes later", async () => {
  for (const [index, lose] of [
    () => answer(0, {}, false),
    () => sent[1].reject(new Error("no network")),
    () => answer(2, null),
    () => answer(3, { ...REPLY, scores: 7 }),
    () => answer(4, { ...REPLY, score: "1" }),
    () => answer(5, { ...REPLY, digit: { values: 7 } }),
    () => sent[6].resolve({ ok: true, json: () => Promise.reject(new SyntaxError("no JSON")) }),
  ].entries()) {
    ask(String(index));
    await lose();
    await pass(PACE);
  }
  assert.deepEqual(heard, []);
  ask("7");
  await answer(7);
  assert.deepEqual(heard, [["7", 1]]);
});

test("while another question is answered, the newest is asked again in its time", async () => {
  const isBusy = { ok: false, status: 429 };
  ask("a");
  sent[0].resolve(isBusy);
  await pass(PACE);
  assert.equal(names(), "aa");
  ask("b");
  sent[1].resolve(isBusy);
  await pass(PACE);
  assert.equal(names(), "aab");
  await answer(2);
  await pass(PACE);
  assert.deepEqual(heard, [["b", 1]]);
  assert.equal(names(), "aab");
});

test("a question without a reply is given up after a while, for the newest since", async () => {
  ask("a", "b", "c");
  const first = limit;
  limit = new AbortController();
  first.abort();
  await pass(PACE);
  assert.equal(names(), "ac");
  await answer(1);
  assert.deepEqual(heard, [["c", 1]]);
});

test("after a move the new address is asked, and the old one's reply counts for nothing", async () => {
  ask("a", "b");
  questions.move("questions/there");
  ask("c");
  await answer(0);
  assert.deepEqual(heard, []);
  await pass(PACE);
  assert.deepEqual(sent.map(({ address, name }) => [address, name]), [
    ["questions/here", "a"],
    ["questions/there", "c"],
  ]);
});

test("without an address nothing is asked", async () => {
  questions.leave();
  ask("a");
  assert.equal(names(), "");
});
