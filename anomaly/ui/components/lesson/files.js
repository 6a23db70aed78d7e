// @ts-check
/** @import { Network } from "../pen/network.js" */
import { readNetwork } from "../pen/network.js";

/** Bundled files, each fetched once. */
export class LessonFiles {
  constructor() {
    /** By name, relative to the page's. @type {Record<string, string>} */
    this.addresses = {};
    /** @type {Map<string, Promise<ArrayBuffer>>} */
    this.files = new Map();
    /** @type {Map<string, Promise<Network>>} */
    this.networks = new Map();
  }

  /**
   * @param {string} name
   * @returns {Promise<ArrayBuffer>}
   */
  load(name) {
    const file = this.files.get(name) ?? this.#fetch(name);
    this.files.set(name, file);
    // Where it does not arrive, the next who asks tries again.
    file.catch(() => this.files.delete(name));
    return file;
  }

  /**
   * @param {string} name
   * @returns {Promise<Network>}
   */
  network(name) {
    const network = this.networks.get(name) ?? this.load(name).then(readNetwork);
    this.networks.set(name, network);
    network.catch(() => this.networks.delete(name));
    return network;
  }

  /**
   * @param {string} name
   * @returns {Promise<ArrayBuffer>}
   */
  async #fetch(name) {
    const answer = await fetch(this.addresses[name]);
    if (!answer.ok) throw new Error(`${name} did not arrive`);
    return answer.arrayBuffer();
  }
}
