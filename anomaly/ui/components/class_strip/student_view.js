// @ts-check
/** @import { Task } from "../classroom/class_state.js" */
/** @import { Student } from "./student.js" */
import { element } from "../shared/dom.js";
import { fill, whole } from "../shared/format.js";
import { DrawPart } from "./draw_part.js";
import { written } from "./guesses.js";
import { Question } from "./question.js";
import { shownAnswer } from "./shown_answer.js";

/**
 * What a student does on the strip.
 *
 * @typedef {object} StudentActs
 * @property {(drawing: { strokes: number[][], widths: number[] }) => void} draw
 * @property {(value: unknown) => void} guess
 * @property {() => void} rename
 * @property {() => void} close
 * @property {() => void} turn Called when the canvas has changed.
 */

export class StudentView {
  /**
   * @param {HTMLElement} root
   * @param {StudentActs} acts
   */
  constructor(root, acts) {
    this.open = (/** @type {string} */ _) => {};
    this.isOffline = false;
    this.number = element("span");
    this.nickname = element("span");
    this.seat = element("button", { type: "button", className: "class-seat", onclick: acts.rename }, [
      this.number,
      " ",
      this.nickname,
    ]);
    this.title = element("p", { className: "class-task", role: "status" });
    this.note = element("p", { className: "class-note", role: "status" });
    this.answer = element("div", { className: "class-answer" });
    this.answered = ""; // the task and the guesses that are shown there
    this.link = element("button", { type: "button", className: "class-link", onclick: () => this.open(this.page) });
    this.page = "";
    this.over = element("button", { type: "button", className: "class-close", onclick: acts.close });
    const text = element("div", { className: "class-text" }, [this.title, this.note]);
    const buttons = element("div", { className: "class-buttons" }, [this.link, this.over]);
    root.replaceChildren(this.seat, text, this.answer, buttons);
    root.classList.add("student");
    this.draw = new DrawPart(buttons, acts.draw, acts.turn);
    this.question = new Question(root, acts.guess);
  }

  leave() {
    this.draw.leave();
  }

  /** @param {Student} student */
  show({ state, delivery, message, notice, isOver, frozen, welcome }) {
    if (!message) return;
    const { words } = message;
    const task = notice === "" && !isOver ? state.task : null;
    const isDrawing = task !== null && task.kind.startsWith("draw");
    const isCanvas = message.page === message.canvas;
    const own = task === null ? undefined : guessOf(task.number, state, delivery);
    this.#showSeat(state, isOver, words);
    const title = notice || (isOver ? words.ended : task === null ? words.between : titleOf(task, words));
    write(this.title, title);
    this.title.classList.toggle("quiet", task === null || (task.shown && !isDrawing));
    this.draw.show(isDrawing && isCanvas && !task.shown, words.send);
    this.#showAnswer(task?.shown && !isDrawing ? task : null, own, state.guessed.get(task?.number ?? 0) ?? [], words);
    this.#showLink(task, isCanvas, notice !== "" && isOver, message);
    const hasSeat = state.seat > 0 || message.has_seat;
    Object.assign(this.over, { hidden: !isOver || !hasSeat, textContent: words.close });
    const note = this.#noteOf(task, own, isCanvas, { state, delivery, words });
    write(this.note, note);
    const mayOpen = !frozen.isOn && !welcome.dialog.open;
    this.question.show(task?.shown ? null : task, own, { title, note, mayOpen }, words);
  }

