// @ts-check
/** @import { Phrases } from "./phrases.js" */

const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
/** Where people's own words are. */
const LEFT_ALONE = "input, textarea, pre, code, script, style, svg, [contenteditable]";

/** Puts phrases that the page gets from elsewhere into its language, also those that come later. */
export class Foreign {
  /** @param {Phrases} phrases */
  constructor(phrases) {
    this.phrases = phrases;
    this.observer = new MutationObserver((changes) => this.#follow(changes));
    this.observer.observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
      attributeFilter: ATTRIBUTES,
    });
    this.#translateAll(document.body);
  }

  leave() {
    this.observer.disconnect();
  }

  /** @param {MutationRecord[]} changes */
  #follow(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (type === "childList") addedNodes.forEach((node) => this.#translateAll(node));
      else if (target instanceof Text) this.#translateText(target);
      else if (target instanceof Element) this.#translateAttributes(target);
    }
  }

  /** @param {Node} root */
  #translateAll(root) {
    if (root instanceof Text) this.#translateText(root);
    if (!(root instanceof Element)) return;
    this.#translateAttributes(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: node } = walker;
      if (node instanceof Text) this.#translateText(node);
      else this.#translateAttributes(/** @type {Element} */ (node));
    }
  }

  /** @param {Text} text */
  #translateText(text) {
    const found = this.phrases.translate(text.data);
    if (found !== null && found !== text.data && !text.parentElement?.closest(LEFT_ALONE)) text.data = found;
  }

  /** @param {Element} element */
  #translateAttributes(element) {
    for (const name of ATTRIBUTES) {
      const value = element.getAttribute(name);
      const found = value === null ? null : this.phrases.translate(value);
      if (found !== null && found !== value) element.setAttribute(name, found);
    }
  }
}
