// @ts-check
import { copyText } from "../shared/clipboard.js";
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";

/**
 * The message from Python, as ShareMessage in __init__.py.
 *
 * @typedef {object} ShareMessage
 * @property {string} code The QR code, as a data address; empty for none.
 * @property {string} page The address to type, without the view.
 * @property {string} link The address to copy.
 * @property {boolean} is_compact Whether it stands beside other things.
 * @property {Record<string, string>} words
 */

class Share {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.code = element("img", { className: "share-code" });
    this.scan = element("p");
    this.type = element("p");
    this.page = element("p", { className: "share-page" });
    this.link = element("input", { readOnly: true, onfocus: () => this.link.select() });
    this.copy = element("button", { type: "button", onclick: () => this.#copy() });
    this.notice = element("p", { className: "share-notice", role: "status" });
    this.hint = element("p", { className: "share-hint" });
    const { scan, type, page, link, copy, notice, hint } = this;
    const side = element("div", {}, [scan, type, page, link, copy, notice, hint]);
    root.replaceChildren(this.code, side);
    this.root = root;
  }

  leave() {}

  /** @param {ShareMessage} message */
  show({ code, page, link, is_compact, words }) {
    this.root.classList.toggle("compact", is_compact);
    this.words = words;
    Object.assign(this.code, { src: code, alt: words.alt, hidden: code === "" });
    Object.assign(this.link, { value: link, ariaLabel: words.address });
    this.scan.textContent = code && words.scan;
    this.type.textContent = code ? words.or_type : words.type;
    this.page.textContent = page.replace(/^http:\/\//, "").replace(/\/$/, "");
    this.copy.textContent = words.copy;
    this.hint.textContent = words.hint;
    this.notice.textContent = "";
  }

  async #copy() {
    const copied = await copyText(this.link.value, this.root);
    this.notice.textContent = this.words?.[copied ? "copied" : "not_copied"] ?? "";
    if (!copied) this.link.focus();
  }
}

export default component(".share", Share);
