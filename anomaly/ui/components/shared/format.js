// @ts-check
/**
 * Put values into a sentence's {blanks}; a blank without a value stays.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (blank, name) => String(values[name] ?? blank));
}

/**
 * Only all is written 100%, and only none 0%.
 *
 * @param {number} share
 */
export function percent(share) {
  if (!Number.isFinite(share)) return "–";
  const tenths = Math.round(1000 * share);
  const written = share > 0 && share < 1 ? Math.min(999, Math.max(1, tenths)) : tenths;
  return `${(written / 10).toFixed(1)}%`;
}

/** @param {number} count */
export function whole(count) {
  return count.toLocaleString(pageLanguage());
}

/**
 * Words of an enumeration, one after the other.
 *
 * @param {string[]} words
 */
export function listed(words) {
  return new Intl.ListFormat(pageLanguage(), { style: "narrow" }).format(words);
}

/** The language that the page is marked as being in. */
export function pageLanguage() {
  return globalThis.document?.documentElement?.lang || "en";
}

/**
 * The N of "1 in N".
 *
 * @param {number} rate
 */
export function oneIn(rate) {
  return whole(Math.round(1 / rate));
}

/**
 * Read a number that a person typed, with a point or a comma; NaN for anything else.
 *
 * @param {string} text
 */
export function parseNumber(text) {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : NaN;
}
