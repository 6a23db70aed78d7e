// @ts-check
import { element } from "../shared/dom.js";

/** A button that is on or off. It shows what was asked for until that is known to be so, or refused. */
export class Switch {
  /**
   * @param {(isOn: boolean) => Promise<unknown>} ask Settled once it is known what came of it.
   * @param {(isOn: boolean) => void} paint
   * @param {string} className
   */
  constructor(ask, paint, className) {
    this.root = element("button", { type: "button", className, onclick: () => this.press() });
    this.ask = ask;
    this.paint = paint;
    this.isOn = this.isKnownOn = false;
    this.underWay = 0;
    this.last = /** @type {Promise<unknown>} */ (Promise.resolve());
  }

  /** @param {boolean} isOn As the class has it. */
  know(isOn) {
    this.isKnownOn = isOn;
    this.#show(this.underWay > 0 ? this.isOn : isOn);
  }

  /** Ask for the other of what is shown, after what was asked before. */
  async press() {
    const isOn = !this.isOn;
    this.underWay += 1;
    this.#show(isOn);
    const asked = this.last.then(() => this.ask(isOn));
    this.last = asked.catch(() => {});
    try {
      await asked;
    } finally {
      this.underWay -= 1;
      if (this.underWay === 0) this.#show(this.isKnownOn);
    }
  }

  /** @param {boolean} isOn */
  #show(isOn) {
    this.isOn = isOn;
    this.root.ariaPressed = String(isOn);
    this.paint(isOn);
  }
}
