// @ts-check
const SLIDER_KEYS = new Set([
  "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End", "PageUp", "PageDown",
]);

/**
 * Whether a key moves a slider.
 *
 * @param {string} key
 */
export function movesSlider(key) {
  return SLIDER_KEYS.has(key);
}

/**
 * The bar that a key leads to from another, or from none; null if it leads to none.
 *
 * @param {string} key
 * @param {number | null} bar
 * @param {number} bars
 */
export function nextBar(key, bar, bars) {
  if (key === "ArrowRight") return Math.min(bars - 1, (bar ?? -1) + 1);
  if (key === "ArrowLeft") return Math.max(0, (bar ?? -1) - 1);
  return null;
}

/**
 * The index of the value that a positive number is nearest to, by ratio.
 *
 * @param {number[]} values
 * @param {number} number
 */
export function nearestIndex(values, number) {
  const distances = values.map((value) => Math.abs(Math.log(value / number)));
  return distances.indexOf(Math.min(...distances));
}
