// @ts-check
// An autoencoder of two numbers, small enough to be trained in the page while one watches.
import { uniform } from "../damage/randomness.js";

const TINY_HIDDEN = 12;
const TINY_RATE = 0.02;
const TINY_DECAYS = [0.9, 0.99]; // of Adam's averages of the gradients and of their squares
const TINY_TINY = 1e-8;

/**
 * An autoencoder 2 - 12 - bottleneck - 12 - 2, tanh between, trained by Adam on the mean squared
 * error over all points.
 */
export class TinyAutoencoder {
  /**
   * @param {number} bottleneck 1 or 2.
   * @param {number} seed
   */
  constructor(bottleneck, seed) {
    this.sizes = [2, TINY_HIDDEN, bottleneck, TINY_HIDDEN, 2];
    this.steps = 0;
    /** For each layer its weights, a row an output, and behind them its biases. */
    this.parameters = this.sizes.slice(1).map((outputs, index) => {
      const inputs = this.sizes[index];
      const numbers = gaussian(seed, index, outputs * (inputs + 1));
      const bias = isCurved(index) ? 0.3 : 0;
      return numbers.map((value, at) => value * (at < outputs * inputs ? 1 / Math.sqrt(inputs) : bias));
    });
    const zeros = () => this.parameters.map(({ length }) => new Float64Array(length));
    this.gradients = zeros();
    this.means = zeros();
    this.squares = zeros();
    this.values = this.sizes.map((size) => new Float64Array(size));
    this.errors = this.sizes.map((size) => new Float64Array(size));
  }

  /**
   * Rebuild a point; the result is overwritten by the next.
   *
   * @param {number} x
   * @param {number} y
   */
  rebuild(x, y) {
    this.values[0][0] = x;
    this.values[0][1] = y;
    for (let layer = 0; layer < 4; layer++) this.#forward(layer);
    return this.values[4];
  }

  /**
   * The anomaly score of a point: its distance from what is rebuilt of it.
   *
   * @param {number} x
   * @param {number} y
   */
  score(x, y) {
    const rebuilt = this.rebuild(x, y);
    return Math.hypot(rebuilt[0] - x, rebuilt[1] - y);
  }

  /**
   * The codes of a point: what passes through the bottleneck. Overwritten by the next.
   *
   * @param {number} x
   * @param {number} y
   */
  encode(x, y) {
    this.rebuild(x, y);
    return this.values[2];
  }

  /**
   * The point that a code of one number stands for; overwritten by the next.
   *
   * @param {number} code
   */
  decode(code) {
    this.values[2][0] = code;
    for (let layer = 2; layer < 4; layer++) this.#forward(layer);
    return this.values[4];
  }

  /**
   * Take one step towards rebuilding points.
   *
   * @param {Float64Array} points x, y, x, y, …
   * @param {number} progress Share of the training that is done; the steps grow smaller in its second
   *   half.
   * @returns {number} The mean squared error before it.
   */
  fit(points, progress) {
    for (const gradient of this.gradients) gradient.fill(0);
    let loss = 0;
    for (let at = 0; at < points.length; at += 2) {
      const rebuilt = this.rebuild(points[at], points[at + 1]);
      for (let side = 0; side < 2; side++) {
        const error = rebuilt[side] - points[at + side];
        loss += error * error;
        this.errors[4][side] = (4 * error) / points.length;
      }
      for (let layer = 3; layer >= 0; layer--) this.#backward(layer);
    }
    this.#descend(TINY_RATE * Math.min(1, Math.max(0.05, 2 * (1 - progress))));
    return (2 * loss) / points.length;
  }

  /** @param {number} layer */
  #forward(layer) {
    const [inputs, outputs] = [this.values[layer], this.values[layer + 1]];
    const parameters = this.parameters[layer];
    const biases = inputs.length * outputs.length;
    for (let o = 0; o < outputs.length; o++) {
      let sum = parameters[biases + o];
      for (let i = 0; i < inputs.length; i++) sum += parameters[o * inputs.length + i] * inputs[i];
      outputs[o] = isCurved(layer) ? Math.tanh(sum) : sum;
    }
  }

  /** @param {number} layer */
  #backward(layer) {
    const [inputs, outputs] = [this.values[layer], this.values[layer + 1]];
    const [before, after] = [this.errors[layer], this.errors[layer + 1]];
    const [parameters, gradients] = [this.parameters[layer], this.gradients[layer]];
    const biases = inputs.length * outputs.length;
    before.fill(0);
    for (let o = 0; o < outputs.length; o++) {
      const error = after[o] * (isCurved(layer) ? 1 - outputs[o] * outputs[o] : 1);
      gradients[biases + o] += error;
      for (let i = 0; i < inputs.length; i++) {
        gradients[o * inputs.length + i] += error * inputs[i];
        before[i] += error * parameters[o * inputs.length + i];
      }
    }
  }

  /** @param {number} rate */
  #descend(rate) {
    this.steps += 1;
    const [slow, square] = TINY_DECAYS;
    const [slowly, squarely] = TINY_DECAYS.map((decay) => 1 - decay ** this.steps);
    for (const [layer, parameters] of this.parameters.entries()) {
      const [gradients, means, squares] = [this.gradients[layer], this.means[layer], this.squares[layer]];
      for (let i = 0; i < parameters.length; i++) {
        means[i] = slow * means[i] + (1 - slow) * gradients[i];
        squares[i] = square * squares[i] + (1 - square) * gradients[i] * gradients[i];
        parameters[i] -= (rate * means[i]) / slowly / (Math.sqrt(squares[i] / squarely) + TINY_TINY);
      }
    }
  }
}

/** @param {number} layer Whether its outputs go through tanh: the hidden layers' do. */
function isCurved(layer) {
  return layer === 0 || layer === 2;
}

/**
 * Numbers of a standard normal distribution, by Box and Muller.
 *
 * @param {number} seed
 * @param {number} purpose
 * @param {number} count
 */
export function gaussian(seed, purpose, count) {
  const [sizes, angles] = [0, 1].map((part) => uniform(seed, 2 * purpose + part, count));
  return sizes.map((size, at) => Math.sqrt(-2 * Math.log(size)) * Math.cos(2 * Math.PI * angles[at]));
}
