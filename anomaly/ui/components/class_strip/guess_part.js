// @ts-check
/** @import { Task } from "../classroom/class_state.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { digitPicture } from "./digit_picture.js";
import { written } from "./guesses.js";
import { stripHistogram } from "./strip_histogram.js";

const STEPS = 200; // of a threshold's slider
/** @type {Record<string, string>} The part of its content without which a question cannot be put. */
const NEEDED = {
  guess_verdict: "picture",
  guess_threshold: "edges",
  guess_misses: "edges",
  guess_rebuilt: "pictures",
};

/**
 * Whether a task is a question that can be put.
 *
 * @param {Pick<Task, "kind" | "content">} task
 */
export function isPut({ kind, content }) {
  return kind in NEEDED && NEEDED[kind] in content;
}

/** Where a student guesses: buttons, or a slider below a histogram. */
export class GuessPart {
  /**
   * @param {HTMLElement} root
   * @param {(value: unknown) => void} guess
   */
  constructor(root, guess) {
    this.root = root;
    this.guess = guess;
    this.task = 0;
    /** @type {{ value: unknown, button: HTMLButtonElement }[]} */
    this.choices = [];
  }

  /**
   * @param {Task | null} task One that is put; null for none to guess in now.
   * @param {any} own The student's guess so far.
   * @param {Record<string, string>} words
   */
  show(task, own, words) {
    if ((task?.number ?? 0) !== this.task) {
      this.task = task?.number ?? 0;
      this.choices = [];
      this.root.replaceChildren(...(task === null ? [] : this.#build(task, own, words)));
    }
    for (const { value, button } of this.choices) button.ariaPressed = String(value === own);
  }

  /**
   * @param {Task} task
   * @param {any} own
   * @param {Record<string, string>} words
   */
  #build({ kind, content }, own, words) {
    if (kind === "guess_verdict") {
      const choices = [this.#choice(true, [words.anomaly]), this.#choice(false, [words.normal])];
      return [digitPicture(content.picture), ...choices];
    }
    if (kind === "guess_rebuilt") {
      return content.pictures.map((/** @type {string} */ picture, /** @type {number} */ index) =>
        this.#choice(
          index,
          [digitPicture(picture), element("span", { className: "class-ordinal", textContent: index + 1 })],
          fill(words.picture, { number: index + 1 }),
        ),
      );
    }
    return [this.#slider(kind === "guess_threshold", content, own, words)];
  }

  /**
   * @param {unknown} value
   * @param {(Node | string)[]} inside
   * @param {string} [name]
   */
  #choice(value, inside, name) {
    const onclick = () => this.guess(value);
    const button = element("button", { type: "button", className: "class-choice", onclick }, inside);
    if (name) button.ariaLabel = name;
    this.choices.push({ value, button });
    return button;
  }

  /**
   * @param {boolean} isLine Whether a threshold is asked for, and not a number of misses.
   * @param {Record<string, any>} content
   * @param {number | undefined} own
   * @param {Record<string, string>} words
   */
  #slider(isLine, content, own, words) {
    const { edges, counts, anomalies, threshold } = content;
    const [low, high] = isLine ? [edges[0], edges[edges.length - 1]] : [0, anomalies];
    const step = isLine ? (high - low) / STEPS : 1;
    const value = own ?? (isLine ? low + (STEPS / 2) * step : 0);
    const input = element("input", { type: "range", min: low, max: high, step, value });
    const output = element("output");
    const label = element("label", {}, [isLine ? words.your_line : words.your_count, output]);
    input.id = label.htmlFor = "class-slider";
    const marks = [{ value: isLine ? value : threshold, name: "", kind: isLine ? "you" : "line" }];
    const histogram = stripHistogram({ edges, counts }, null, marks, words.scores);
    const onclick = () => this.guess(input.valueAsNumber);
    const className = "class-send class-primary";
    const send = element("button", { type: "button", className, textContent: words.send, onclick });
    const show = () => {
      send.disabled = false;
      output.textContent = written(input.valueAsNumber);
      if (!isLine) return;
      const mark = /** @type {HTMLElement} */ (histogram.querySelector(".class-mark"));
      mark.style.setProperty("--at", String((input.valueAsNumber - low) / (high - low)));
    };
    input.oninput = show;
    if (own === undefined) {
      // Where the slider happens to begin is nobody's guess.
      send.disabled = true;
      output.textContent = "?";
    } else show();
    // A line is moved below the axis that it is on; a number has nothing to do with that axis.
    return element("div", { className: "class-slider" }, [
      element("div", { className: "class-axis" }, isLine ? [histogram, input] : [histogram]),
      element("div", { className: "class-side" }, isLine ? [label, send] : [label, input, send]),
    ]);
  }
}
