// @ts-check
/** @import { Cells } from "./cells.js" */
/** @import { PlanePoint } from "./plane.js" */
import { labelSize } from "../shared/label_size.js";

const MAP_DOT = 3.2; // pixels
const MAP_STAR = 11;
const MAP_HATCH = 7;
const MAP_LABEL = 12;

/**
 * What the map shows.
 *
 * @typedef {object} MapContent
 * @property {PlanePoint[]} places Of the digits.
 * @property {string[]} labels
 * @property {boolean[]} isNormal
 * @property {Cells} cells
 * @property {PlanePoint | null} drawing The place of the learner's own.
 *
 * @typedef {object} MapColours
 * @property {string} text
 * @property {string} ground
 * @property {string} normal
 * @property {string} anomaly
 * @property {string} primary
 * @property {number} label Size of its type, in pixels.
 */

/**
 * The colours of the page as it is, light or dark, and the type of labels.
 *
 * @param {HTMLElement} board
 * @returns {MapColours}
 */
export function mapColours(board) {
  const style = getComputedStyle(board);
  const colour = (/** @type {string} */ name) => style.getPropertyValue(name).trim();
  return {
    text: style.color,
    ground: colour("--st-background-color"),
    primary: colour("--st-primary-color"),
    normal: colour("--latent-normal"),
    anomaly: colour("--latent-anomaly"),
    label: labelSize(board, MAP_LABEL),
  };
}

/**
 * @param {CanvasRenderingContext2D} context In CSS pixels.
 * @param {{ width: number, height: number }} size
 * @param {MapContent} content
 * @param {MapColours} colours
 */
export function paintMap(context, { width, height }, content, colours) {
  const { places, labels, isNormal, cells, drawing } = content;
  const onMap = (/** @type {PlanePoint} */ [x, y]) => /** @type {const} */ ([x * width, y * height]);
  paintEmptyCells(context, width / cells.columns, height / cells.rows, cells, colours.text);
  context.fillStyle = colours.normal;
  places.forEach((place, index) => {
    if (!isNormal[index]) return;
    context.beginPath();
    context.arc(...onMap(place), MAP_DOT, 0, 2 * Math.PI);
    context.fill();
  });
  context.font = `bold ${colours.label}px sans-serif`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  places.forEach((place, index) => {
    if (!isNormal[index]) writeLabel(context, labels[index], ...onMap(place), colours);
  });
  if (drawing) paintStar(context, ...onMap(drawing), colours);
}

/**
 * Hatch the cells where nothing lives.
 *
 * @param {CanvasRenderingContext2D} context
 * @param {number} width Of a cell.
 * @param {number} height
 * @param {Cells} cells
 * @param {string} colour
 */
function paintEmptyCells(context, width, height, { columns, isEmpty }, colour) {
  context.save();
  context.beginPath();
  isEmpty.forEach((empty, cell) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    if (empty) context.rect(column * width, row * height, width, height);
  });
  context.clip();
  context.beginPath();
  const [across, down] = [columns * width, (isEmpty.length / columns) * height];
  for (let x = -down; x < across; x += MAP_HATCH) {
    context.moveTo(x, down);
    context.lineTo(x + down, 0);
  }
  context.globalAlpha = 0.22;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
  context.restore();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string} label
 * @param {number} x
 * @param {number} y
 * @param {MapColours} colours
 */
function writeLabel(context, label, x, y, { anomaly, ground }) {
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(label, x, y);
  context.fillStyle = anomaly;
  context.fillText(label, x, y);
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {MapColours} colours
 */
function paintStar(context, x, y, { primary, ground }) {
  context.beginPath();
  for (let corner = 0; corner < 10; corner++) {
    const angle = (corner * Math.PI) / 5 - Math.PI / 2;
    const radius = corner % 2 === 0 ? MAP_STAR : MAP_STAR * 0.45;
    context.lineTo(x + radius * Math.cos(angle), y + radius * Math.sin(angle));
  }
  context.closePath();
  context.lineWidth = 4;
  context.lineJoin = "round";
  context.strokeStyle = ground;
  context.stroke();
  context.fillStyle = primary;
  context.fill();
}
