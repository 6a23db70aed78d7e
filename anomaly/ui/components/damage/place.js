// @ts-check
// Whether a difference finds the damaged place, as anomaly/evaluation/localisation.py has it.

const MIN_OVERLAP = 0.5;

/**
 * How many damaged pixels are among as many that differ most.
 *
 * @param {Float32Array} difference
 * @param {Uint8Array} mask 1 where a pixel is damaged.
 * @returns {{ hits: number, size: number, isFound: boolean }} The size is that of the place.
 */
export function overlapOf(difference, mask) {
  const size = mask.reduce((sum, value) => sum + value, 0);
  const order = Array.from(difference.keys()).sort((a, b) => difference[b] - difference[a] || a - b);
  const hits = order.slice(0, size).reduce((sum, index) => sum + mask[index], 0);
  return { hits, size, isFound: size > 0 && hits / size >= MIN_OVERLAP };
}
