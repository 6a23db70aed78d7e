// @ts-check
import { element } from "./dom.js";

/**
 * A term of the glossary.
 *
 * @typedef {object} TermMessage
 * @property {string} key
 * @property {string} name
 * @property {string} means Half a sentence.
 */

/**
 * Return a text with the first mention of a term as a button, whose half-sentence the page's `Terms`
 * shows.
 *
 * @param {string} text
 * @param {TermMessage} term
 * @returns {(Node | string)[]}
 */
export function withTerm(text, { key, name, means }) {
  const at = text.toLowerCase().indexOf(name.toLowerCase());
  if (at < 0) return [text];
  const button = element("button", {
    type: "button",
    className: "term",
    textContent: text.slice(at, at + name.length),
    ariaDescription: means,
  });
  Object.assign(button.dataset, { term: key, means });
  return [text.slice(0, at), button, text.slice(at + name.length)];
}
