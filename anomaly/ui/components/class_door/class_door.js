// @ts-check
/** @import { Result } from "../classroom/line.js" */
import { Line } from "../classroom/line.js";
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";

/**
 * The message from Python, as DoorMessage in __init__.py.
 *
 * @typedef {{ address: string, home: string, is_in: boolean, words: Record<string, string> }} DoorMessage
 */

const NOBODY = { hear: () => {}, end: () => {}, connect: () => {} };

/** A field with its button: what is typed is sent, and a refusal is said below. */
class DoorForm {
  /**
   * @param {Record<string, unknown>} field Properties of the field.
   * @param {(typed: string) => Promise<Result>} send
   * @param {() => void} done
   */
  constructor(field, send, done) {
    this.send = send;
    this.done = done;
    this.label = element("span");
    this.input = element("input", { autocomplete: "off", spellcheck: false, required: true, ...field });
    this.button = element("button", { type: "submit" });
    this.help = element("p", { className: "class-door-help" });
    this.notice = element("p", { className: "class-door-notice", role: "alert" });
    this.root = element("form", { onsubmit: (/** @type {SubmitEvent} */ event) => this.#submit(event) }, [
      element("label", {}, [this.label, this.input]),
      this.button,
      this.help,
      this.notice,
    ]);
    this.again = "";
  }

  /**
   * @param {string} label
   * @param {string} button
   * @param {string} help
   * @param {string} again What to say where the server does not answer.
   */
  write(label, button, help, again) {
    this.label.textContent = label;
    this.button.textContent = button;
    this.help.textContent = help;
    this.again = again;
  }

  /** @param {SubmitEvent} event */
  async #submit(event) {
    event.preventDefault();
    this.button.disabled = true;
    const { isDone, reason } = await this.send(this.input.value.trim());
    this.button.disabled = false;
    this.notice.textContent = isDone ? "" : reason || this.again;
    if (isDone) this.done();
    else this.input.select();
  }
}

class ClassDoor {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.home = "";
    this.line = new Line("", "", NOBODY);
    const say = (/** @type {Record<string, unknown>} */ message) => this.line.say(message);
    this.code = new DoorForm(
      { maxLength: 12, autocapitalize: "characters", className: "class-door-code" },
      (code) => say({ do: "join", code }),
      () => location.assign(this.home),
    );
    this.key = new DoorForm(
      { type: "password", maxLength: 200 },
      (key) => say({ do: "let in", key }),
      () => location.reload(),
    );
    this.summary = element("summary");
    this.teacher = element("details", {}, [this.summary, this.key.root]);
    this.teacher.ontoggle = () => this.teacher.open && this.key.input.focus();
    this.out = element("button", { type: "button", className: "class-door-out", onclick: () => this.#leave() });
    root.replaceChildren(this.code.root, this.teacher, this.out);
  }

  leave() {}

  /** @param {DoorMessage} message */
  show({ address, home, is_in, words }) {
    this.code.root.hidden = this.teacher.hidden = is_in;
    this.out.hidden = !is_in;
    this.out.textContent = words.leave;
    this.home = home;
    this.line.address = address;
    this.code.write(words.code, words.join, words.code_help, words.again);
    this.key.write(words.key, words.let_in, words.key_help, words.again);
    this.summary.textContent = words.teacher;
  }

  /** Be no teacher's browser any more. */
  async #leave() {
    const { isDone } = await this.line.say({ do: "let go" });
    if (isDone) location.reload();
  }
}

export default component(".class-door", ClassDoor);
