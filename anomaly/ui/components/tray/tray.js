// @ts-check
// Thumbnails of examples, each with a button that has Python remove it.
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";

/**
 * The message from Python, as TrayMessage in __init__.py.
 *
 * @typedef {object} TrayMessage
 * @property {string} label Of the list.
 * @property {Thumbnail[]} examples
 *
 * @typedef {object} Thumbnail
 * @property {string} name Told when it is removed.
 * @property {string} picture
 * @property {string} title
 * @property {string} remove Says what its button does.
 * @property {boolean} is_anomaly
 * @property {boolean} is_marked
 */

class Tray {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.drawn = "";
  }

  leave() {}

  /**
   * @param {TrayMessage} message
   * @param {Send} send
   */
  show(message, send) {
    const drawn = JSON.stringify(message);
    if (drawn === this.drawn) return;
    const place = this.focused();
    this.drawn = drawn;
    this.root.setAttribute("aria-label", message.label);
    this.root.replaceChildren(...message.examples.map((one) => thumbnail(one, send)));
    // The keyboard goes on at the example that came into the removed one's place.
    if (place >= 0) this.buttons()[Math.min(place, message.examples.length - 1)]?.focus();
  }

  /** The place of the button that has the keyboard's focus; -1 for none. */
  focused() {
    const root = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    return this.buttons().findIndex((button) => button === root.activeElement);
  }

  buttons() {
    return [...this.root.querySelectorAll("button")];
  }
}

/**
 * @param {Thumbnail} one
 * @param {Send} send
 */
function thumbnail({ name, picture, title, remove, is_anomaly, is_marked }, send) {
  const image = element("img", { src: picture, alt: title, title });
  const button = element("button", { type: "button", title: remove, textContent: "×" });
  button.setAttribute("aria-label", remove);
  button.onclick = () => send("removed", name);
  const tile = element("li", { className: is_anomaly ? "anomaly" : "normal" }, [image, button]);
  tile.classList.toggle("marked", is_marked);
  return tile;
}

export default component(".tray", Tray);
