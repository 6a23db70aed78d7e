// @ts-check
/** @import { StepContext } from "./step.js" */
import { element } from "../shared/dom.js";

/**
 * Say that a file of the step has not arrived, and offer to get it again.
 *
 * @param {HTMLElement} place
 * @param {StepContext} context
 * @param {() => void} getAgain
 */
export function sayLost(place, { frameWords, say }, getAgain) {
  const button = element("button", { type: "button", textContent: frameWords.again, onclick: getAgain });
  place.replaceChildren(element("span", { className: "lesson-tools" }, [frameWords.lost, button]));
  say(frameWords.lost);
}
