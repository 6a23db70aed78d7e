// @ts-check
/** @import { ScreenMessage } from "./class_screen.js" */
/** @import { Act } from "./desk.js" */
/** @import { Wall } from "./wall.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";

const DIGITS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const GUESSES = ["guess_verdict", "guess_threshold", "guess_misses", "guess_rebuilt"];

/** The tasks to give, each by one click. */
export class DeskTasks {
  /**
   * @param {Act} act
   * @param {Wall} wall
   */
  constructor(act, wall) {
    const give = (/** @type {string} */ kind, /** @type {Record<string, unknown>} */ content) =>
      act({ do: "give", kind, content });
    this.draw = element("span", { className: "desk-group", id: "desk-draw" });
    this.digits = DIGITS.map((digit) => button(() => give("draw_digit", { digit }), "desk-digit"));
    this.other = button(() => give("draw_other", { digit: this.normal }));
    this.fooling = button(() => give("draw_fooling", {}));
    this.guess = element("span", { className: "desk-group", id: "desk-guess" });
    this.guesses = GUESSES.map((kind) => button(() => give(kind, wall.question)));
    this.guessing = group(this.guess, this.guesses);
    const drawing = group(this.draw, [...this.digits, this.other, this.fooling]);
    this.root = element("div", { className: "desk-tasks" }, [drawing, this.guessing]);
    this.normal = 1;
  }

  /** @param {ScreenMessage} message */
  show({ normal, anomalous, words }) {
    this.normal = normal[0];
    this.draw.textContent = words.draw;
    this.guess.textContent = words.guess;
    this.digits.forEach((each, digit) => {
      const isNormal = normal.includes(digit);
      const isAnomalous = !isNormal && anomalous.includes(digit);
      each.textContent = String(digit);
      each.title = isNormal ? words.digit_normal : isAnomalous ? words.digit_anomalous : "";
      each.ariaLabel = `${fill(words.digit, { digit })} ${each.title}`.trim();
      each.classList.toggle("normal", isNormal);
      each.classList.toggle("anomalous", isAnomalous);
    });
    // One digit alone can be left out, and is what all others are told apart from.
    this.other.hidden = normal.length !== 1;
    this.other.textContent = fill(words.any_but, { digit: this.normal });
    this.other.title = fill(words.draw_other, { digit: this.normal });
    this.fooling.textContent = words.fooling;
    this.fooling.title = words.draw_fooling;
    this.guessing.hidden = normal.length === 0; // a person's own sign, of which there are no test digits
    this.guesses.forEach((each, index) => {
      each.textContent = words[`short_${GUESSES[index]}`];
      each.title = words[GUESSES[index]];
    });
  }
}

/**
 * @param {() => Promise<boolean>} press It waits for what was asked before it can be asked again.
 * @param {string} className
 */
function button(press, className = "") {
  const made = element("button", { type: "button", className });
  let isUnderWay = false; // a button that is disabled loses the focus
  made.onclick = async () => {
    if (isUnderWay) return;
    isUnderWay = true;
    await press();
    isUnderWay = false;
  };
  return made;
}

/**
 * @param {HTMLElement} label
 * @param {HTMLElement[]} buttons
 */
function group(label, buttons) {
  const made = element("div", { role: "group" }, [label, ...buttons]);
  made.setAttribute("aria-labelledby", label.id);
  return made;
}
