// @ts-check
import { element } from "../shared/dom.js";

/** What covers the page until the class takes it away; no key does. */
export class Cover {
  /**
   * @param {HTMLElement} root
   * @param {string} className
   * @param {Node[]} inside
   */
  constructor(root, className, inside) {
    this.isOn = false;
    this.dialog = root.appendChild(
      element(
        "dialog",
        {
          className: `class-cover ${className}`,
          oncancel: (/** @type {Event} */ event) => event.preventDefault(),
          onclose: () => this.isOn && this.dialog.showModal(),
        },
        inside,
      ),
    );
  }

  /**
   * @param {boolean} isOn
   * @returns {boolean} Whether it was the other way before.
   */
  turn(isOn) {
    if (isOn === this.isOn) return false;
    this.isOn = isOn;
    if (isOn) this.dialog.showModal();
    else this.dialog.close();
    return true;
  }
}
