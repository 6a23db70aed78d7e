// @ts-check
/** @import { Notice } from "../answer/messages.js" */
import { element } from "../shared/dom.js";

/** @typedef {Notice & { link?: { text: string, page: string } }} Note */

/** Short sentences beside the verdict; each unfolds its reason, which lies over what is below. */
export class Notes {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.written = "";
    root.addEventListener("keydown", (event) => event.key === "Escape" && this.#fold());
    this.elsewhere = (/** @type {Event} */ event) => {
      if (!root.contains(/** @type {Node} */ (event.target))) this.#fold();
    };
    document.addEventListener("pointerdown", this.elsewhere);
  }

  leave() {
    document.removeEventListener("pointerdown", this.elsewhere);
  }

  /** @param {Note[]} notes */
  show(notes) {
    const written = JSON.stringify(notes);
    if (written === this.written) return;
    this.written = written;
    this.root.replaceChildren(...notes.map((note) => this.#unfolding(note)));
  }

  /** @param {Note} note */
  #unfolding({ text, why, link }) {
    const reason = element("div", {}, [element("p", { textContent: why })]);
    if (link) {
      const href = `${link.page}${location.search}`;
      const anchor = element("a", { href, target: "_self", textContent: link.text });
      anchor.addEventListener("click", (event) => turnTo(link.page, event));
      reason.append(anchor);
    }
    const details = element("details", {}, [element("summary", { textContent: text }), reason]);
    details.addEventListener("toggle", () => details.open && this.#fold(details));
    return details;
  }

  /** @param {HTMLDetailsElement} [but] */
  #fold(but) {
    for (const details of this.root.querySelectorAll("details")) {
      if (details !== but) details.open = false;
    }
  }
}

/**
 * Turn to a page by the menu, where it is: a link would open a new session, without an uploaded picture.
 *
 * @param {string} page
 * @param {Event} event
 */
function turnTo(page, event) {
  /** @type {HTMLElement | null} */
  const entry = document.querySelector(`[data-testid$="NavLink"][href$="/${page}"]`);
  if (!entry) return;
  event.preventDefault();
  entry.click();
}
