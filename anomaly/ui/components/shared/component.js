// @ts-check
import { find } from "./dom.js";

/**
 * What Streamlit calls a component with, at each of its runs.
 *
 * @typedef {object} Run
 * @property {any} data
 * @property {HTMLElement | ShadowRoot} parentElement
 * @property {Send} setTriggerValue
 * @property {Send} setStateValue
 */
/** @typedef {(name: string, value: any) => void} Send To Python. */
/** @typedef {{ show(data: any, send: Send, keep: Send): void, leave(): void }} View `send` is for
 *   what happened once, `keep` for what stays so until the next. */

/**
 * A component of one view, which lives through all its runs.
 *
 * @param {string} selector Finds its place on the page.
 * @param {new (root: HTMLElement) => View} ViewClass
 */
export function component(selector, ViewClass) {
  /** @type {WeakMap<HTMLElement, { view: View, runs: number }>} */
  const mounts = new WeakMap();
  return (/** @type {Run} */ { data, parentElement, setTriggerValue, setStateValue }) => {
    const root = find(parentElement, selector);
    const mount = mounts.get(root) ?? { view: new ViewClass(root), runs: 0 };
    mounts.set(root, mount);
    mount.runs += 1;
    const run = mount.runs;
    mount.view.show(data, setTriggerValue, setStateValue);
    return () => {
      // An overtaken run must not end a live view.
      if (run !== mount.runs) return;
      mount.view.leave();
      mounts.delete(root);
    };
  };
}
