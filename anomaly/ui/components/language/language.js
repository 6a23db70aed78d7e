// @ts-check
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { Foreign } from "./foreign.js";
import { Phrases } from "./phrases.js";

const PARAMETER = "lang";
const COOKIE = "anomaly_lang";
const YEAR = 365 * 24 * 60 * 60; // seconds

/**
 * The message from Python, as LanguageMessage in __init__.py.
 *
 * @typedef {object} LanguageMessage
 * @property {string} language
 * @property {[string, string][]} languages
 * @property {[string, string][]} phrases
 */

/**
 * The address of the page in another language.
 *
 * @param {string} address
 * @param {string} language
 */
export function inLanguage(address, language) {
  const url = new URL(address);
  url.searchParams.set(PARAMETER, language);
  return url.href;
}

class Languages {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {Foreign | null} */
    this.foreign = null;
  }

  /** @param {LanguageMessage} message */
  show({ language, languages, phrases }) {
    // Screen readers pronounce by it, and browsers break lines by it.
    document.documentElement.lang = language;
    const links = languages.map(([name, text]) => {
      if (name === language) {
        const here = element("span", { textContent: text, lang: name });
        here.setAttribute("aria-current", "true");
        return here;
      }
      const link = element("a", { textContent: text, lang: name, hreflang: name, href: `?${PARAMETER}=${name}` });
      link.onclick = (event) => {
        event.preventDefault();
        remember(name);
        location.assign(inLanguage(location.href, name));
      };
      return link;
    });
    this.root.replaceChildren(...links);
    if (phrases.length > 0) this.foreign ??= new Foreign(new Phrases(phrases));
  }

  leave() {
    this.foreign?.leave();
  }
}

/**
 * Have later visits without a link of their own in this language.
 *
 * @param {string} language
 */
function remember(language) {
  // In a frame of another site, browsers keep no other.
  const isFramed = self !== top && location.protocol === "https:";
  const kept = isFramed ? "samesite=none; secure; partitioned" : "samesite=lax";
  document.cookie = `${COOKIE}=${language}; path=/; max-age=${YEAR}; ${kept}`;
}

export default component(".languages", Languages);
