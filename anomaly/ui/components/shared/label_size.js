// @ts-check
/**
 * The size of the type within a picture that is painted: larger where it is for a projector.
 *
 * @param {HTMLElement} root Of the picture.
 * @param {number} usual In pixels.
 */
export function labelSize(root, usual) {
  return parseFloat(getComputedStyle(root).getPropertyValue("--large-small-type")) || usual;
}
