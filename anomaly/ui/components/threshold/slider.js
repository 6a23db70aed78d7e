// @ts-check
import { movesSlider } from "./keys.js";

/**
 * Tell when a pointer or a key takes hold of a slider, moves it and lets it go.
 *
 * @param {HTMLInputElement} slider
 * @param {{ held(): boolean, hold(): void, move(): void, release(): void }} on
 */
export function watchSlider(slider, on) {
  let key = false;
  const lift = () => {
    key = false;
    if (on.held()) on.release();
  };
  slider.oninput = on.move;
  slider.onpointerdown = ({ button }) => {
    if (button === 0) on.hold();
  };
  slider.onpointerup = slider.onpointercancel = slider.onblur = lift;
  slider.onkeydown = (event) => {
    key ||= movesSlider(event.key);
    if (key) on.hold();
  };
  slider.onkeyup = () => {
    if (key) lift();
  };
  // A change without a pointer or a key, as by a screen reader.
  slider.onchange = () => {
    if (!key) on.release();
  };
}
