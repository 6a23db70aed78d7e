// A detector's file as the page reads it, and what becomes of a wrong one.

import assert from "node:assert/strict";
import { test } from "node:test";

import { decodeHalves } from "../../../../anomaly/ui/components/pen/half.js";
import { loadNetwork } from "../../../../anomaly/ui/components/pen/load.js";
import {
  readNetwork, rebuild, scoreOf,
} from "../../../../anomaly/ui/components/pen/network.js";

const SIZE = 784;
const CODE = { "0.weight": [1, SIZE], "0.bias": [1] };
const PICTURE = { "1.weight": [SIZE, 1], "1.bias": [SIZE] };
const CHAIN = {
  format: "anomaly-chain-1", score: "absolute", noise: 1,
  layers: [{ kind: "dense" }, { kind: "dense" }],
};

/** A file whose tensors, in single precision, hold one number throughout. */
function fileOf({ chain = CHAIN, shapes = { ...CODE, ...PICTURE }, value = 0.5, change = (h) => h }) {
  const header = { __metadata__: { chain: JSON.stringify(chain) } };
  let end = 0;
  for (const [name, shape] of Object.entries(shapes)) {
    const start = end;
    end += 4 * shape.reduce((product, side) => product * side, 1);
    header[name] = { dtype: "F32", shape, data_offsets: [start, end] };
  }
  const text = JSON.stringify(change(header)).padEnd(8 * 200);
  const bytes = new TextEncoder().encode(text);
  const file = new ArrayBuffer(8 + bytes.length + end);
  new DataView(file).setBigUint64(0, BigInt(bytes.length), true);
  new Uint8Array(file, 8, bytes.length).set(bytes);
  new Float32Array(file, 8 + bytes.length).fill(value);
  return file;
}

const withLayers = (layers, shapes = {}) => fileOf({ chain: { ...CHAIN, layers }, shapes });

test("halves are read as the numbers they stand for", () => {
  const pairs = [
    [0x0000, 0], [0x8000, -0], [0x3c00, 1], [0xc000, -2], [0x3555, 0.333251953125],
    [0x7bff, 65504], [0x0001, 2 ** -24], [0x83ff, -1023 * 2 ** -24], [0x0400, 2 ** -14],
    [0x7c00, Infinity], [0xfc00, -Infinity], [0x7e00, NaN],
  ];
  const decoded = decodeHalves(Uint16Array.from(pairs, ([half]) => half));
  assert.deepEqual([...decoded], pairs.map(([, number]) => number));
});

test("a digit is rebuilt and scored", () => {
  const network = readNetwork(fileOf({}));
  const digit = new Float32Array(SIZE);
  digit[0] = 1;
  // The code is 0.5 * 1 + 0.5, and each pixel 0.5 * 1 + 0.5.
  const rebuilt = rebuild(network, digit);
  assert.deepEqual([rebuilt[0], rebuilt[783]], [1, 1]);
  assert.equal(scoreOf(network, digit, rebuilt), 783);
});

test("the other scores are reductions of the same difference", () => {
  const digit = new Float32Array(SIZE).fill(0.5);
  const rebuilt = new Float32Array(SIZE);
  const scores = ["absolute", "squared", "relative", "elbo"].map((score) =>
    scoreOf({ layers: [], score, noise: 0.5 }, digit, rebuilt),
  );
  assert.deepEqual(scores, [392, 196, 196 / 197, 392]);
});

test("a second digit leaves nothing of the first", () => {
  const network = readNetwork(fileOf({}));
  const empty = new Float32Array(SIZE);
  const before = rebuild(network, empty).slice();
  rebuild(network, new Float32Array(SIZE).fill(1));
  assert.deepEqual(rebuild(network, empty), before);
});

test("a file that is cut anywhere is refused", () => {
  const file = fileOf({});
  for (const length of [0, 7, 8, 9, 500, 1608, 1609, file.byteLength - 1]) {
    assert.throws(() => readNetwork(file.slice(0, length)), Error, `${length}`);
  }
});

test("a file that is something else is refused", () => {
  const page = new TextEncoder().encode("<!doctype html><html><body>Please log in</body></html>");
  assert.throws(() => readNetwork(page.buffer));
  assert.throws(() => readNetwork(new ArrayBuffer(5000)));
  assert.throws(() => readNetwork(new Uint8Array(5000).fill(255).buffer));
});

test("a wrong header is refused", () => {
  const wrong = {
    "no record": () => [1],
    "no metadata": ({ __metadata__, ...tensors }) => tensors,
    "metadata that is no record": (header) => ({ ...header, __metadata__: "chain" }),
    "no tensor": (header) => ({ ...header, "0.bias": null }),
    "another type": (header) => ({ ...header, "0.bias": { ...header["0.bias"], dtype: "I64" } }),
    "a missing tensor": ({ "0.weight": _, ...header }) => header,
    "no shape": (header) => ({ ...header, "0.bias": { ...header["0.bias"], shape: "1" } }),
    "a shape of nothing": (header) => ({ ...header, "0.bias": { ...header["0.bias"], shape: [0] } }),
    "a shape beyond its bytes": (header) => ({
      ...header, "0.bias": { ...header["0.bias"], shape: [2 ** 20] },
    }),
    "bytes beyond the file": (header) => ({
      ...header, "0.bias": { ...header["0.bias"], data_offsets: [1e9, 1e9 + 4] },
    }),
    "bytes before the file": (header) => ({
      ...header, "0.bias": { ...header["0.bias"], data_offsets: [-4, 0] },
    }),
    "tensors that overlap": (header) => ({ ...header, "9.weight": header["0.weight"] }),
  };
  for (const [name, change] of Object.entries(wrong)) {
    assert.throws(() => readNetwork(fileOf({ change })), Error, name);
  }
});

