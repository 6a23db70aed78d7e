// @ts-check
/** @import { News } from "../classroom/line.js" */
/** @import { WallMessage } from "./wall_messages.js" */
import { ClassState } from "../classroom/class_state.js";
import { Line } from "../classroom/line.js";
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { Desk } from "./desk.js";
import { Wall } from "./wall.js";

/**
 * The message from Python, as ScreenMessage in __init__.py.
 *
 * @typedef {object} ScreenMessage
 * @property {"teacher" | "student"} role
 * @property {string} class_id Empty for the class of a student's seat.
 * @property {string} address Where the class is heard and spoken to.
 * @property {string} page The address to type, where the code is entered; empty where other devices
 *   reach none.
 * @property {string} code_image The QR code of the address that lets students in at once.
 * @property {string} problem Why other devices reach none, and what to do about it.
 * @property {number[]} normal The digits of the detector in view.
 * @property {number[]} anomalous
 * @property {Record<string, string>} words
 * @property {WallMessage} wall What the wall is told beside what it hears of the class.
 */

/** A class on its page. It hears of it by one line, whatever the page does around it. */
class ClassScreen {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.notice = element("p", { className: "class-screen-notice", role: "status" });
    /** @type {ScreenMessage | null} */
    this.message = null;
    /** @type {Line | null} */
    this.line = null;
    this.state = new ClassState();
  }

  /** @param {ScreenMessage} message */
  show(message) {
    const isAnother = this.message?.class_id !== message.class_id || this.message.role !== message.role;
    this.message = message;
    if (isAnother) this.#enter(message);
    this.#draw();
  }

  leave() {
    this.line?.leave();
    this.desk?.leave();
    this.wall?.leave();
  }

  /**
   * Hear of a class from here on.
   *
   * @param {ScreenMessage} message
   */
  #enter({ role, class_id, address }) {
    this.leave();
    this.state = new ClassState();
    const line = new Line(address, class_id, this);
    this.line = line;
    const [deskPlace, wallPlace] = ["class-desk", "class-wall"].map((className) => element("section", { className }));
    const say = (/** @type {Record<string, unknown>} */ message) => line.say(message);
    this.wall = new Wall(wallPlace, say);
    this.desk = role === "teacher" ? new Desk(deskPlace, this.root, say, this.wall) : null;
    this.wallPlace = wallPlace;
    this.notice.textContent = "";
    this.root.replaceChildren(...(this.desk ? [deskPlace] : []), this.notice, wallPlace);
    line.open();
  }

  /** @param {News} news */
  hear(news) {
    this.state.hear(news);
    this.#draw();
  }

  /** @param {string} reason */
  end(reason) {
    const words = this.message?.words;
    const isStudent = this.message?.role === "student";
    this.notice.textContent = isStudent ? reason : (words?.gone ?? "");
    const reload = element("button", { type: "button", textContent: words?.reload, onclick: () => location.reload() });
    this.root.replaceChildren(this.notice, ...(isStudent ? [] : [element("p", {}, [reload])]));
  }

  /** @param {boolean} isThere */
  connect(isThere) {
    this.notice.textContent = isThere ? "" : (this.message?.words.no_connection ?? "");
  }

  #draw() {
    if (this.message === null || this.state.state.counter === 0 || !this.wallPlace) return;
    this.desk?.show(this.state, this.message);
    this.wallPlace.hidden = this.desk !== null && this.state.tasks.size === 0; // the code is in its place
    this.wall?.show(this.state, this.message); // also unseen: it knows what a first guess is about
  }
}

export default component(".class-screen", ClassScreen);
