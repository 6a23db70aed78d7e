// @ts-check
import { encodeValues, isRecord } from "../shared/values.js";
import { decodeDigit } from "./digits.js";

const BUSY_STATUS = 429;
const BUSY_PAUSE = 150; // milliseconds
const MAX_FILM_TRIES = 40; // six seconds, in which the longest search ends

/**
 * How a detector comes to its reconstruction.
 *
 * @typedef {object} Film
 * @property {Float32Array[]} frames 28 x 28 intensities each.
 * @property {number[][]} codes Of each frame; none where they are not known.
 * @property {number[]} sums Of the difference between the digit and each frame.
 * @property {number} score Of the digit.
 */

/**
 * Ask the server for a film; null where it gives none.
 *
 * @param {string} address
 * @param {Float32Array} digit
 * @param {AbortSignal} signal
 * @returns {Promise<Film | null>}
 */
export async function askFilm(address, digit, signal) {
  const body = JSON.stringify({ film: true, picture: encodeValues(digit) });
  try {
    let reply = await fetch(address, { method: "POST", body, signal });
    // The film of the stroke before may still be made, which nobody waits for any more.
    for (let tries = 1; reply.status === BUSY_STATUS && tries < MAX_FILM_TRIES; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, BUSY_PAUSE));
      reply = await fetch(address, { method: "POST", body, signal });
    }
    return reply.ok ? readFilm(await reply.json(), digit) : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} reply As `Film` in anomaly/ui/lesson/films.py.
 * @param {Float32Array} digit
 * @returns {Film | null}
 */
export function readFilm(reply, digit) {
  if (!isRecord(reply) || !Array.isArray(reply.frames) || reply.frames.length === 0) return null;
  const frames = reply.frames.map(decodeDigit);
  const sums = frames.map((frame) => sumOfDifference(digit, frame));
  return { frames, codes: reply.codes, sums, score: reply.score };
}

/**
 * The picture at a place between two frames.
 *
 * @param {Float32Array[]} frames
 * @param {number} place From 0 to the last frame's index.
 */
export function frameAt(frames, place) {
  const first = Math.min(frames.length - 1, Math.floor(place));
  const [from, to] = [frames[first], frames[Math.min(frames.length - 1, first + 1)]];
  return from.map((value, index) => value + (place - first) * (to[index] - value));
}

/**
 * @param {Float32Array} digit
 * @param {Float32Array} picture
 */
function sumOfDifference(digit, picture) {
  return digit.reduce((sum, value, index) => sum + Math.abs(value - picture[index]), 0);
}
