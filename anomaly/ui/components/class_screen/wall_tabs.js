// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
import { element } from "../shared/dom.js";
import { taskName } from "./desk_task.js";
import { ALL } from "./wall_items.js";

/** The tasks so far, of which one is in view: the latest, unless another was chosen since it came. */
export class WallTabs {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    this.root = element("div", { className: "wall-tabs", role: "tablist" });
    this.root.onkeydown = (event) => this.#press(event);
    this.latest = 0;
    this.current = ALL;
    this.inView = -1;
    new ResizeObserver(() => this.#scroll()).observe(this.root); // as when it fills the screen
  }

  /**
   * @param {ClassState} state
   * @param {Record<string, string>} words Of the desk.
   * @param {Record<string, string>} wallWords
   */
  show(state, words, wallWords) {
    const latest = Math.max(ALL, ...state.tasks.keys());
    if (latest !== this.latest) this.current = this.latest = latest;
    this.root.ariaLabel = wallWords.tabs;
    const hasDrawn = [...state.tasks.values()].filter(({ kind }) => kind.startsWith("draw")).length > 1;
    const numbers = [...state.tasks.keys(), ...(hasDrawn ? [ALL] : [])];
    const names = numbers.map((number) => {
      const task = state.tasks.get(number);
      return task ? `${number} · ${taskName(task, words)}` : wallWords.all;
    });
    while (this.root.children.length > numbers.length) this.root.lastElementChild?.remove();
    numbers.forEach((number, index) => this.#tab(index, number, names[index]));
    if (this.inView === this.current) return;
    this.inView = this.current;
    this.#scroll();
  }

  #scroll() {
    const current = /** @type {HTMLElement | null} */ (this.root.querySelector("[aria-selected=true]"));
    this.root.scrollTo({ left: (current?.offsetLeft ?? 0) - this.root.offsetLeft });
  }

  /**
   * @param {number} index
   * @param {number} number
   * @param {string} name
   */
  #tab(index, number, name) {
    const made = /** @type {HTMLElement} */ (this.root.children[index] ?? element("button", { type: "button", role: "tab" }));
    const isCurrent = number === this.current;
    made.onclick = () => this.#choose(number);
    made.dataset.number = String(number);
    if (made.textContent !== name) made.textContent = name;
    made.ariaSelected = String(isCurrent);
    made.tabIndex = isCurrent ? 0 : -1;
    if (!made.parentElement) this.root.append(made);
  }

  /** @param {number} number */
  #choose(number) {
    this.current = number;
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const tabs = /** @type {HTMLElement[]} */ ([...this.root.children]);
    const at = tabs.findIndex((tab) => tab.ariaSelected === "true");
    const next = step && tabs[at + step];
    if (!next) return;
    event.preventDefault();
    next.click();
    next.focus();
  }
}
