// @ts-check
/** @import { Result } from "../classroom/line.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";

const MAX_NICKNAME = 20; // characters, as anomaly/classroom/seats.py has it

/** The dialog that says what is kept before anything is drawn, with a nickname to take or change. */
export class Welcome {
  /**
   * @param {HTMLElement} root
   * @param {(message: Record<string, unknown>) => Promise<Result>} say
   * @param {(nickname: string) => void} named Called with a nickname as the class has it.
   * @param {() => void} leave
   */
  constructor(root, say, named, leave) {
    this.say = say;
    this.named = named;
    this.title = element("h2");
    this.kept = element("p");
    this.name = element("span");
    this.input = element("input", { maxLength: MAX_NICKNAME, autocomplete: "off", spellcheck: false });
    this.start = element("button", { type: "submit", className: "class-primary" });
    this.leave = element("button", { type: "button", onclick: leave });
    this.notice = element("p", { className: "class-notice", role: "alert" });
    const onsubmit = (/** @type {SubmitEvent} */ event) => this.#submit(event);
    const form = element("form", { onsubmit }, [
      this.title,
      this.kept,
      element("label", {}, [this.name, this.input]),
      this.notice,
      element("div", { className: "class-buttons" }, [this.start, this.leave]),
    ]);
    this.dialog = root.appendChild(element("dialog", { className: "class-welcome" }, [form]));
    this.nickname = this.again = "";
  }

  /**
   * @param {Record<string, string>} words
   * @param {{ number: number, nickname: string }} seat
   */
  open(words, { number, nickname }) {
    this.title.textContent = fill(words.welcome, { number });
    this.kept.textContent = words.kept;
    this.name.textContent = words.nickname;
    this.start.textContent = words.start;
    this.leave.textContent = words.leave;
    this.again = words.no_answer;
    this.nickname = this.input.value = nickname;
    if (!this.dialog.open) this.dialog.showModal();
    this.start.focus();
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    const nickname = this.input.value.trim();
    if (nickname !== this.nickname) {
      this.start.disabled = true;
      const { isDone, reply, reason } = await this.say({ do: "name", nickname });
      this.start.disabled = false;
      this.notice.textContent = isDone ? "" : reason || this.again;
      if (!isDone) return;
      this.named(String(reply.nickname ?? nickname));
    }
    this.dialog.close();
  }
}
