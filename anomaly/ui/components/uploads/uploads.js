// @ts-check
import { component } from "../shared/component.js";

/**
 * The message from Python, as UploadsMessage in __init__.py.
 *
 * @typedef {object} UploadsMessage
 * @property {Record<string, number>} limits Bytes of a file, by the beginning of its widget's key.
 */

/** A class of the page where a camera may be asked for: browsers give none to pages without TLS. */
const CAMERA = "has-camera";

/**
 * @param {File[]} files
 * @param {number} limit
 * @returns {File[] | null} The files, those that are too large with one byte more than the limit;
 *   null if none is.
 */
export function cutFiles(files, limit) {
  if (files.every(({ size }) => size <= limit)) return null;
  return files.map((file) =>
    file.size <= limit ? file : new File([file.slice(0, limit + 1)], file.name, { type: file.type }),
  );
}

class Uploads {
  constructor() {
    /** @type {Record<string, number>} */
    this.limits = {};
    this.ending = new AbortController();
    const options = { capture: true, signal: this.ending.signal };
    // Of the window, so that it hears of a file before Streamlit does.
    window.addEventListener("change", (event) => this.#choose(event), options);
    window.addEventListener("drop", (event) => this.#drop(event), options);
    document.documentElement.classList.toggle(CAMERA, Boolean(navigator.mediaDevices?.getUserMedia));
  }

  leave() {
    this.ending.abort();
  }

  /** @param {UploadsMessage} message */
  show({ limits }) {
    this.limits = limits;
  }

  /** @param {Event} event */
  #choose({ target }) {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    const files = this.#cut(target, target.files);
    if (files !== null) target.files = files;
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const target = event.target instanceof Element ? event.target : null;
    const zone = target?.closest("[data-testid=stFileUploaderDropzone]");
    const input = /** @type {HTMLInputElement | null | undefined} */ (zone?.querySelector("input"));
    if (!target || !input) return;
    const files = this.#cut(target, event.dataTransfer?.files);
    if (files === null) return;
    // What is dropped cannot be changed: it is given as if it had been chosen.
    event.preventDefault();
    event.stopImmediatePropagation();
    target.dispatchEvent(new DragEvent("dragleave", { bubbles: true }));
    input.files = files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /**
   * @param {Element} target
   * @param {FileList | null | undefined} files
   * @returns {FileList | null} The files that take their place; null if they may stay.
   */
  #cut(target, files) {
    const limit = Object.entries(this.limits).find(([key]) =>
      target.closest(`[class*="st-key-${key}"]`),
    )?.[1];
    const cut = limit === undefined ? null : cutFiles([...(files ?? [])], limit);
    if (cut === null) return null;
    const transfer = new DataTransfer();
    cut.forEach((file) => transfer.items.add(file));
    return transfer.files;
  }
}

export default component(".uploads", Uploads);
