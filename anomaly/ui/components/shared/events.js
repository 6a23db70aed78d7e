// @ts-check
/** @import { Answer } from "../answer/messages.js" */
/** @import { DrawingMessage } from "../pen/messages.js" */
/** @import { Judgement, LineMoved } from "../threshold/messages.js" */

/**
 * The events on the document that tie the parts of a page together: each part is a component of its
 * own to Streamlit, and knows no other.
 */
export const EVENTS = Object.freeze({
  answer: "anomaly:answer",
  answerWanted: "anomaly:answer-wanted",
  lineMoved: "anomaly:line-moved",
  judged: "anomaly:judged",
  live: "anomaly:live",
  drawn: "anomaly:drawn",
  wiped: "anomaly:wiped",
  onCanvas: "anomaly:on-canvas",
});

/**
 * What each event carries.
 *
 * @typedef {object} EventDetails
 * @property {Answer} answer The latest answer of Python.
 * @property {null} answerWanted A part that was mounted after the answer came asks for it again.
 * @property {LineMoved} lineMoved Where the line is.
 * @property {Judgement} judged What else the verdict knows of the digit.
 * @property {LiveAnswer | null} live The page's own answer to the drawing, before Python's; null
 *   where Python's answer is the one to show.
 * @property {DrawingMessage} drawn The pen was lifted, or the drawing changed otherwise.
 * @property {null} wiped The canvas is to be empty, as after a drawing was kept; Undo brings it back.
 * @property {DrawingMessage | null} onCanvas The drawing on the canvas, also one that the page began
 *   with; null where there is no canvas any more.
 *
 * @typedef {object} LiveAnswer
 * @property {number | null} score
 * @property {string} reason The sentence in place of a score; or empty.
 * @property {string[]} [limits] Reasons of the second test, where Python has made it.
 * @property {Float32Array | null} digit 28 x 28 intensities, as are the others.
 * @property {Float32Array | null} rebuilt
 * @property {Float32Array | null} difference
 * @property {string} [origin] A description; left out for a drawing under way.
 * @property {boolean} [isSettled] Whether to have it said to those who hear the page.
 * @property {Uint8Array} [mask] 28 x 28; 1 where to outline the damaged place.
 */

/**
 * @template {keyof EventDetails} Name
 * @param {Name} name
 * @param {EventDetails[Name]} detail
 */
export function publish(name, detail) {
  document.dispatchEvent(new CustomEvent(EVENTS[name], { detail }));
}

/**
 * Call `handle` at each event until the returned function is called.
 *
 * @template {keyof EventDetails} Name
 * @param {Name} name
 * @param {(detail: EventDetails[Name]) => void} handle
 * @returns {() => void}
 */
export function subscribe(name, handle) {
  const listen = (/** @type {any} */ event) => handle(event.detail);
  document.addEventListener(EVENTS[name], listen);
  return () => document.removeEventListener(EVENTS[name], listen);
}
