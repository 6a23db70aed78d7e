// @ts-check
/** @import { Answer } from "../answer/messages.js" */
/** @import { LiveAnswer } from "../shared/events.js" */
import { LatentMap } from "../latent_map/map.js";
import { loadNetwork } from "../pen/load.js";
import { component } from "../shared/component.js";
import { readDigits } from "../shared/digit_sheet.js";
import { element } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";
import { decodeBytes, decodeValues } from "../shared/values.js";

/**
 * The message from Python, as LatentPanelMessage in __init__.py.
 *
 * @typedef {object} LatentPanelMessage
 * @property {string} weights
 * @property {string} sheet
 * @property {string[]} labels
 * @property {string[]} normal
 * @property {Record<string, string>} words
 */

class LatentPanel {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    /** @type {LatentPanelMessage | null} */
    this.message = null;
    /** @type {LatentMap | null} */
    this.map = null;
    /** @type {Float32Array | null} */
    this.digit = null;
    this.unsubscribe = [
      subscribe("answer", (answer) => this.#hear(answer)),
      subscribe("live", (live) => this.#follow(live)),
    ];
  }

  leave() {
    this.unsubscribe.forEach((end) => end());
    this.message = null;
    this.map?.leave();
  }

  /** @param {LatentPanelMessage} message */
  async show(message) {
    const former = this.message;
    this.message = message;
    if (former?.weights === message.weights && former.sheet === message.sheet) {
      this.map?.repaint(); // the page may have turned dark
      return;
    }
    if (!former) publish("answerWanted", null);
    const [network, digits] = await Promise.all([
      loadNetwork(message.weights),
      readDigits(decodeBytes(message.sheet.split(",")[1]), message.labels.length, message.labels.length),
    ]);
    if (this.message !== message) return;
    this.map?.leave();
    const place = element("div");
    this.root.replaceChildren(place);
    this.map = new LatentMap(place, message.words, { moved: () => {} });
    this.map.drawing = this.digit;
    const { labels, normal, words } = message;
    if (network && this.map.show(network, { digits, labels, normal })) return;
    this.map.leave();
    this.map = null;
    this.root.textContent = words.lost;
  }

  /** @param {Answer} answer */
  #hear(answer) {
    this.#mark(answer.digit ? decodeValues(answer.digit.values)[0] : null);
  }

  /** @param {LiveAnswer | null} live */
  #follow(live) {
    if (live) this.#mark(live.digit);
  }

  /** @param {Float32Array | null} digit */
  #mark(digit) {
    const former = this.digit;
    this.digit = digit;
    const isSame = digit !== null && former !== null && digit.every((value, i) => value === former[i]);
    if (!isSame && digit !== former) this.map?.mark(digit);
  }
}

export default component(".latent-panel-place", LatentPanel);
