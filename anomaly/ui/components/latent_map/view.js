// @ts-check
/** @import { PlanePoint } from "./plane.js" */

/**
 * The part of a plane that is in view. Places in it are shares of its width and height, (0, 0) at
 * the upper left.
 *
 * @typedef {object} PlaneView
 * @property {number} left
 * @property {number} top
 * @property {number} width
 * @property {number} height
 */

const VIEW_RIM = 0.07; // of each side, free of points
const SPREAD_TURN = 0.618; // of a circle; the golden ratio spreads any number of points evenly

/**
 * The view that holds points with a rim around them.
 *
 * @param {PlanePoint[]} points
 * @returns {PlaneView}
 */
export function viewOf(points) {
  const side = (/** @type {0 | 1} */ axis) => {
    const values = points.map((point) => point[axis]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const length = (high - low || 1) / (1 - 2 * VIEW_RIM);
    return { low: (low + high - length) / 2, length };
  };
  const [x, y] = [side(0), side(1)];
  return { left: x.low, top: y.low + y.length, width: x.length, height: y.length };
}

/**
 * @param {PlaneView} view
 * @param {PlanePoint} point
 * @returns {PlanePoint} Its place.
 */
export function placeIn({ left, top, width, height }, [x, y]) {
  return [(x - left) / width, (top - y) / height];
}

/**
 * @param {PlaneView} view
 * @param {PlanePoint} place
 * @returns {PlanePoint} The point there.
 */
export function pointAt({ left, top, width, height }, [x, y]) {
  return [left + x * width, top - y * height];
}

/**
 * Spread points over the height that have one coordinate only: else they would hide each other.
 *
 * @param {PlanePoint[]} points
 * @returns {PlanePoint[]}
 */
export function spreadOut(points) {
  return points.map(([x], index) => [x, (index * SPREAD_TURN) % 1]);
}

/**
 * The point nearest to a place; -1 where there is none within reach.
 *
 * @param {PlanePoint[]} places
 * @param {PlanePoint} place
 * @param {number} ratio Of the view's height to its width on the screen.
 * @param {number} reach In shares of the width.
 */
export function nearestTo(places, [x, y], ratio, reach = Infinity) {
  let [nearest, least] = [-1, reach];
  places.forEach((other, index) => {
    const distance = Math.hypot(other[0] - x, (other[1] - y) * ratio);
    if (distance < least) [nearest, least] = [index, distance];
  });
  return nearest;
}

/**
 * The next point from one in a direction: near, and more ahead than aside; itself where none is.
 *
 * @param {PlanePoint[]} places
 * @param {number} from
 * @param {PlanePoint} direction A unit vector.
 */
export function nextTowards(places, from, [ahead, down]) {
  const [x, y] = places[from];
  let [next, least] = [from, Infinity];
  places.forEach(([otherX, otherY], index) => {
    const along = (otherX - x) * ahead + (otherY - y) * down;
    const aside = Math.abs((otherX - x) * down - (otherY - y) * ahead);
    const cost = along + 2 * aside;
    if (index !== from && along > aside && cost < least) [next, least] = [index, cost];
  });
  return next;
}
