// @ts-check
/** @import { News } from "../classroom/line.js" */
/** @import { StripMessage } from "./class_strip.js" */
import { ClassState } from "../classroom/class_state.js";
import { Line } from "../classroom/line.js";
import { Switch } from "../classroom/switch.js";
import { element } from "../shared/dom.js";
import { fill, whole } from "../shared/format.js";
import { viewOf } from "./follow.js";

const LEADING = "anomaly:leading"; // the class that this tab leads, in its own storage
const CHOSEN = "anomaly:class"; // the class on the bar, where several are open
const INTERVAL = 250; // milliseconds; an address that has stayed so long is told

/** A teacher's bar: the code, who has answered, Follow me, Freeze, and the way to the class. */
export class TeacherBar {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.state = new ClassState();
    this.answered = 0;
    this.led = this.looked = "";
    this.isHeard = false; // whether the class was heard to follow this tab
    this.isThere = true; // the server
    this.open = (/** @type {string} */ _) => {};
    /** @type {Line | null} */
    this.line = null;
    this.code = element("strong", { className: "class-code" });
    this.choice = element("select", { onchange: () => this.#choose(this.choice.value) });
    this.count = element("span", { className: "class-count", role: "status" });
    this.follow = this.#followSwitch(null);
    this.freeze = this.#freezeSwitch(null);
    this.page = element("button", { type: "button", className: "class-link" });
    this.page.onclick = () => this.open(this.message?.classroom ?? "");
    this.notice = element("p", { className: "class-notice", role: "alert" });
    this.switches = element("span", { className: "class-toggles" }, [this.follow.root, this.freeze.root]);
    root.replaceChildren(this.code, this.choice, this.count, this.switches, this.page, this.notice);
    root.classList.remove("student");
    this.root = root;
    this.timer = setInterval(() => this.#lead(), INTERVAL);
  }

  leave() {
    clearInterval(this.timer);
    this.line?.leave();
  }

  /**
   * @param {StripMessage} message
   * @param {(page: string) => void} open
   */
  show(message, open) {
    this.message = message;
    this.open = open;
    const ids = message.classes.map(({ id }) => id);
    const wanted = [this.line?.of, sessionStorage.getItem(CHOSEN), ids[0]].find((id) => id && ids.includes(id));
    this.choice.replaceChildren(
      ...message.classes.map(({ id, code }) => element("option", { value: id, textContent: code })),
    );
    this.#choose(wanted ?? "");
    this.#render();
  }

  /** @param {string} id */
  #choose(id) {
    this.choice.value = id;
    if (!this.message || id === this.line?.of) return;
    sessionStorage.setItem(CHOSEN, id);
    this.line?.leave();
    this.state = new ClassState();
    this.isHeard = false;
    this.line = new Line(this.message.address, id, this, true);
    this.follow = this.#followSwitch(this.line);
    this.freeze = this.#freezeSwitch(this.line);
    this.switches.replaceChildren(this.follow.root, this.freeze.root);
    this.line.open();
  }

  /** @param {News} news */
  hear(news) {
    this.state.hear(news);
    this.answered = news.answered ?? 0;
    this.notice.textContent = "";
    // News under way may have left the server before it took where this tab leads to.
    if (this.isLeading && this.state.state.view !== "") this.isHeard = true;
    else if (this.isHeard) this.#letGo();
    if (!news.state.open) this.end("");
    this.#render();
  }

  /** @param {string} reason */
  end(reason) {
    this.line?.leave();
    if (this.isLeading) this.#letGo();
    this.root.hidden = reason === "";
    this.notice.textContent = reason;
  }

  /** @param {boolean} isThere */
  connect(isThere) {
    this.isThere = isThere;
    this.notice.textContent = isThere ? "" : (this.message?.words.no_answer ?? "");
  }

  get isLeading() {
    return sessionStorage.getItem(LEADING) === this.line?.of;
  }

  /**
   * Follow me of one class: what was asked of it is not asked of the next.
   *
   * @param {Line | null} line
   */
  #followSwitch(line) {
    const ask = (/** @type {boolean} */ isOn) => this.#follow(isOn, line);
    return new Switch(ask, (isOn) => this.#nameFollow(isOn), "class-toggle");
  }

  /** @param {Line | null} line Of the class to freeze. */
  #freezeSwitch(line) {
    const ask = (/** @type {boolean} */ isOn) => this.#say({ do: "freeze", frozen: isOn }, line);
    return new Switch(ask, () => this.#nameFreeze(), "class-toggle");
  }

  /**
   * @param {boolean} isOn
   * @param {Line | null} line
   */
  async #follow(isOn, line) {
    if (isOn) {
      sessionStorage.setItem(LEADING, line?.of ?? "");
      this.led = this.looked = "";
    } else {
      if (line === this.line) this.#letGo();
      await this.#say({ do: "lead", view: "" }, line);
    }
    this.#render();
  }

  #letGo() {
    sessionStorage.removeItem(LEADING);
    this.led = "";
    this.isHeard = false;
  }

  /** Tell the class where this page is, once its address has come to rest. */
  async #lead() {
    if (!this.isLeading || !this.isThere) return;
    const view = viewOf(location.href);
    const isAtRest = view === this.looked;
    this.looked = view;
    if (!isAtRest || view === this.led) return;
    this.led = view;
    if (!(await this.#say({ do: "lead", view }, this.line))) this.led = "";
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {Line | null} line
   * @returns {Promise<boolean>} Whether it need not be said again.
   */
  async #say(message, line) {
    if (!line) return true;
    const { isDone, reason, again } = await line.say(message);
    if (!isDone) this.notice.textContent = reason || (this.message?.words.no_answer ?? "");
    return !again;
  }

  #render() {
    if (!this.message) return;
    const { words, classes, classroom, page } = this.message;
    const { code, view, frozen, task } = this.state.state;
    this.choice.hidden = classes.length < 2;
    this.choice.ariaLabel = words.choose;
    this.code.hidden = !this.choice.hidden;
    this.code.textContent = fill(words.code, { code });
    const values = { count: whole(this.answered), seats: whole(this.state.seats.size) };
    const told = fill(task === 0 ? words.seats : words.answered, values);
    if (this.count.textContent !== told) this.count.textContent = told;
    this.follow.know(view !== "" || this.isLeading);
    this.freeze.know(frozen);
    Object.assign(this.page, { textContent: words.to_page, hidden: classroom === "" || page === classroom });
  }

  /** @param {boolean} isOn */
  #nameFollow(isOn) {
    const { follow = "", follow_other = "", follow_help = "" } = this.message?.words ?? {};
    const isOther = isOn && this.state.state.view !== "" && !this.isLeading;
    name(this.follow.root, isOther ? follow_other : follow, follow_help);
  }

  #nameFreeze() {
    const { freeze = "", freeze_help = "" } = this.message?.words ?? {};
    name(this.freeze.root, freeze, freeze_help);
  }
}

/**
 * @param {HTMLButtonElement} button
 * @param {string} word
 * @param {string} help
 */
function name(button, word, help) {
  button.title = help;
  if (button.textContent !== word) button.textContent = word;
}
