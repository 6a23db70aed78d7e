// @ts-check
import { isRecord } from "../shared/values.js";
import { decodeHalves } from "./half.js";

/** @typedef {{ shape: number[], values: Float32Array, bytes: number }} Tensor */

const LENGTH_BYTES = 8;
const MAX_HEADER = 100_000;
const MAX_TENSORS = 200;
const MAX_DIMENSIONS = 4;

/**
 * Read a safetensors file as untrusted input; a tensor is in half or single precision.
 *
 * @param {ArrayBuffer} file
 * @returns {{ metadata: Record<string, unknown>, tensors: Map<string, Tensor> }}
 * @throws {Error} If it is cut, or anything else than such a file.
 */
export function readSafetensors(file) {
  if (file.byteLength < LENGTH_BYTES) throw new Error("the file has no header");
  const length = Number(new DataView(file).getBigUint64(0, true));
  const start = LENGTH_BYTES + length;
  if (length > MAX_HEADER || start > file.byteLength) throw new Error("the header is cut");
  const text = new TextDecoder("utf-8", { fatal: true });
  const header = JSON.parse(text.decode(new Uint8Array(file, LENGTH_BYTES, length)));
  if (!isRecord(header)) throw new Error("the header is no record");
  const { __metadata__: metadata = {}, ...entries } = header;
  if (!isRecord(metadata)) throw new Error("the metadata is no record");
  const names = Object.keys(entries);
  if (names.length > MAX_TENSORS) throw new Error("the file has too many tensors");
  const content = file.slice(start);
  /** @type {Map<string, Tensor>} */
  const tensors = new Map();
  let total = 0;
  for (const name of names) {
    const tensor = readTensor(entries[name], content);
    total += tensor.bytes;
    // Tensors that overlap would take a multiple of the file in memory.
    if (total > content.byteLength) throw new Error("tensors overlap");
    tensors.set(name, tensor);
  }
  return { metadata, tensors };
}

/** @param {unknown} value @param {number} high @returns {value is number} */
export function isWhole(value, high, low = 1) {
  return typeof value === "number" && Number.isInteger(value) && low <= value && value <= high;
}

/**
 * @param {unknown} entry
 * @param {ArrayBuffer} content
 * @returns {Tensor}
 */
function readTensor(entry, content) {
  if (!isRecord(entry)) throw new Error("a tensor is no record");
  const { dtype, shape, data_offsets: offsets } = entry;
  if (dtype !== "F16" && dtype !== "F32") throw new Error("a tensor has another type");
  const bytes = dtype === "F16" ? 2 : 4;
  const end = content.byteLength;
  const isShape =
    Array.isArray(shape) && shape.length <= MAX_DIMENSIONS && shape.every((s) => isWhole(s, end));
  if (!isShape) throw new Error("a tensor has no shape");
  const size = shape.reduce((product, side) => product * side, bytes);
  const isInside =
    Array.isArray(offsets) && isWhole(offsets[0], end, 0) && offsets[1] === offsets[0] + size;
  if (!isInside || offsets[1] > end) throw new Error("a tensor is not all there");
  // A copy, which is aligned to the size of its numbers.
  const own = content.slice(offsets[0], offsets[1]);
  const values = bytes === 2 ? decodeHalves(new Uint16Array(own)) : new Float32Array(own);
  if (!areFinite(values)) throw new Error("a tensor has numbers that are not finite");
  return { shape, values, bytes: size };
}

/** @param {Float32Array} values */
function areFinite(values) {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) return false;
  return true;
}
