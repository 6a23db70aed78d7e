// @ts-check
/** @import { PlanePoint } from "./plane.js" */

/**
 * A grid over a view, and in which of its cells nothing lives.
 *
 * @typedef {object} Cells
 * @property {number} columns
 * @property {number} rows
 * @property {Uint8Array} isEmpty By rows; 1 where no point is near.
 */

/**
 * Find the cells without a point in reach of their middle.
 *
 * @param {PlanePoint[]} places Shares of the view's width and height.
 * @param {number} columns
 * @param {number} rows
 * @param {number} reach In shares of each side.
 * @returns {Cells}
 */
export function emptyCells(places, columns, rows, reach) {
  const isEmpty = new Uint8Array(columns * rows);
  for (let cell = 0; cell < isEmpty.length; cell++) {
    const x = ((cell % columns) + 0.5) / columns;
    const y = (Math.floor(cell / columns) + 0.5) / rows;
    const isInReach = (/** @type {PlanePoint} */ place) => Math.hypot(place[0] - x, place[1] - y) <= reach;
    isEmpty[cell] = places.some(isInReach) ? 0 : 1;
  }
  return { columns, rows, isEmpty };
}

/**
 * Whether nothing lives at a place; nothing does outside the view.
 *
 * @param {Cells} cells
 * @param {PlanePoint} place
 */
export function isEmptyAt({ columns, rows, isEmpty }, [x, y]) {
  const [column, row] = [Math.floor(x * columns), Math.floor(y * rows)];
  const isInside = column >= 0 && column < columns && row >= 0 && row < rows;
  return !isInside || isEmpty[row * columns + column] === 1;
}
