// @ts-check
/** @import { StepMessage } from "./messages.js" */
import { element, find } from "../shared/dom.js";
import { fill } from "../shared/format.js";

/** A step's question, its choices, and its answer once one of them is taken. */
export class LessonQuestion {
  /**
   * @param {HTMLElement} root
   * @param {(choice: string) => void} choose
   */
  constructor(root, choose) {
    this.choose = choose;
    root.innerHTML = `
      <p class="lesson-asked" id="lesson-asked"></p>
      <div class="lesson-choices" role="group" aria-labelledby="lesson-asked"></div>
      <p class="lesson-answer" role="status"></p>`;
    this.asked = find(root, ".lesson-asked");
    this.choices = find(root, ".lesson-choices");
    this.answer = find(root, ".lesson-answer");
  }

  /**
   * @param {StepMessage} step
   * @param {Record<string, string>} words Of the frame.
   */
  open(step, words) {
    this.step = step;
    this.words = words;
    this.asked.textContent = step.question;
    this.answer.textContent = "";
    this.choices.hidden = step.choices.length === 0;
    this.choices.replaceChildren(
      ...step.choices.map(({ name, text }) =>
        element("button", { type: "button", value: name, onclick: () => this.choose(name) }, [
          element("span", { textContent: text }),
        ]),
      ),
    );
  }

  /**
   * Show the answer, and which choice was taken.
   *
   * @param {string} chosen Empty where that is not known any more.
   */
  reveal(chosen) {
    const { step, words } = this;
    if (!step || !words || this.answer.textContent !== "") return;
    for (const button of /** @type {Iterable<HTMLButtonElement>} */ (this.choices.children)) {
      const isRight = step.right !== "" && button.value === step.right;
      const isChosen = button.value === chosen;
      button.ariaDisabled = "true"; // not `disabled`, which would take the focus away
      button.classList.toggle("right", isRight);
      button.classList.toggle("chosen", isChosen);
      const marks = [isRight ? words.is_right : "", isChosen ? words.yours : ""].filter(Boolean);
      if (marks.length > 0) button.append(element("small", { textContent: marks.join(" · ") }));
    }
    const isOther = chosen !== "" && chosen !== step.right;
    const begin = step.right === "" || chosen === "" ? "" : isOther ? words.other : words.right;
    const { answer } = step;
    this.answer.innerHTML = begin === "" ? answer : fill(words.answer, { begin, answer });
  }
}
