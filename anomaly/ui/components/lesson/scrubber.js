// @ts-check
import { element } from "../shared/dom.js";

/**
 * @typedef {object} ScrubberEvents
 * @property {(place: number) => void} show Of 0 to `steps`; while it plays also between whole ones.
 * @property {(place: number) => string} describe What a screen reader hears of a place.
 * @property {() => void} [ended] It has been played to its end, or is shown there.
 */

const STEP_KEYS = { ArrowLeft: -1, ArrowDown: -1, PageDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 1 };

/** A button that plays a moving picture, and a slider to go through it by hand. */
export class LessonScrubber {
  /**
   * @param {HTMLElement} root
   * @param {{ play: string, stop: string, place: string }} words
   * @param {{ steps: number, seconds: number, isStill: boolean, stops?: number[] }} film Without
   *   motion only its end is shown. `stops` are the places where there is a picture, ascending from 0
   *   to `steps`; without, all are.
   * @param {ScrubberEvents} on
   */
  constructor(root, words, film, on) {
    this.words = words;
    this.film = film;
    this.on = on;
    this.frame = 0;
    this.button = element("button", { type: "button", textContent: words.play });
    this.slider = element("input", {
      type: "range", min: "0", max: String(film.steps), step: "1", value: "0", ariaLabel: words.place,
    });
    this.slider.oninput = () => {
      this.stop();
      this.#show(nearestStop(this.film.stops, this.slider.valueAsNumber));
    };
    this.slider.onkeydown = (event) => this.#press(event);
    root.append(element("div", { className: "lesson-tools lesson-scrubber" }, [this.button, this.slider]));
    this.stop();
    this.enable(false);
  }

  get isPlaying() {
    return this.frame !== 0;
  }

  /** @param {boolean} isEnabled */
  enable(isEnabled) {
    this.button.disabled = this.slider.disabled = !isEnabled;
  }

  /**
   * Have the button do something else until it plays again.
   *
   * @param {() => void} act
   * @param {string} [text]
   */
  wait(act, text = this.words.stop) {
    this.button.disabled = false;
    this.button.textContent = text;
    this.button.onclick = act;
  }

  /**
   * Play from the beginning.
   *
   * @param {number} [steps] As many as there are now.
   */
  play(steps = this.film.steps) {
    this.stop();
    this.film.steps = steps;
    this.slider.max = String(steps);
    if (this.film.isStill) {
      this.#show(steps);
      return;
    }
    this.button.textContent = this.words.stop;
    let start = 0;
    const advance = (/** @type {number} */ now) => {
      start ||= now;
      const share = Math.min(1, (now - start) / (1000 * this.film.seconds));
      this.frame = share < 1 ? requestAnimationFrame(advance) : 0;
      if (share === 1) this.stop();
      this.#show(share * this.film.steps);
    };
    this.frame = requestAnimationFrame(advance);
  }

  stop() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.button.textContent = this.words.play;
    this.button.onclick = () => (this.isPlaying ? this.stop() : this.play());
  }

  /**
   * Put the slider somewhere.
   *
   * @param {number} place
   */
  place(place) {
    this.slider.value = String(Math.round(place));
    this.slider.ariaValueText = this.on.describe(place);
  }

  /** Go from stop to stop, which lie more than a step of the slider apart. @param {KeyboardEvent} event */
  #press(event) {
    const { slider, film: { stops } } = this;
    const way = STEP_KEYS[/** @type {keyof typeof STEP_KEYS} */ (event.key)];
    if (!stops || !way) return;
    event.preventDefault();
    const next = stops[stops.indexOf(slider.valueAsNumber) + way];
    if (next === undefined) return;
    this.stop();
    this.#show(next);
  }

  /** @param {number} time */
  #show(time) {
    const place = this.film.stops?.findLast((stop) => stop <= time) ?? time;
    this.place(place);
    this.on.show(place);
    if (place === this.film.steps) this.on.ended?.();
  }
}

/**
 * @param {number[] | undefined} stops All whole numbers where it is undefined.
 * @param {number} place
 */
export function nearestStop(stops, place) {
  const away = (/** @type {number} */ stop) => Math.abs(stop - place);
  return stops?.reduce((nearest, stop) => (away(stop) < away(nearest) ? stop : nearest)) ?? place;
}