  /**
   * @param {Student["state"]} state
   * @param {boolean} isOver
   * @param {Record<string, string>} words
   */
  #showSeat({ seat, seats }, isOver, words) {
    const nickname = seats.get(seat)?.nickname ?? "";
    const number = fill(words.number, { number: seat });
    this.seat.hidden = seat === 0 || isOver;
    write(this.number, number);
    write(this.nickname, nickname);
    this.seat.ariaLabel = fill(words.change, { seat: `${number} ${nickname}`.trim() });
  }

  /**
   * @param {Task | null} task
   * @param {any} own
   * @param {any[]} guessed
   * @param {Record<string, string>} words
   */
  #showAnswer(task, own, guessed, words) {
    const shown = task === null ? "" : JSON.stringify([task.number, own, guessed]);
    if (shown === this.answered) return;
    this.answered = shown;
    this.answer.replaceChildren(...(task?.answer ? shownAnswer(task, own, guessed, words) : []));
  }

  /**
   * @param {Task | null} task
   * @param {boolean} isCanvas
   * @param {boolean} isRefused
   * @param {NonNullable<Student["message"]>} message
   */
  #showLink(task, isCanvas, isRefused, { words, canvas, classroom, page: here }) {
    const isDrawing = task?.kind.startsWith("draw");
    const [page, word] = isRefused
      ? [classroom, words.enter_code]
      : isDrawing && task?.shown
        ? [classroom, words.to_class]
        : isDrawing && !isCanvas
          ? [canvas, words.to_canvas]
          : ["", ""];
    this.page = page;
    this.link.hidden = page === "" || page === here;
    write(this.link, word);
  }

  /**
   * What has become of what was sent, and what to do next.
   *
   * @param {Task | null} task
   * @param {any} own
   * @param {boolean} isCanvas
   * @param {Pick<Student, "state" | "delivery"> & { words: Record<string, string> }} student
   */
  #noteOf(task, own, isCanvas, { state, delivery, words }) {
    const parts = [];
    if (delivery?.refusal) parts.push(fill(words.refused, { reason: delivery.refusal }));
    if (task === null) {
      if (this.isOffline) parts.push(words.offline);
      else if (state.state.view) parts.push(words.following);
      else if (state.seat > 0 && state.state.open) parts.push(words.meanwhile);
      return parts.join(" · ");
    }
    const waiting = delivery?.waiting(task.number).length ?? 0;
    const kept = (delivery?.kept ?? []).filter((each) => each.task === task.number);
    if (task.kind.startsWith("draw")) {
      const ids = state.drawingsOf(task.number).map(({ id }) => id);
      const sent = new Set([...ids, ...kept.map(({ id }) => id)]).size;
      if (sent > 0) parts.push(`✓ ${fill(words.sent, { count: whole(sent) })}`);
      if (waiting > 0) parts.push(`… ${fill(words.waiting, { count: whole(waiting) })}`);
      if (task.shown) parts.push(words.draw_over);
      else if (!isCanvas) parts.push(words.draw_there);
      else if (this.draw.isEmpty) parts.push(sent + waiting > 0 ? words.draw_more : words.draw_first);
    } else if (!task.shown && own !== undefined) {
      const told = waiting > 0 ? `… ${fill(words.waiting, { count: 1 })}` : `✓ ${nameOf(own, task, words)}`;
      parts.push(told, words.may_change);
    }
    if (this.isOffline) parts.push(words.offline);
    return parts.join(" · ");
  }
}

/**
 * What a task asks for.
 *
 * @param {Pick<Task, "kind" | "content">} task
 * @param {Record<string, string>} words
 */
export function titleOf({ kind, content }, words) {
  return fill(words[kind] ?? "", /** @type {Record<string, any>} */ (content));
}

/**
 * A student's guess, as it was sent last or as the class has it; undefined for none.
 *
 * @param {number} task
 * @param {Student["state"]} state
 * @param {Student["delivery"]} delivery
 */
function guessOf(task, state, delivery) {
  return delivery?.guess(task) ?? state.answers.get(`${task}:${state.seat}`)?.value;
}

/**
 * @param {any} own
 * @param {Task} task
 * @param {Record<string, string>} words
 */
function nameOf(own, { kind }, words) {
  const names = {
    guess_verdict: () => (own ? words.anomaly : words.normal),
    guess_rebuilt: () => fill(words.picture, { number: own + 1 }),
  };
  const value = names[/** @type {keyof typeof names} */ (kind)]?.() ?? written(own);
  return fill(words.your_guess, { value });
}

/**
 * Change what stands somewhere; what is the same is not said again to those who hear the page.
 *
 * @param {HTMLElement} place
 * @param {string} text
 */
function write(place, text) {
  if (place.textContent !== text) place.textContent = text;
}