test("weights that are not finite are refused", () => {
  for (const value of [NaN, Infinity]) assert.throws(() => readNetwork(fileOf({ value })));
});

test("a wrong chain is refused", () => {
  const wrong = {
    format: "anomaly-chain-2", score: "best", noise: 0, layers: "dense",
  };
  for (const [name, value] of Object.entries(wrong)) {
    assert.throws(() => readNetwork(fileOf({ chain: { ...CHAIN, [name]: value } })), Error, name);
  }
  assert.throws(() => readNetwork(fileOf({ chain: [] })));
  assert.throws(() => readNetwork(fileOf({ change: () => ({ __metadata__: { chain: "{" } }) })));
});

test("wrong layers are refused", () => {
  const shape = { input_shape: [1, 28, 28], output_shape: [1, 28, 28] };
  const filter = { kind: "convolution", stride: 1, padding: 1, ...shape };
  const filters = { "0.weight": [1, 1, 3, 3], "0.bias": [1] };
  assert.ok(readNetwork(withLayers([filter], filters)));
  const wrong = [
    [], [null], [{ kind: "softmax" }], [{ kind: "constructor" }], [{ kind: "dense" }],
    [{ kind: "linear", scale: 2 }], [{ kind: "linear", scale: "2", offset: 0 }],
    [{ kind: "clip", low: 0, high: null }],
    [{ kind: "gaussian_code", size: 8, low: -1, high: 1 }],
    [{ kind: "gaussian_code", size: 392, low: -1, high: 1 }],
    [{ ...filter, stride: 0 }], [{ ...filter, stride: 0.5 }], [{ ...filter, padding: -1 }],
    [{ ...filter, padding: 1e9 }], [{ ...filter, output_shape: [1, 27, 28] }],
    [{ ...filter, output_shape: [1000, 1000, 1000] }], [{ ...filter, output_shape: [28, 28] }],
    [{ ...filter, input_shape: [1, 29, 28] }], [{ ...filter, input_shape: undefined }],
    [{ ...filter, kind: "transposed_convolution", output_shape: [2, 28, 28] }],
    new Array(65).fill({ kind: "relu" }),
  ];
  for (const layers of wrong) {
    assert.throws(() => readNetwork(withLayers(layers, filters)), Error, JSON.stringify(layers));
  }
});

test("layers that would keep the page busy are refused", () => {
  const wide = {
    kind: "convolution", stride: 1, padding: 100,
    input_shape: [1, 28, 28], output_shape: [1, 200, 200],
  };
  const narrow = { ...wide, padding: 0, input_shape: [1, 200, 200], output_shape: [1, 28, 28] };
  const shapes = {
    "0.weight": [1, 1, 100, 100], "0.bias": [1], "1.weight": [1, 1, 100, 100], "1.bias": [1],
  };
  assert.throws(() => readNetwork(withLayers([wide, narrow], shapes)), /too long/);
});

test("a damaged file is refused, or computed in no time", () => {
  const shape = { input_shape: [1, 28, 28], output_shape: [1, 28, 28] };
  const filter = { kind: "convolution", stride: 1, padding: 1, ...shape };
  const tail = [{ kind: "dense" }, { kind: "gaussian_code", size: 1, low: -9, high: 9 }];
  const shapes = {
    "0.weight": [1, 1, 3, 3], "0.bias": [1], "1.weight": [2, SIZE], "1.bias": [2],
    "3.weight": [SIZE, 1], "3.bias": [SIZE],
  };
  const whole = fileOf({ chain: { ...CHAIN, layers: [filter, ...tail, { kind: "dense" }] }, shapes });
  assert.ok(readNetwork(whole));
  const header = new TextDecoder().decode(new Uint8Array(whole, 8, 1600)).trimEnd().length;
  const bytes = new TextEncoder().encode('019-.,:"[]{}\\eE ');
  let state = 1;
  const next = (end) => (state = (state * 48271) % 2147483647) % end;
  let read = 0;
  for (let round = 0; round < 2000; round++) {
    const file = new Uint8Array(whole.slice(0));
    for (let i = 0; i < 1 + next(3); i++) file[8 + next(header)] = bytes[next(bytes.length)];
    let network;
    try {
      network = readNetwork(file.buffer);
    } catch (error) {
      assert.ok(error instanceof Error);
      continue;
    }
    read += 1;
    rebuild(network, new Float32Array(SIZE));
  }
  assert.ok(read < 1000, `${read}`);
});

test("a network that does not arrive is none", async () => {
  const answers = {
    whole: () => new Response(fileOf({})),
    cut: () => new Response(fileOf({}).slice(0, 2000)),
    "not found": () => new Response("", { status: 404 }),
    "another page": () => new Response("<!doctype html>"),
    "no connection": () => Promise.reject(new TypeError("Failed to fetch")),
  };
  const arrived = [];
  for (const answer of Object.values(answers)) {
    globalThis.fetch = async () => answer();
    arrived.push((await loadNetwork("weights/key/hash.safetensors")) !== null);
  }
  assert.deepEqual(arrived, [true, false, false, false, false]);
});
