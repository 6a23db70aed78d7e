// @ts-check
const BLANK = /\{\w+\}/;

/** Phrases of another program, each with what takes its place. */
export class Phrases {
  /** @param {[string, string][]} pairs A phrase may have one {blank}, which its place has as well. */
  constructor(pairs) {
    this.whole = new Map(pairs.filter(([phrase]) => !BLANK.test(phrase)));
    this.open = pairs
      .filter(([phrase]) => BLANK.test(phrase))
      .map(([phrase, text]) => {
        const [before, after] = phrase.split(BLANK);
        return { before, after, text };
      });
  }

  /**
   * What takes the place of a text; null where that is none of the phrases.
   *
   * @param {string} text
   * @returns {string | null}
   */
  translate(text) {
    const plain = text.trim();
    const whole = this.whole.get(plain);
    if (whole !== undefined) return text.replace(plain, () => whole);
    const found = this.open.find(
      ({ before, after }) =>
        plain.length > before.length + after.length && plain.startsWith(before) && plain.endsWith(after),
    );
    if (found === undefined) return null;
    const filled = plain.slice(found.before.length, plain.length - found.after.length);
    return found.text.replace(BLANK, () => filled);
  }
}
