// @ts-check
/** @import { Line } from "../classroom/line.js" */
import { RETRY } from "./delivery.js";

const CODE = "class"; // the parameter of the page's address

/** Takes a seat in the class that a page's link names. */
export class Join {
  /** @param {Line} line */
  constructor(line) {
    this.line = line;
    this.isOpen = true;
  }

  leave() {
    this.isOpen = false;
  }

  /**
   * Take a seat, however often it has to be tried.
   *
   * @param {string} code
   * @param {(reason: string) => void} wait Called where the server does not answer, or cannot now.
   * @returns {Promise<string | null>} Why there is no seat; empty where there is, null once it is left.
   */
  async enter(code, wait) {
    while (this.isOpen) {
      const { isDone, reason, again } = await this.line.say({ do: "join", code });
      if (!again) {
        forgetCode();
        return isDone ? "" : reason;
      }
      wait(reason);
      await new Promise((resolve) => setTimeout(resolve, RETRY));
    }
    return null;
  }
}

/** Take the code from the address, so that a page that is loaded again does not ask once more. */
function forgetCode() {
  const url = new URL(location.href);
  if (!url.searchParams.has(CODE)) return;
  url.searchParams.delete(CODE);
  History.prototype.replaceState.call(history, history.state, "", url.href);
}
