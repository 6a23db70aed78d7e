// @ts-check
const POWER_TURNS = 300; // of the power iteration; the first two shares of variance lie apart
const LEAST_VARIANCE = 1e-12; // codes are of the order of 1 to 10

/**
 * The plane through codes in which they vary most: their first two principal components.
 *
 * @typedef {object} Plane
 * @property {Float64Array} mean
 * @property {[Float64Array, Float64Array]} axes Orthonormal; the second is zero for codes of one
 *   number.
 * @property {[number, number]} shares Of the codes' variance, along each axis.
 *
 * @typedef {[number, number]} PlanePoint
 */

/**
 * @param {Float32Array[]} codes At least two.
 * @returns {Plane}
 */
export function principalPlane(codes) {
  const size = codes[0].length;
  const mean = new Float64Array(size);
  for (const code of codes) code.forEach((value, i) => (mean[i] += value / codes.length));
  const covariance = covarianceOf(codes, mean);
  let total = 0;
  for (let i = 0; i < size; i++) total += covariance[i * size + i];
  const shareOf = (/** @type {number} */ variance) => (total > 0 ? variance / total : 0);
  const first = strongestAxis(covariance, new Float64Array(size));
  const second = strongestAxis(covariance, first.axis);
  return {
    mean,
    axes: [first.axis, second.axis],
    shares: [shareOf(first.variance), shareOf(second.variance)],
  };
}

/**
 * Where a code lies in a plane, seen along all other directions.
 *
 * @param {Plane} plane
 * @param {Float32Array} code
 * @returns {PlanePoint}
 */
export function toPlane({ mean, axes: [first, second] }, code) {
  let [x, y] = [0, 0];
  for (let i = 0; i < code.length; i++) {
    x += (code[i] - mean[i]) * first[i];
    y += (code[i] - mean[i]) * second[i];
  }
  return [x, y];
}

/**
 * The code at a point of a plane: the mean and the two coordinates, all else left at the mean.
 *
 * @param {Plane} plane
 * @param {PlanePoint} point
 */
export function fromPlane({ mean, axes: [first, second] }, [x, y]) {
  return Float32Array.from(mean, (value, i) => value + x * first[i] + y * second[i]);
}

/**
 * @param {Float32Array[]} codes
 * @param {Float64Array} mean
 */
function covarianceOf(codes, mean) {
  const size = mean.length;
  const covariance = new Float64Array(size * size);
  for (const code of codes) {
    for (let i = 0; i < size; i++) {
      const deviation = (code[i] - mean[i]) / codes.length;
      for (let j = 0; j < size; j++) covariance[i * size + j] += deviation * (code[j] - mean[j]);
    }
  }
  return covariance;
}

/**
 * The direction of the largest variance at right angles to another, by power iteration; its largest
 * component is positive. Zero where there is no such direction.
 *
 * @param {Float64Array} covariance
 * @param {Float64Array} other Of length 1; or zero.
 */
function strongestAxis(covariance, other) {
  const size = other.length;
  // No two components are alike, so that no axis is likely to be at a right angle to it.
  let axis = upright(Float64Array.from(other, (_, i) => 1 + Math.sin(i + 1) / 2), other);
  let variance = 0;
  for (let turn = 0; turn < POWER_TURNS; turn++) {
    const next = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) next[i] += covariance[i * size + j] * axis[j];
    }
    const length = Math.hypot(...withoutPart(next, other));
    if (length < LEAST_VARIANCE) break;
    variance = length;
    axis = upright(next, other);
  }
  const largest = axis.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return { axis: axis.map((value) => value * Math.sign(largest)), variance };
}

/** What is left of a vector at right angles to another, made 1 long; zero where nothing is. */
function upright(/** @type {Float64Array} */ vector, /** @type {Float64Array} */ other) {
  // Twice, as the first leaves a rounding error that may be all there is.
  const left = withoutPart(withoutPart(vector, other), other);
  const length = Math.hypot(...left);
  return left.map((value) => (length < LEAST_VARIANCE ? 0 : value / length));
}

/** @param {Float64Array} vector @param {Float64Array} other */
function withoutPart(vector, other) {
  const along = vector.reduce((sum, value, i) => sum + value * other[i], 0);
  return vector.map((value, i) => value - along * other[i]);
}
