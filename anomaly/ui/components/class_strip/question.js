// @ts-check
/** @import { Task } from "../classroom/class_state.js" */
import { element } from "../shared/dom.js";
import { Cover } from "./cover.js";
import { GuessPart, isPut } from "./guess_part.js";

/** A question to guess on, which takes the page's place until the answer is shown: the page would give it away. */
export class Question {
  /**
   * @param {HTMLElement} root
   * @param {(value: unknown) => void} guess
   */
  constructor(root, guess) {
    // The focus is on the question: a key that was meant for the page answers nothing.
    this.title = element("h2", { tabIndex: -1 });
    this.note = element("p", { className: "class-note", role: "status" });
    const inputs = element("div", { className: "class-guess" });
    this.part = new GuessPart(inputs, guess);
    this.cover = new Cover(root, "class-question", [this.title, inputs, this.note]);
  }

  /**
   * @param {Task | null} task Null for none under way.
   * @param {any} own The student's guess so far.
   * @param {{ title: string, note: string, mayOpen: boolean }} told `mayOpen` is false below another dialog.
   * @param {Record<string, string>} words
   */
  show(task, own, { title, note, mayOpen }, words) {
    const asked = task !== null && isPut(task) ? task : null;
    if (asked !== null && this.title.textContent !== title) {
      this.title.textContent = this.cover.dialog.ariaLabel = title;
    }
    if (this.note.textContent !== note) this.note.textContent = note;
    this.part.show(asked, own, words);
    if (this.cover.turn(asked !== null && (mayOpen || this.cover.isOn)) && asked) this.title.focus();
  }
}
