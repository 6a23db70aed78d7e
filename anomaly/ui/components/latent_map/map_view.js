// @ts-check
import { element } from "../shared/dom.js";
import { Thumb } from "./thumb.js";
import { MapTip } from "./tip.js";
import { MapWay } from "./way.js";
import { WalkPanel } from "./walk_panel.js";

/** @typedef {"explore" | "walk"} MapMode */

/**
 * @typedef {object} MapParts What a map consists of on the page.
 * @property {HTMLElement} board
 * @property {HTMLCanvasElement} canvas
 * @property {MapWay} line
 * @property {MapTip} tip
 * @property {Thumb} made By the decoder.
 * @property {Thumb} beside The picture to compare it with.
 * @property {HTMLElement} note
 * @property {HTMLElement} small
 * @property {WalkPanel} walk
 * @property {Record<MapMode, HTMLButtonElement>} modes
 * @property {HTMLInputElement} tiled Whether to show what all places decode to.
 */

/**
 * Put the parts of a map into a place.
 *
 * @param {HTMLElement} root
 * @param {Record<string, string>} words
 * @param {{ choose: (mode: MapMode) => void, walked: () => void, tiled: () => void }} on
 * @returns {MapParts}
 */
export function buildMap(root, words, on) {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.map);
  const tip = new MapTip(words);
  const line = new MapWay();
  const board = element("div", { className: "latent-board" }, [
    canvas, line.line, line.walker, tip.thumb.figure,
  ]);
  const [made, beside] = [new Thumb("made"), new Thumb("beside")];
  const note = element("p", { className: "latent-note" });
  const small = element("p", { className: "latent-small" });
  const walk = new WalkPanel(words, on.walked);
  const button = (/** @type {MapMode} */ mode) =>
    element("button", { type: "button", textContent: words[mode], onclick: () => on.choose(mode) });
  const modes = { explore: button("explore"), walk: button("walk") };
  const switches = element("div", { className: "latent-modes" }, Object.values(modes));
  switches.setAttribute("role", "group");
  switches.setAttribute("aria-label", words.map);
  const thumbs = element("div", { className: "latent-thumbs" }, [made.figure, beside.figure]);
  const panel = element("div", { className: "latent-panel" }, [switches, thumbs, note, walk.root]);
  const tiled = element("input", { type: "checkbox", onchange: on.tiled });
  root.classList.add("latent-map");
  root.replaceChildren(board, panel, legendOf(words, tiled), small);
  return { tiled, board, canvas, line, tip, made, beside, note, small, walk, modes };
}

/** @param {Record<string, string>} words @param {HTMLInputElement} tiled */
function legendOf(words, tiled) {
  const entries = ["normal", "other", "drawing", "empty"].map((name) => {
    const sign = element("i", { ariaHidden: "true" });
    return element("li", { className: `latent-is-${name}` }, [sign, words[`legend_${name}`]]);
  });
  const choice = element("li", {}, [element("label", {}, [tiled, words.tiles])]);
  return element("ul", { className: "latent-legend" }, [...entries, choice]);
}
