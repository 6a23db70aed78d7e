// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
/** @import { ScreenMessage } from "./class_screen.js" */
import { element } from "../shared/dom.js";

/** The way into a class: its code and its address, in a line, and large for the whole room. */
export class DeskCode {
  constructor() {
    this.code = element("b", { className: "desk-code" });
    this.page = element("span", { className: "desk-page" });
    this.button = element("button", { type: "button", onclick: () => this.#toggle() });
    this.root = element("p", { className: "desk-way" }, [this.page, this.code, this.button]);
    this.image = element("img", { className: "desk-image" });
    this.how = element("p");
    this.largePage = element("p", { className: "desk-large-page" });
    this.codeLabel = element("p");
    this.largeCode = element("p", { className: "desk-large-code" });
    this.problem = element("p", { className: "desk-problem" });
    const side = element("div", {}, [
      this.problem,
      this.how,
      this.largePage,
      this.codeLabel,
      this.largeCode,
    ]);
    this.large = element("div", { className: "desk-large" }, [this.image, side]);
    this.isLarge = false; // as the teacher asked for
  }

  /**
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  show({ state, tasks }, { code_image, problem, words, ...message }) {
    const page = message.page.replace(/^https?:\/\//, "");
    this.code.textContent = state.open ? spaced(state.code) : words.ended;
    this.page.textContent = state.open ? page : "";
    Object.assign(this.image, { src: code_image, alt: words.code_alt, hidden: code_image === "" });
    this.how.textContent = page && words.how;
    this.largePage.textContent = page;
    this.problem.textContent = problem;
    this.codeLabel.textContent = words.code;
    this.largeCode.textContent = spaced(state.code);
    const isNeeded = tasks.size === 0; // nobody is there yet
    this.root.hidden = isNeeded && state.open; // there they are large
    this.button.hidden = !state.open;
    this.button.textContent = words.show_code;
    this.button.ariaExpanded = String(this.isLarge);
    this.large.hidden = !state.open || !(isNeeded || this.isLarge);
  }

  #toggle() {
    this.isLarge = !this.isLarge;
    this.large.hidden = !this.isLarge;
    this.button.ariaExpanded = String(this.isLarge);
  }
}

/**
 * A code as it is read aloud: in two halves.
 *
 * @param {string} code
 */
export function spaced(code) {
  const half = code.length / 2;
  return `${code.slice(0, half)} ${code.slice(half)}`.trim();
}
