// @ts-check
/** @import { Network } from "../pen/network.js" */
import { readNetwork } from "../pen/network.js";

/** Bundled files, each fetched and read once. */
export class LessonFiles {
  constructor() {
    /** By name, relative to the page's. @type {Record<string, string>} */
    this.addresses = {};
    /** @type {Map<string, Promise<any>>} */
    this.contents = new Map();
    /** Those that did not arrive, or could not be read. @type {Set<string>} */
    this.failed = new Set();
  }

  /**
   * @template T
   * @param {string} name
   * @param {(file: ArrayBuffer) => T | Promise<T>} read The same for each who asks for the file.
   * @returns {Promise<T>}
   */
  load(name, read) {
    const content = this.contents.get(name) ?? this.#fetch(name).then(read);
    this.contents.set(name, content);
    // The next who asks tries again.
    content.catch(() => {
      this.contents.delete(name);
      this.failed.add(name);
    });
    return content;
  }

  /**
   * @param {string} name
   * @returns {Promise<Network>}
   */
  network(name) {
    return this.load(name, readNetwork);
  }

  /**
   * @param {string} name
   * @returns {Promise<ArrayBuffer>}
   */
  async #fetch(name) {
    // A file that was cut on its way may lie in the browser's cache.
    const answer = await fetch(this.addresses[name], { cache: this.failed.has(name) ? "reload" : "default" });
    if (!answer.ok) throw new Error(`${name} did not arrive`);
    return answer.arrayBuffer();
  }
}
