// @ts-check
/** @import { Result } from "../classroom/line.js" */
/** @import { LessonResult, WallMessage } from "./wall_messages.js" */
import { element } from "../shared/dom.js";
import { fill, percent } from "../shared/format.js";
import { writtenArea } from "./wall_figures.js";

const LOOK_EVERY = 700; // milliseconds between two looks at a lesson

/** "Teach it our hand": learned from half of the seats, measured on the other half. */
export class WallLesson {
  /** @param {(message: Record<string, unknown>) => Promise<Result>} say */
  constructor(say) {
    this.say = say;
    this.start = element("button", { type: "button", onclick: () => this.#begin() });
    this.help = element("p", { className: "wall-help" });
    this.progress = element("progress", { max: 1, value: 0 });
    this.share = element("span", { role: "status" });
    this.stop = element("button", { type: "button", onclick: () => this.#stop() });
    this.wait = element("div", { className: "wall-wait" }, [this.progress, this.share, this.stop]);
    this.said = element("p", { className: "wall-said", role: "status" });
    this.result = element("div", { className: "wall-result" });
    const parts = [this.start, this.help, this.wait, this.said, this.result];
    this.root = element("section", { className: "wall-lesson" }, parts);
    this.wait.hidden = true;
    this.model = "";
    /** @type {Record<string, string>} */
    this.words = {};
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  leave() {
    clearTimeout(this.timer);
  }

  /**
   * @param {WallMessage} message
   * @param {boolean} isShown
   */
  show(message, isShown) {
    if (message.model !== this.model) this.#end("");
    if (message.model !== this.model) this.result.replaceChildren();
    this.model = message.model;
    this.words = message.words;
    this.root.hidden = !isShown || !message.is_teachable;
    this.#label();
  }

  #label() {
    const { words } = this;
    this.start.textContent = this.result.childElementCount ? words.teach_again : words.teach;
    this.help.textContent = this.start.title = words.teach_help;
    this.stop.textContent = words.lesson_stop;
    this.start.hidden = !this.wait.hidden;
  }

  async #begin() {
    this.said.textContent = "";
    this.result.replaceChildren();
    this.#wait(0);
    await this.#ask("teach");
  }

  async #stop() {
    this.#end("");
    await this.say({ do: "stop teaching" });
  }

  /** @param {string} act To begin, or to look how far it is. */
  async #ask(act) {
    const { model } = this;
    const { isDone, reply, reason, again } = await this.say({ do: act, model });
    if (model !== this.model || this.wait.hidden) return;
    if (isDone && reply.result) this.#tell(reply.result);
    else if (isDone || again) {
      if (isDone) this.#wait(reply.share);
      const next = again ? act : "taught";
      this.timer = setTimeout(() => this.#ask(next), LOOK_EVERY);
    } else this.#end(reason);
  }

  /** @param {number} share */
  #wait(share) {
    const { words } = this;
    this.wait.hidden = false;
    this.progress.value = share;
    this.share.textContent = share ? fill(words.lesson_under_way, { share: percent(share) }) : words.lesson_starting;
    this.#label();
  }

  /** @param {string} reason */
  #end(reason) {
    clearTimeout(this.timer);
    this.wait.hidden = true;
    this.said.textContent = reason;
    this.#label();
  }

  /** @param {LessonResult} result */
  #tell(result) {
    const { words } = this;
    const { before, after, ...drawings } = result;
    this.#end(fill(words.lesson_done, drawings));
    const rows = [before, after].map(({ measured, ...mistakes }, index) => {
      const name = index === 0 ? words.taught_before : words.taught_after;
      const area = measured ? ` · ${words.auroc} ${writtenArea(measured)}` : "";
      const counts = fill(words.taught_counts, { ...drawings, ...mistakes });
      return element("p", {}, [element("b", { textContent: name }), ` ${counts}${area}`]);
    });
    const link = element("a", { href: addressOf(result.key), textContent: words.lesson_open });
    this.result.replaceChildren(...rows, link);
    this.#label();
    this.root.scrollIntoView({ block: "nearest" });
  }
}

/**
 * This page with another detector.
 *
 * @param {string} key
 */
function addressOf(key) {
  const query = new URLSearchParams(location.search);
  ["threshold", "rule", "detector"].forEach((name) => query.delete(name));
  query.set("model", key);
  return `?${query}`;
}
