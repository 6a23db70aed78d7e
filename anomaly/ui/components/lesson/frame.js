// @ts-check
/** @import { LessonMessage, StepMessage } from "./messages.js" */
/** @import { LessonProgress } from "./progress.js" */
import { element, find } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { LessonQuestion } from "./question.js";

/**
 * @typedef {object} FrameEvents
 * @property {(number: number) => void} go To a step.
 * @property {(choice: string) => void} choose
 * @property {() => void} tryIt
 * @property {() => void} print What the learner has done.
 */

const FORM_FIELD = "input, select, textarea, [contenteditable]";
const SPOTLIGHT = "lesson-spotlight";

/** What stands around every step's figure: title, text, question, the dots and the buttons. */
export class LessonFrame {
  /**
   * @param {HTMLElement} root
   * @param {FrameEvents} on
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.number = 1;
    root.innerHTML = `
      <header class="lesson-head"><p class="lesson-count"></p><h2 class="lesson-title"></h2></header>
      <div class="lesson-figure"></div>
      <div class="lesson-side">
        <p class="lesson-text"></p>
        <div class="lesson-question"></div>
      </div>
      <nav class="lesson-bar">
        <button type="button" class="lesson-back"></button>
        <ol class="lesson-dots"></ol>
        <button type="button" class="lesson-next"></button>
        <button type="button" class="lesson-print"></button>
        <button type="button" class="lesson-try"></button>
      </nav>
      <p class="lesson-live" role="status"></p>`;
    this.question = new LessonQuestion(find(root, ".lesson-question"), on.choose);
    find(root, ".lesson-back").onclick = () => on.go(this.number - 1);
    find(root, ".lesson-next").onclick = () => on.go(this.number + 1);
    find(root, ".lesson-print").onclick = () => on.print();
    find(root, ".lesson-try").onclick = () => on.tryIt();
    this.listen = (/** @type {KeyboardEvent} */ event) => this.#press(event);
    document.addEventListener("keydown", this.listen);
  }

  leave() {
    document.removeEventListener("keydown", this.listen);
  }

  /**
   * Show a step without its figure; return the empty place for that.
   *
   * @param {LessonMessage} message
   * @param {StepMessage} step
   * @param {LessonProgress} progress
   */
  open(message, step, progress) {
    const { root } = this;
    const { words, steps } = message;
    this.number = progress.number;
    root.ariaLabel = words.label;
    find(root, ".lesson-count").textContent = fill(words.count, {
      number: progress.number,
      count: steps.length,
    });
    find(root, ".lesson-title").textContent = step.title;
    find(root, ".lesson-text").innerHTML = step.text;
    find(root, ".lesson-bar").ariaLabel = words.steps;
    this.question.open(step, words);
    this.#showButtons(words, steps.length);
    find(root, ".lesson-dots").replaceChildren(...steps.map((_, index) => this.#dot(index + 1)));
    this.refresh(message, progress);
    const place = element("div", { className: `lesson-figure lesson-${step.name}` });
    find(root, ".lesson-figure").replaceWith(place);
    return place;
  }

  /**
   * Show how far the learner has come.
   *
   * @param {LessonMessage} message
   * @param {LessonProgress} progress
   */
  refresh({ words, steps }, progress) {
    const dots = /** @type {NodeListOf<HTMLButtonElement>} */ (
      this.root.querySelectorAll(".lesson-dots button")
    );
    for (const [index, dot] of dots.entries()) {
      const number = index + 1;
      const isDone = progress.finished.has(number);
      const name = isDone ? words.dot_done : words.dot;
      dot.title = dot.ariaLabel = fill(name, { number, title: steps[index].title });
      dot.classList.toggle("done", isDone);
      dot.ariaCurrent = number === progress.number ? "step" : null;
    }
    const isDone = progress.finished.has(progress.number);
    find(this.root, ".lesson-next").classList.toggle("ready", isDone);
    if (progress.isAnswered) this.question.reveal(progress.answers[progress.step.name] ?? "");
  }

  /** Show the beginning of a step that has just been opened, and tell its title. */
  arrive() {
    const { top } = this.root.getBoundingClientRect();
    if (top < 0) this.root.scrollIntoView({ block: "start" });
    const [count, title] = [".lesson-count", ".lesson-title"].map((part) => find(this.root, part));
    this.say(`${count.textContent}: ${title.textContent}`);
  }

  /** @param {string} sentence For those who hear the page. */
  say(sentence) {
    find(this.root, ".lesson-live").textContent = sentence;
  }

  /**
   * Light up a part of the figure until it is touched, or another one is lit.
   *
   * @param {HTMLElement} part
   */
  spotlight(part) {
    this.root.querySelector(`.${SPOTLIGHT}`)?.classList.remove(SPOTLIGHT);
    part.classList.add(SPOTLIGHT);
    for (const event of ["pointerdown", "keydown", "input"]) {
      part.addEventListener(event, () => part.classList.remove(SPOTLIGHT), { once: true });
    }
  }

  /**
   * @param {Record<string, string>} words
   * @param {number} count
   */
  #showButtons(words, count) {
    const button = (/** @type {string} */ part) =>
      /** @type {HTMLButtonElement} */ (find(this.root, `.lesson-${part}`));
    for (const part of ["back", "next", "print", "try"]) button(part).textContent = words[part];
    button("try").hidden = words.try === "";
    button("back").disabled = this.number === 1;
    button("next").hidden = this.number === count;
    button("print").hidden = this.number !== count;
  }

  /** @param {number} number */
  #dot(number) {
    const dot = element("button", { type: "button", onclick: () => this.on.go(number) }, [
      element("span", { textContent: String(number) }),
    ]);
    return element("li", {}, [dot]);
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, target, defaultPrevented } = event;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (!step || defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const isHere = target === document.body || (target instanceof Node && this.root.contains(target));
    if (!isHere || (target instanceof Element && target.closest(FORM_FIELD))) return;
    event.preventDefault();
    this.on.go(this.number + step);
  }
}
