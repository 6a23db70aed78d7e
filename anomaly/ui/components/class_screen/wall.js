// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
/** @import { Result } from "../classroom/line.js" */
/** @import { ScreenMessage } from "./class_screen.js" */
import { element } from "../shared/dom.js";

/** What a class has drawn and guessed, for all to see. */
export class Wall {
  /**
   * @param {HTMLElement} root
   * @param {(message: Record<string, unknown>) => Promise<Result>} say In the class.
   */
  constructor(root, say) {
    this.root = root;
    this.say = say;
    this.count = root.appendChild(element("p"));
  }

  /** What a guess is about: the detector and its threshold in view. */
  get question() {
    return {};
  }

  /**
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  show(state, message) {
    this.count.textContent = `${message.wall.detector ?? ""} ${state.drawings.size}`;
  }

  leave() {}
}
