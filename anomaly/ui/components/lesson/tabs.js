// @ts-check
import { element } from "../shared/dom.js";

/** Tabs above a figure's parts, of which one is in view; those that were worked with are ticked. */
export class LessonTabs {
  /**
   * @param {HTMLElement} root
   * @param {string} name What a screen reader calls them.
   * @param {string[]} titles
   * @param {(index: number) => void} choose
   */
  constructor(root, name, titles, choose) {
    this.choose = choose;
    this.tabs = titles.map((title, index) =>
      element("button", { type: "button", role: "tab", onclick: () => this.#open(index) }, [title]),
    );
    const attributes = { className: "lesson-tools lesson-tabs", role: "tablist", ariaLabel: name };
    const list = element("div", attributes, this.tabs);
    list.onkeydown = (event) => this.#press(event);
    root.append(list);
    this.index = 0;
    this.#mark();
  }

  /** @param {number} index */
  tick(index) {
    this.tabs[index].classList.add("done");
  }

  /** @param {number} index */
  #open(index) {
    if (index === this.index) return;
    this.index = index;
    this.#mark();
    this.choose(index);
  }

  #mark() {
    this.tabs.forEach((tab, index) => {
      tab.ariaSelected = String(index === this.index);
      tab.tabIndex = index === this.index ? 0 : -1;
    });
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    // The lesson's own steps are not what these keys are for here.
    event.preventDefault();
    const { length } = this.tabs;
    const index = (this.index + step + length) % length;
    this.#open(index);
    this.tabs[index].focus();
  }
}
