// @ts-check
/** @import { Layer } from "../pen/layers.js" */
/** @import { Network } from "../pen/network.js" */
import { rebuild, scoreOf } from "../pen/network.js";
import { PIXELS } from "../shared/values.js";

/**
 * A network cut in two where it is narrowest.
 *
 * @typedef {object} Codec
 * @property {Network} network The whole of it.
 * @property {Layer[]} encoder
 * @property {Layer[]} decoder
 * @property {number} size Numbers in a code.
 */

/**
 * Cut a network at its code; null where no layer is narrower than a picture.
 *
 * @param {Network} network
 * @returns {Codec | null}
 */
export function cutAtCode(network) {
  const { layers } = network;
  const sizes = layers.map(({ output }) => output.length);
  const size = Math.min(...sizes);
  if (size >= PIXELS) return null;
  const end = sizes.indexOf(size) + 1;
  return { network, encoder: layers.slice(0, end), decoder: layers.slice(end), size };
}

/**
 * The code of a digit.
 *
 * @param {Codec} codec
 * @param {Float32Array} digit
 */
export function encodeDigit({ network, encoder }, digit) {
  return rebuild({ ...network, layers: encoder }, digit).slice();
}

/**
 * The picture that a code stands for, in an array of the network.
 *
 * @param {Codec} codec
 * @param {Float32Array} code
 */
export function decodeCode({ network, decoder }, code) {
  return rebuild({ ...network, layers: decoder }, code);
}

/**
 * The anomaly score of a picture; overwrites what the network rebuilt before.
 *
 * @param {Codec} codec
 * @param {Float32Array} picture In an array of its own.
 */
export function scorePicture({ network }, picture) {
  return scoreOf(network, picture, rebuild(network, picture));
}
