// @ts-check
import { makeLayer } from "./layers.js";
import { isRecord, PIXELS } from "../shared/values.js";
import { readSafetensors } from "./safetensors.js";

/** @import { Layer } from "./layers.js" */

/**
 * A detector that computes in the page. Its arrays are overwritten for each digit.
 *
 * @typedef {object} Network
 * @property {Layer[]} layers
 * @property {string} score One of `SCORES`.
 * @property {number} noise Of a pixel, for the score "elbo".
 */

const FORMAT = "anomaly-chain-1";
const MAX_LAYERS = 64;
// Python sends none above a third of this.
const MAX_MULTIPLICATIONS = 30_000_000;
const SCORES = ["absolute", "squared", "relative", "elbo"];

/**
 * Read a detector's chain of layers as untrusted input.
 *
 * @param {ArrayBuffer} file As `anomaly.storage.chain_file` writes it.
 * @returns {Network}
 * @throws {Error} If it is none.
 */
export function readNetwork(file) {
  const { metadata, tensors } = readSafetensors(file);
  if (typeof metadata.chain !== "string") throw new Error("the file has no chain");
  const chain = JSON.parse(metadata.chain);
  if (!isRecord(chain) || chain.format !== FORMAT) throw new Error("the chain is of another kind");
  const { score, noise, layers: descriptions } = chain;
  const hasScore = SCORES.includes(score) && Number.isFinite(noise) && noise > 0;
  if (!hasScore) throw new Error("the chain has no score");
  if (!Array.isArray(descriptions) || descriptions.length > MAX_LAYERS) {
    throw new Error("the chain has no layers, or too many");
  }
  /** @type {Layer[]} */
  const layers = [];
  let size = PIXELS;
  let multiplications = 0;
  for (const [index, description] of descriptions.entries()) {
    if (!isRecord(description)) throw new Error("a layer is no record");
    const [weight, bias] = ["weight", "bias"].map((name) => tensors.get(`${index}.${name}`));
    const layer = makeLayer(description, size, weight, bias);
    layers.push(layer);
    size = layer.output.length;
    multiplications += layer.multiplications;
  }
  if (layers.length === 0 || size !== PIXELS) throw new Error("the chain makes no picture");
  if (multiplications > MAX_MULTIPLICATIONS) throw new Error("the chain takes too long");
  return { layers, score, noise };
}

/**
 * Rebuild a digit, in an array of the network.
 *
 * @param {Network} network
 * @param {Float32Array} digit 784 intensities in [0, 1].
 */
export function rebuild({ layers }, digit) {
  let values = digit;
  for (const layer of layers) {
    layer.compute(values);
    values = layer.output;
  }
  return values;
}

/**
 * The anomaly score of a digit that has just been rebuilt; higher is more anomalous.
 *
 * @param {Network} network
 * @param {Float32Array} digit
 * @param {Float32Array} rebuilt
 */
export function scoreOf({ layers, score, noise }, digit, rebuilt) {
  let absolute = 0;
  let squared = 0;
  let ink = 0;
  for (let i = 0; i < PIXELS; i++) {
    const difference = digit[i] - rebuilt[i];
    absolute += Math.abs(difference);
    squared += difference * difference;
    ink += digit[i] * digit[i];
  }
  switch (score) {
    case "absolute":
      return absolute;
    case "squared":
      return squared;
    case "relative":
      return squared / (ink + 1);
    default:
      return squared / (2 * noise * noise) + divergenceOf(layers);
  }
}

/** @param {Layer[]} layers */
function divergenceOf(layers) {
  let sum = 0;
  for (const layer of layers) sum += layer.divergence?.() ?? 0;
  return sum;
}
