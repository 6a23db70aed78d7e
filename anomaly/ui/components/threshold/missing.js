// @ts-check

/**
 * The share of a digit's ink that its reconstruction lacks, as `Detection.share_missing` has it.
 *
 * @param {Float32Array} digit Intensities in [0, 1].
 * @param {Float32Array} rebuilt
 */
export function shareMissing(digit, rebuilt) {
  let ink = 0;
  let missing = 0;
  for (let i = 0; i < digit.length; i += 1) {
    ink += digit[i];
    missing += Math.max(0, digit[i] - rebuilt[i]);
  }
  return ink > 0 ? missing / ink : 0;
}
