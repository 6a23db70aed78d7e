// @ts-check
import { element } from "../shared/dom.js";

/** What covers the page while a teacher has stopped the class. */
export class Frozen {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.sentence = element("p", { role: "alert" });
    this.isOn = false;
    this.dialog = root.appendChild(
      element(
        "dialog",
        {
          className: "class-frozen",
          oncancel: (/** @type {Event} */ event) => event.preventDefault(),
          onclose: () => this.isOn && this.dialog.showModal(),
        },
        [this.sentence],
      ),
    );
  }

  /**
   * @param {boolean} isOn
   * @param {string} sentence
   */
  show(isOn, sentence) {
    if (isOn === this.isOn) return;
    this.isOn = isOn;
    if (isOn) this.dialog.showModal();
    else this.dialog.close();
    this.sentence.textContent = isOn ? sentence : "";
  }
}
