// @ts-check
// The strip of a class, at the foot of every page: a student's tasks, or a teacher's bar.
/** @import { Send } from "../shared/component.js" */
import { component } from "../shared/component.js";
import { Student } from "./student.js";
import { TeacherBar } from "./teacher_bar.js";

/**
 * The message from Python, as StripMessage in __init__.py.
 *
 * @typedef {object} StripMessage
 * @property {"student" | "teacher"} role
 * @property {string} address Where the class is heard and spoken to.
 * @property {string} code With which the page's link lets a student in; empty for none.
 * @property {boolean} has_seat
 * @property {{ id: string, code: string }[]} classes
 * @property {string} page The name of the one in view.
 * @property {string[]} pages As they stand in addresses.
 * @property {string} canvas The name of the page with the canvas; empty for none.
 * @property {string} classroom The name of the class's page; empty for none.
 * @property {Record<string, string>} words
 */

const VIEWS = { student: Student, teacher: TeacherBar };
/** Its height, which what else stands at the foot of the window keeps free. */
const HEIGHT = "--class-strip";

class ClassStrip {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.role = "";
    /** @type {Student | TeacherBar | null} */
    this.view = null;
    const { style } = document.documentElement;
    this.observer = new ResizeObserver(() => style.setProperty(HEIGHT, `${root.offsetHeight}px`));
    this.observer.observe(root);
  }

  /**
   * @param {StripMessage} message
   * @param {Send} send
   */
  show(message, send) {
    if (this.view === null || message.role !== this.role) {
      this.view?.leave();
      this.role = message.role;
      this.root.ariaLabel = message.words.label;
      this.view = new VIEWS[message.role](this.root);
    }
    this.view.show(message, (page) => send("page", page));
  }

  leave() {
    this.view?.leave();
    this.observer.disconnect();
    document.documentElement.style.removeProperty(HEIGHT);
  }
}

export default component(".class-strip", ClassStrip);
