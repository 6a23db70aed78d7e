// @ts-check
import { element } from "./dom.js";

/**
 * @param {string} text
 * @param {ParentNode & Node} place Where a field may stand for a moment: a dialog takes the focus back
 *   from anything outside it.
 * @returns {Promise<boolean>} Whether it is in the clipboard.
 */
export async function copyText(text, place = document.body) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without TLS have no clipboard of that kind.
  }
  const { activeElement } = /** @type {Document | ShadowRoot} */ (place.getRootNode());
  const field = place.appendChild(element("textarea", { value: text }));
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  /** @type {HTMLElement | null} */ (activeElement)?.focus();
  return copied;
}
