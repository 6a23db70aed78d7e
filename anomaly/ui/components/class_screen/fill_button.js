// @ts-check
import { element } from "../shared/dom.js";

/** A button by which an element fills the screen, as for a projector, and no longer does. */
export class FillButton {
  /** @param {HTMLElement} screen */
  constructor(screen) {
    this.screen = screen;
    this.root = element("button", { type: "button", className: "desk-fill", onclick: () => this.#toggle() });
    this.root.hidden = !document.fullscreenEnabled; // as on iPhones
    this.words = { fill: "", unfill: "" };
    this.watch = () => this.#label();
    document.addEventListener("fullscreenchange", this.watch);
  }

  leave() {
    document.removeEventListener("fullscreenchange", this.watch);
  }

  /** @param {Record<string, string>} words */
  show({ fill, unfill }) {
    this.words = { fill, unfill };
    this.#label();
  }

  #label() {
    this.root.textContent = this.screen.matches(":fullscreen") ? this.words.unfill : this.words.fill;
  }

  #toggle() {
    if (this.screen.matches(":fullscreen")) document.exitFullscreen();
    else this.screen.requestFullscreen();
  }
}
