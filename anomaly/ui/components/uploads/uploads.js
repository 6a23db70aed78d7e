// @ts-check
import { component } from "../shared/component.js";

/**
 * The message from Python, as UploadsMessage in __init__.py.
 *
 * @typedef {object} UploadsMessage
 * @property {Record<string, number>} limits Bytes of a file, by the beginning of its widget's key.
 * @property {Record<string, string>} refusals Sentences, by the status with which the server refuses.
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

/**
 * @param {string[]} errors Streamlit's words beside files that were not taken.
 * @param {Record<string, string>} refusals
 * @returns {string} Our sentences on those that the server refused for want of room; "" if none.
 */
export function refusalsIn(errors, refusals) {
  const statuses = errors.map((error) => /status code (\d+)/.exec(error)?.[1] ?? "");
  return [...new Set(statuses.flatMap((status) => refusals[status] ?? []))].join(" ");
}

class Uploads {
  constructor() {
    /** @type {Record<string, number>} */
    this.limits = {};
    /** @type {Record<string, string>} */
    this.refusals = {};
    this.watching = new MutationObserver(() => this.#explain());
    /** @type {HTMLElement | null} */
    this.uploader = null;
    this.ending = new AbortController();
    const options = { capture: true, signal: this.ending.signal };
    // Of the window, so that it hears of a file before Streamlit does.
    window.addEventListener("change", (event) => this.#choose(event), options);
    window.addEventListener("drop", (event) => this.#drop(event), options);
    document.documentElement.classList.toggle(CAMERA, Boolean(navigator.mediaDevices?.getUserMedia));
  }

  leave() {
    this.ending.abort();
    this.watching.disconnect();
  }

  /** @param {UploadsMessage} message */
  show({ limits, refusals }) {
    this.limits = limits;
    this.refusals = refusals;
  }

  /** @param {Event} event */
  #choose({ target }) {
    if (!(target instanceof HTMLInputElement) || target.type !== "file") return;
    this.#watch(target);
    const files = this.#cut(target, target.files);
    if (files !== null) target.files = files;
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const target = event.target instanceof Element ? event.target : null;
    const zone = target?.closest("[data-testid=stFileUploaderDropzone]");
    const input = /** @type {HTMLInputElement | null | undefined} */ (zone?.querySelector("input"));
    if (!target || !input) return;
    this.#watch(target);
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
   * Say in our words why files that are chosen now are refused; Streamlit tells the status alone.
   *
   * @param {Element} target
   */
  #watch(target) {
    this.watching.disconnect();
    this.uploader = target.closest("[data-testid=stFileUploader]");
    if (this.uploader) this.watching.observe(this.uploader, { childList: true, subtree: true });
  }

  #explain() {
    if (!this.uploader) return;
    const errors = [...this.uploader.querySelectorAll("[data-testid=stFileChip] [role=alert]")];
    const sentence = refusalsIn(errors.map(({ textContent }) => textContent ?? ""), this.refusals);
    if (sentence) this.uploader.dataset.refused = sentence;
    else delete this.uploader.dataset.refused;
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
