// @ts-check
/** @import { ClassState, Task } from "../classroom/class_state.js" */
/** @import { Act } from "./desk.js" */
import { Switch } from "../classroom/switch.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";

/** The task under way: what it is, how many have answered, and how it ends. */
export class DeskTask {
  /** @param {Act} act */
  constructor(act) {
    this.number = 0;
    this.words = /** @type {Record<string, string>} */ ({});
    this.name = element("b", { role: "status", tabIndex: -1 }); // the count changes with each drawing
    this.count = element("span", { className: "desk-count" });
    const said = element("p", { className: "desk-now" }, [this.name, " ", this.count]);
    const freeze = (/** @type {boolean} */ isOn) => act({ do: "freeze", frozen: isOn });
    this.freeze = new Switch(freeze, (isOn) => this.#nameFreeze(isOn), "desk-freeze");
    this.stop = pressed(() => act({ do: "stop" }), this.name);
    this.reveal = pressed(() => act({ do: "show", task: this.number }), this.stop);
    this.reveal.classList.add("primary");
    const parts = [said, this.reveal, this.stop, this.freeze.root];
    this.root = element("div", { className: "desk-task" }, parts);
  }

  /**
   * @param {ClassState} state
   * @param {Record<string, string>} words
   */
  show(state, words) {
    const { task } = state;
    const { open, frozen } = state.state;
    this.number = task?.number ?? 0;
    this.words = words;
    this.name.textContent = task ? taskName(task, words) : open ? words.no_task : "";
    this.count.textContent = task ? progressOf(state, task, words) : seatsOf(state, words);
    const isGuess = task !== null && !task.kind.startsWith("draw");
    this.reveal.hidden = !isGuess || task.shown;
    this.reveal.textContent = words.show_answer;
    this.stop.hidden = task === null;
    this.stop.textContent = words.stop;
    this.freeze.root.hidden = !open;
    this.freeze.know(frozen);
  }

  /** @param {boolean} isOn */
  #nameFreeze(isOn) {
    this.freeze.root.textContent = isOn ? this.words.thaw : this.words.freeze;
    this.root.classList.toggle("frozen", isOn);
  }
}

/**
 * @param {Pick<Task, "kind" | "content">} task
 * @param {Record<string, string>} words
 */
export function taskName({ kind, content }, words) {
  return fill(words[kind] ?? "", { digit: content.digit });
}

/**
 * How many of all have sent something, and how much.
 *
 * @param {ClassState} state
 * @param {Task} task
 * @param {Record<string, string>} words
 */
export function progressOf(state, task, words) {
  const drawings = state.drawingsOf(task.number).length;
  const counts = { count: state.answeredBy(task.number).size, all: state.seats.size };
  const sentence = state.seats.size === 0 ? words.nobody : fill(words.answered, counts);
  const parts = [sentence, ...(drawings ? [fill(words.drawings, { count: drawings })] : [])];
  if (state.state.frozen) parts.push(words.frozen);
  return parts.join(" · ");
}

/**
 * @param {ClassState} state
 * @param {Record<string, string>} words
 */
function seatsOf({ seats }, words) {
  return seats.size === 0 ? words.nobody : fill(words.seats, { count: seats.size });
}

/**
 * @param {() => Promise<boolean>} act
 * @param {HTMLElement} [next] What has the focus afterwards, since the button goes.
 */
function pressed(act, next) {
  const onclick = async () => {
    if (await act()) next?.focus();
  };
  return element("button", { type: "button", onclick });
}
