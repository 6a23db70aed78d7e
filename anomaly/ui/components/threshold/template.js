// @ts-check
/** @import { HistogramMessage } from "./messages.js" */
import { find } from "../shared/dom.js";

export const TEMPLATE = `
  <div class="scores-head">
    <span class="scores-key normal"><i></i><span></span></span>
    <span class="scores-key anomalous"><i></i><span></span></span>
    <span class="scores-key digit-key"><i></i><span></span></span>
    <span class="scores-key own-key own normal"><i></i><span></span></span>
    <span class="scores-key own-key own anomalous"><i></i><span></span></span>
  </div>
  <div class="scores-plot" tabindex="0" role="application">
    <svg aria-hidden="true"></svg><output></output>
  </div>
  <input class="scores-slider" type="range" role="slider">
  <p class="scores-words"></p>
  <p class="scores-line"></p>
  <button type="button" class="scores-more"></button>
  <div class="scores-tools">
    <label class="scores-log"><input type="checkbox"><span></span></label>
    <label class="scores-typed"><span></span><input type="text" inputmode="decimal"></label>
    <p class="scores-problem" role="alert"></p>
  </div>
  <p class="scores-strangeness"></p>
  <table class="scores-counts">
    <thead><tr><td></td><th scope="col"></th><th scope="col"></th></tr></thead>
    <tbody>
      <tr><th scope="row"></th><td class="passed right"></td><td class="false_alarms wrong"></td></tr>
      <tr><th scope="row"></th><td class="missed wrong"></td><td class="caught right"></td></tr>
    </tbody>
  </table>
  <div class="scores-curves"></div>
  <p class="scores-precision"><strong></strong><span></span></p>
  <div class="scores-rules"></div>
  <p class="scores-told" role="status"></p>
  <details class="scores-settings"><summary></summary></details>`;

/**
 * Write what stays the same for as long as the scores do.
 *
 * @param {HTMLElement} root That has the template in it.
 * @param {HistogramMessage} message
 */
export function writeNames(root, { words, names, low, top, step, own, curves, folds }) {
  const texts = {
    ".scores-key.normal span": names.normal,
    ".scores-key.anomalous span": names.anomalous,
    ".digit-key span": words.digit,
    ".own.normal span": words.own_normal,
    ".own.anomalous span": words.own_anomalous,
    ".scores-log span": words.log,
    ".scores-typed span": words.threshold,
    ".scores-settings summary": words.settings,
  };
  for (const [selector, text] of Object.entries(texts)) find(root, selector).textContent = text;
  find(root, ".scores-plot").setAttribute("aria-label", words.plot);
  const slider = find(root, ".scores-slider");
  slider.setAttribute("aria-label", words.threshold);
  Object.assign(slider, { min: low, max: top, step });
  for (const [kind, isAnomaly] of Object.entries({ normal: false, anomalous: true })) {
    const isThere = own.some((mark) => mark.is_anomaly === isAnomaly);
    find(root, `.own.${kind}`).hidden = !isThere;
  }
  root.classList.toggle("wide", curves.length > 1);
  root.classList.toggle("folds", folds);
}
