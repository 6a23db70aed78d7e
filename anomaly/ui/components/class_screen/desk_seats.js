// @ts-check
/** @import { ClassState, Seat } from "../classroom/class_state.js" */
/** @import { Act } from "./desk.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";

/** Behind a button: who is there, who has answered, whose nickname is hidden; and the end of the class. */
export class DeskSeats {
  /** @param {Act} act */
  constructor(act) {
    this.act = act;
    this.button = element("button", { type: "button", onclick: () => this.#toggle() });
    this.list = element("ul");
    this.end = element("button", { type: "button", className: "desk-end", onclick: () => this.#end() });
    this.isSure = false;
    this.end.onblur = () => this.#ask(false);
    this.root = element("div", { className: "desk-seats", hidden: true }, [this.list]);
    this.words = /** @type {Record<string, string>} */ ({});
    /** @type {ClassState | null} */
    this.state = null;
  }

  /**
   * @param {ClassState} state
   * @param {Record<string, string>} words
   */
  show(state, words) {
    this.words = words;
    this.state = state;
    this.button.textContent = fill(words.who, { count: state.seats.size });
    this.button.ariaExpanded = String(!this.root.hidden);
    this.end.hidden = !state.state.open;
    this.#ask(this.isSure);
    if (!this.root.hidden) this.#draw(state);
  }

  /** @param {ClassState} state */
  #draw(state) {
    const answered = state.task ? state.answeredBy(state.task.number) : null;
    const seats = [...state.seats.values()].sort((one, other) => one.number - other.number);
    this.#keepFocus(() => this.list.replaceChildren(...seats.map((seat) => this.#seat(seat, answered))));
  }

  /**
   * @param {Seat} seat
   * @param {Set<number> | null} answered
   */
  #seat({ number, nickname, hidden }, answered) {
    const { words } = this;
    const has = answered?.has(number) ?? false;
    const mark = element("span", { className: "desk-mark", textContent: has ? "✓" : "·" });
    mark.role = "img";
    mark.ariaLabel = has ? words.answered_seat : words.not_answered;
    const name = element("span", { className: "desk-name", textContent: nickname });
    name.classList.toggle("hidden-name", hidden);
    const parts = [...(answered ? [mark] : []), element("b", { textContent: String(number) }), name];
    if (nickname !== "") {
      const hide = element("button", {
        type: "button",
        id: `desk-hide-${number}`,
        textContent: hidden ? words.show : words.hide,
        ariaLabel: `${hidden ? words.show : words.hide}: ${nickname}`,
        onclick: () => this.act({ do: "hide nickname", seat: number, hidden: !hidden }),
      });
      parts.push(hide);
    }
    return element("li", { className: has ? "answered" : "" }, parts);
  }

  #toggle() {
    this.root.hidden = !this.root.hidden;
    if (this.state && !this.root.hidden) this.#draw(this.state);
    this.button.ariaExpanded = String(!this.root.hidden);
  }

  /** @param {() => void} change The list is made anew, under whoever uses it by the keyboard. */
  #keepFocus(change) {
    const root = /** @type {Document | ShadowRoot} */ (this.list.getRootNode());
    const { activeElement } = root;
    const id = this.list.contains(activeElement ?? null) ? activeElement?.id : "";
    change();
    if (id) root.getElementById(id)?.focus();
  }

  /** @param {boolean} isSure Whether the next press ends the class. */
  #ask(isSure) {
    this.isSure = isSure;
    this.end.textContent = isSure ? this.words.end_sure : this.words.end;
  }

  async #end() {
    if (!this.isSure) return this.#ask(true);
    this.#ask(false);
    if (await this.act({ do: "end" })) location.reload();
  }
}
