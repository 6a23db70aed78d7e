// Films of reconstructions, what experiments on failures show, and areas in a small table.
import assert from "node:assert/strict";
import { test } from "node:test";

import { writtenArea } from "../../../../../anomaly/ui/components/lesson/area_table.js";
import { EXPERIMENTS, failureViewOf } from "../../../../../anomaly/ui/components/lesson/failure_views.js";
import { askFilm, frameAt, readFilm } from "../../../../../anomaly/ui/components/lesson/film.js";

const encoded = (value) => Buffer.from(new Uint8Array(784).fill(value)).toString("base64");

test("a film goes from frame to frame, and knows how far each is from the digit", () => {
  const reply = { frames: [encoded(0), encoded(255)], codes: [], score: 7 };
  const film = readFilm(reply, new Float32Array(784).fill(1));
  assert.deepEqual(film.sums, [784, 0]);
  assert.equal(film.score, 7);
  assert.deepEqual([0, 0.25, 1].map((place) => frameAt(film.frames, place)[5]), [0, 0.25, 1]);
});

test("a reply without frames is no film", () => {
  for (const reply of [null, [], {}, { frames: [] }]) {
    assert.equal(readFilm(reply, new Float32Array(784)), null);
  }
});

test("an address that is busy with the film before is asked again", async (context) => {
  const statuses = [429, 429, 200];
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.mock.method(globalThis, "fetch", async () => {
    const status = statuses.shift();
    if (status === 429) setImmediate(() => context.mock.timers.runAll());
    return { status, ok: status === 200, json: async () => ({ frames: [encoded(0)], codes: [], score: 1 }) };
  });
  const film = await askFilm("films", new Float32Array(784), new AbortController().signal);
  assert.equal(film.score, 1);
  assert.deepEqual(statuses, []);
});

test("a question that is given up has no film", async (context) => {
  context.mock.method(globalThis, "fetch", async () => {
    throw new DOMException("given up", "AbortError");
  });
  assert.equal(await askFilm("films", new Float32Array(784), AbortSignal.abort()), null);
});

test("each experiment changes with what the learner sets", () => {
  const table = {
    eights: { absolute: "a", relative: "r" },
    mixed: { 0: "m0", 10: "m10", 30: "m30" },
    taught: { before: "b", after: "t" },
  };
  const first = { isRelative: false, share: 0, isTaught: false };
  const last = { isRelative: true, share: 2, isTaught: true };
  const shown = (values) =>
    EXPERIMENTS.map((name) => failureViewOf(name, values, table)).map(({ network, score, histogram }) =>
      [network, score, histogram].join(" "),
    );
  assert.deepEqual(shown(first), [
    "detector:autoencoder-8 absolute a",
    "mixed-0.safetensors absolute m0",
    "mixed-0.safetensors absolute b",
  ]);
  assert.deepEqual(shown(last), [
    "detector:autoencoder-8 relative r",
    "mixed-30.safetensors absolute m30",
    "taught.safetensors absolute t",
  ]);
});

test("only a whole area is written as one", () => {
  assert.deepEqual([1, 0.999, 0.858, 0.05].map(writtenArea), ["1", ".99", ".86", ".05"]);
});
