// @ts-check
import { isWhole } from "./safetensors.js";

/** @import { Description, Layer } from "./layers.js" */
/** @import { Tensor } from "./safetensors.js" */

/** @typedef {{ channels: number, height: number, width: number, pixels: number }} Images */
/**
 * A filter's tap at (r, c) joins pixel (y, x) of the smaller images with pixel
 * (stride * y + r - padding, stride * x + c - padding) of the larger ones. This is where that lies
 * inside: top <= y < bottom and left <= x < right; the latter pixel is
 * stride * (y * width + x) + shift.
 *
 * @typedef {{ top: number, bottom: number, left: number, right: number, shift: number }} Tap
 */

/** Of one layer; the largest that a detector can have makes a fifth of it. */
export const MAX_VALUES = 1 << 17;
const MAX_SIDE = 1024;

/**
 * Filters that look at neighbourhoods, the input surrounded by zeros.
 *
 * @param {Description} description
 * @param {number} inputs
 * @param {Tensor | undefined} weight (output channels, input channels, rows, columns)
 * @param {Tensor | undefined} bias (output channels,)
 * @returns {Layer}
 */
export function convolution(description, inputs, weight, bias) {
  const [from, to] = readShapes(description, inputs);
  const { weights, biases, taps } = readFilters(description, weight, bias, to, from, to.channels);
  const { stride } = description;
  const output = new Float32Array(to.channels * to.pixels);
  const compute = (/** @type {Float32Array} */ input) => {
    for (let o = 0, next = 0; o < to.channels; o++) {
      const target = o * to.pixels;
      output.fill(biases[o], target, target + to.pixels);
      for (let source = 0; source < inputs; source += from.pixels) {
        for (const { top, bottom, left, right, shift } of taps) {
          const value = weights[next++];
          for (let y = top; y < bottom; y++) {
            const row = source + stride * y * from.width + shift;
            const line = target + y * to.width;
            for (let x = left; x < right; x++) output[line + x] += value * input[row + stride * x];
          }
        }
      }
    }
  };
  return { output, compute, multiplications: weights.length * to.pixels };
}

/**
 * Filters that paint neighbourhoods; what falls beyond the output's edges is dropped.
 *
 * @param {Description} description
 * @param {number} inputs
 * @param {Tensor | undefined} weight (input channels, output channels, rows, columns)
 * @param {Tensor | undefined} bias (output channels,)
 * @returns {Layer}
 */
export function transposedConvolution(description, inputs, weight, bias) {
  const [from, to] = readShapes(description, inputs);
  const { weights, biases, taps } = readFilters(description, weight, bias, from, to, to.channels);
  const { stride } = description;
  const output = new Float32Array(to.channels * to.pixels);
  const compute = (/** @type {Float32Array} */ input) => {
    for (let o = 0; o < to.channels; o++) {
      output.fill(biases[o], o * to.pixels, (o + 1) * to.pixels);
    }
    for (let source = 0, next = 0; source < inputs; source += from.pixels) {
      for (let target = 0; target < output.length; target += to.pixels) {
        for (const { top, bottom, left, right, shift } of taps) {
          const value = weights[next++];
          for (let y = top; y < bottom; y++) {
            const row = target + stride * y * to.width + shift;
            const line = source + y * from.width;
            for (let x = left; x < right; x++) output[row + stride * x] += value * input[line + x];
          }
        }
      }
    }
  };
  return { output, compute, multiplications: weights.length * from.pixels };
}

/**
 * @param {Description} description
 * @param {number} inputs
 * @returns {Images[]} What goes in and what comes out.
 */
function readShapes({ input_shape, output_shape }, inputs) {
  const images = [input_shape, output_shape].map((shape) => {
    const isShape = Array.isArray(shape) && shape.length === 3;
    if (!isShape || !shape.every((side) => isWhole(side, MAX_SIDE))) {
      throw new Error("a convolution has no shape");
    }
    const [channels, height, width] = shape;
    if (channels * height * width > MAX_VALUES) throw new Error("a convolution is too large");
    return { channels, height, width, pixels: height * width };
  });
  if (images[0].channels * images[0].pixels !== inputs) {
    throw new Error("a convolution does not fit its input");
  }
  return images;
}

/**
 * @param {Description} description
 * @param {Tensor | undefined} weight (channels of small, channels of large, rows, columns)
 * @param {Tensor | undefined} bias
 * @param {Images} small
 * @param {Images} large
 * @param {number} outputs
 */
function readFilters({ stride, padding }, weight, bias, small, large, outputs) {
  const [first, second, rows, columns] = weight?.shape ?? [];
  const isFitting = first === small.channels && second === large.channels;
  if (!weight || !isFitting || ![rows, columns].every((side) => isWhole(side, MAX_SIDE))) {
    throw new Error("filters do not fit their input");
  }
  const isStep = isWhole(stride, MAX_SIDE) && isWhole(padding, MAX_SIDE, 0);
  if (!isStep || bias?.values.length !== outputs) {
    throw new Error("a convolution lacks a number");
  }
  /** @type {Tap[]} */
  const taps = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const [top, bottom] = inside(r - padding, stride, small.height, large.height);
      const [left, right] = inside(c - padding, stride, small.width, large.width);
      taps.push({ top, bottom, left, right, shift: (r - padding) * large.width + c - padding });
    }
  }
  return { weights: weight.values, biases: bias.values, taps };
}

/**
 * Which of the small side's pixels a tap joins with one inside the large side: [first, end).
 *
 * @param {number} offset
 * @param {number} stride
 * @param {number} small
 * @param {number} large
 */
function inside(offset, stride, small, large) {
  const first = Math.max(0, Math.ceil(-offset / stride));
  return [first, Math.min(small, Math.floor((large - 1 - offset) / stride) + 1)];
}
