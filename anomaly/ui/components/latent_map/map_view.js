// @ts-check
import { element } from "../shared/dom.js";
import { Thumb } from "./thumb.js";
import { MapTip } from "./tip.js";
import { WalkPanel } from "./walk_panel.js";

/** @typedef {"explore" | "walk"} MapMode */

/**
 * @typedef {object} MapParts What a map consists of on the page.
 * @property {HTMLElement} board
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} walker Where one is on the way.
 * @property {MapTip} tip
 * @property {Thumb} made By the decoder.
 * @property {Thumb} beside The picture to compare it with.
 * @property {HTMLElement} note
 * @property {HTMLElement} small
 * @property {WalkPanel} walk
 * @property {Record<MapMode, HTMLButtonElement>} modes
 */

/**
 * Put the parts of a map into a place.
 *
 * @param {HTMLElement} root
 * @param {Record<string, string>} words
 * @param {{ choose: (mode: MapMode) => void, walked: () => void }} on
 * @returns {MapParts}
 */
export function buildMap(root, words, on) {
  const canvas = element("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.map);
  const tip = new MapTip(words);
  const walker = element("i", { className: "latent-walker" });
  const board = element("div", { className: "latent-board" }, [canvas, walker, tip.thumb.figure]);
  const [made, beside] = [new Thumb("made"), new Thumb("beside")];
  const note = element("p", { className: "latent-note" });
  const small = element("p", { className: "latent-small" });
  const walk = new WalkPanel(words, on.walked);
  const button = (/** @type {MapMode} */ mode) =>
    element("button", { type: "button", textContent: words[mode], onclick: () => on.choose(mode) });
  const modes = { explore: button("explore"), walk: button("walk") };
  const switches = element("div", { className: "latent-modes" }, Object.values(modes));
  switches.setAttribute("role", "group");
  const thumbs = element("div", { className: "latent-thumbs" }, [made.figure, beside.figure]);
  const panel = element("div", { className: "latent-panel" }, [switches, thumbs, note, walk.root]);
  root.classList.add("latent-map");
  root.replaceChildren(board, panel, legendOf(words), small);
  return { board, canvas, walker, tip, made, beside, note, small, walk, modes };
}

/** @param {Record<string, string>} words */
function legendOf(words) {
  const entries = ["normal", "other", "drawing", "empty"].map((name) => {
    const sign = element("i", { ariaHidden: "true" });
    return element("li", { className: `latent-is-${name}` }, [sign, words[`legend_${name}`]]);
  });
  return element("ul", { className: "latent-legend" }, entries);
}
