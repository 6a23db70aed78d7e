// @ts-check
import { MAX_VALUES, convolution, transposedConvolution } from "./convolution.js";
import { isWhole } from "./safetensors.js";

/** @import { Tensor } from "./safetensors.js" */

/**
 * One step of a network, from a flat array to the next; it computes without allocating.
 *
 * @typedef {object} Layer
 * @property {Float32Array} output Overwritten by each `compute`.
 * @property {(input: Float32Array) => void} compute
 * @property {number} multiplications By weights, for one input.
 * @property {() => number} [divergence] Of the code that was computed last.
 */
/** @typedef {Record<string, any>} Description What Python says of a layer, unchecked. */

/**
 * Make a layer of its description and tensors.
 *
 * @param {Description} description
 * @param {number} inputs How many values it gets.
 * @param {Tensor | undefined} weight
 * @param {Tensor | undefined} bias
 * @returns {Layer}
 * @throws {Error} If they are not those of a layer, or do not fit the inputs.
 */
export function makeLayer(description, inputs, weight, bias) {
  if (!isWhole(inputs, MAX_VALUES)) throw new Error("a layer is too large");
  switch (description.kind) {
    case "dense":
      return dense(inputs, weight, bias);
    case "convolution":
      return convolution(description, inputs, weight, bias);
    case "transposed_convolution":
      return transposedConvolution(description, inputs, weight, bias);
    case "relu":
      return each(inputs, (value) => (value > 0 ? value : 0));
    case "tanh":
      return each(inputs, Math.tanh);
    case "sigmoid":
      return each(inputs, (value) => 1 / (1 + Math.exp(-value)));
    case "linear": {
      const [scale, offset] = numbers(description.scale, description.offset);
      return each(inputs, (value) => scale * value + offset);
    }
    case "clip": {
      const [low, high] = numbers(description.low, description.high);
      return each(inputs, (value) => Math.min(Math.max(value, low), high));
    }
    case "gaussian_code":
      return gaussianCode(description, inputs);
    default:
      throw new Error("a layer is of an unknown kind");
  }
}

/** @param {unknown[]} values @returns {number[]} */
function numbers(...values) {
  if (!values.every(Number.isFinite)) throw new Error("a layer lacks a number");
  return /** @type {number[]} */ (values);
}

/** @param {number} inputs @param {(value: number) => number} change @returns {Layer} */
function each(inputs, change) {
  const output = new Float32Array(inputs);
  const compute = (/** @type {Float32Array} */ input) => {
    for (let i = 0; i < inputs; i++) output[i] = change(input[i]);
  };
  return { output, compute, multiplications: 0 };
}

/**
 * @param {number} inputs
 * @param {Tensor | undefined} weight (outputs, inputs)
 * @param {Tensor | undefined} bias (outputs,)
 * @returns {Layer}
 */
function dense(inputs, weight, bias) {
  const outputs = bias?.values.length ?? 0;
  if (!weight || !bias || weight.shape.join() !== [outputs, inputs].join()) {
    throw new Error("a dense layer does not fit its input");
  }
  const output = new Float32Array(outputs);
  // Most pixels are empty and half of all units are switched off, so zeros are left out.
  const columns = new Int32Array(inputs);
  const values = new Float32Array(inputs);
  const compute = (/** @type {Float32Array} */ input) => {
    let count = 0;
    for (let i = 0; i < inputs; i++) {
      if (input[i] === 0) continue;
      columns[count] = i;
      values[count] = input[i];
      count += 1;
    }
    for (let row = 0, start = 0; row < outputs; row++, start += inputs) {
      let sum = bias.values[row];
      for (let i = 0; i < count; i++) sum += weight.values[start + columns[i]] * values[i];
      output[row] = sum;
    }
  };
  return { output, compute, multiplications: inputs * outputs };
}

/** @param {Description} description @param {number} inputs @returns {Layer} */
function gaussianCode({ size, low, high }, inputs) {
  const [lowest, highest] = numbers(low, high);
  if (!isWhole(size, MAX_VALUES) || inputs !== 2 * size) {
    throw new Error("a code does not fit its input");
  }
  const output = new Float32Array(size);
  let divergence = 0;
  const compute = (/** @type {Float32Array} */ input) => {
    divergence = 0;
    for (let i = 0; i < size; i++) {
      const mean = input[i];
      const logVariance = Math.min(Math.max(input[size + i], lowest), highest);
      divergence += (mean * mean + Math.exp(logVariance) - 1 - logVariance) / 2;
      output[i] = mean;
    }
  };
  return { output, compute, multiplications: 0, divergence: () => divergence };
}
