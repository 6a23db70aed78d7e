// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
/** @import { Result } from "../classroom/line.js" */
/** @import { ScreenMessage } from "./class_screen.js" */
/** @import { Wall } from "./wall.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { DeskCode } from "./desk_code.js";
import { DeskSeats } from "./desk_seats.js";
import { DeskTask } from "./desk_task.js";
import { DeskTasks } from "./desk_tasks.js";
import { FillButton } from "./fill_button.js";

/** @typedef {(message: Record<string, unknown>) => Promise<boolean>} Act Whether it was carried out. */

/** The teacher's controls: the way in, the tasks, the one under way, and who has answered. */
export class Desk {
  /**
   * @param {HTMLElement} root
   * @param {HTMLElement} screen What fills the screen for a projector.
   * @param {(message: Record<string, unknown>) => Promise<Result>} say
   * @param {Wall} wall It knows what a guess is about.
   */
  constructor(root, screen, say, wall) {
    this.say = say;
    this.words = /** @type {Record<string, string>} */ ({});
    const act = (/** @type {Record<string, unknown>} */ message) => this.#act(message);
    this.code = new DeskCode();
    this.fill = new FillButton(screen);
    this.tasks = new DeskTasks(act, wall);
    this.task = new DeskTask(act);
    this.seats = new DeskSeats(act);
    this.notice = element("p", { className: "desk-notice", role: "alert" });
    const head = element("div", { className: "desk-head" }, [
      this.code.root,
      this.seats.button,
      this.seats.end,
      this.fill.root,
    ]);
    const parts = [head, this.seats.root, this.tasks.root, this.task.root, this.notice, this.code.large];
    root.replaceChildren(...parts);
    this.root = root;
  }

  leave() {
    this.fill.leave();
  }

  /**
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  show(state, message) {
    this.words = message.words;
    const isOpen = state.state.open;
    this.root.classList.toggle("ended", !isOpen);
    this.code.show(state, message);
    this.fill.show(message.words);
    this.tasks.root.hidden = !isOpen;
    if (isOpen) this.tasks.show(message);
    this.task.show(state, message.words);
    this.seats.show(state, message.words);
  }

  /** @param {Record<string, unknown>} message */
  async #act(message) {
    const { isDone, reason } = await this.say(message);
    this.notice.textContent = isDone ? "" : reason || fill(this.words.no_answer, {});
    return isDone;
  }
}
