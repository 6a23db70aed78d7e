// @ts-check
import { element } from "../shared/dom.js";
import { Cover } from "./cover.js";

/** What covers the page while a teacher has stopped the class. */
export class Frozen {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.sentence = element("p", { role: "alert" });
    this.cover = new Cover(root, "class-frozen", [this.sentence]);
  }

  get isOn() {
    return this.cover.isOn;
  }

  /**
   * @param {boolean} isOn
   * @param {string} sentence
   */
  show(isOn, sentence) {
    if (this.cover.turn(isOn)) this.sentence.textContent = isOn ? sentence : "";
  }
}
