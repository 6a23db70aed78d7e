// @ts-check
/** @import { News } from "../classroom/line.js" */
/** @import { StripMessage } from "./class_strip.js" */
import { ClassState } from "../classroom/class_state.js";
import { Line } from "../classroom/line.js";
import { Outbox } from "../classroom/outbox.js";
import { Delivery, newId, openStorage } from "./delivery.js";
import { addressOf, Follower, openView, pauseOf } from "./follow.js";
import { Frozen } from "./frozen.js";
import { Join } from "./join.js";
import { StudentView } from "./student_view.js";
import { Welcome } from "./welcome.js";

/** A student in a class: joins it, hears of its tasks, sends drawings and guesses, follows the teacher. */
export class Student {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.state = new ClassState();
    this.storage = openStorage();
    this.seat = ""; // by which the storage knows it
    this.notice = ""; // why there is no class, or none any more
    this.isOver = false;
    this.follower = new Follower((view) => this.#open(view));
    /** @type {Delivery | null} */
    this.delivery = null;
    this.line = new Line("", "", this, true);
    this.join = new Join(this.line);
    this.view = new StudentView(root, {
      draw: (drawing) => this.#send({ do: "draw", id: newId(), drawing }),
      guess: (value) => this.#send({ do: "guess", value }),
      rename: () => this.message && this.welcome.open(this.message.words, this.#own()),
      close: () => this.#leave(),
      turn: () => this.#render(),
    });
    const say = (/** @type {Record<string, unknown>} */ message) => this.line.say(message);
    this.welcome = new Welcome(root, say, (nickname) => this.#name(nickname), () => this.#leave());
    this.welcome.dialog.onclose = () => this.#render(); // a question has waited for it
    this.frozen = new Frozen(root);
    // A connection that is back, or a phone that has slept, sends at once what waits.
    this.wake = () => this.delivery?.send();
    addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.wake);
  }

  leave() {
    removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.wake);
    this.follower.leave();
    this.join.leave();
    this.line.leave();
    this.delivery?.leave();
    this.view.leave();
  }

  /**
   * @param {StripMessage} message
   * @param {(page: string) => void} open Opens another page.
   */
  show(message, open) {
    const isFirst = !this.message;
    this.message = message;
    this.view.open = open;
    this.line.address = message.address;
    if (isFirst) this.#start(message);
    this.#render();
  }

  /** @param {StripMessage} message */
  async #start({ code, has_seat, words }) {
    if (code === "") return this.line.open();
    this.notice = words.joining;
    const reason = await this.join.enter(code, (problem) => {
      this.#tell(problem || words.no_answer);
      if (!has_seat) this.view.open("");
    });
    if (reason === null) return;
    if (reason === "" && !has_seat) return location.reload(); // the server's page knows the seat from then on
    this.isOver = !has_seat;
    if (has_seat) this.line.open();
    else this.view.open("");
    this.#tell(reason);
  }

  /** @param {News} news */
  hear(news) {
    this.state.hear(news);
    const seat = `anomaly:class:${news.state.id}:${this.state.seat}`;
    if (seat !== this.seat) this.#begin(seat);
    if (!news.state.open) {
      this.line.leave();
      this.isOver = true;
    }
    this.notice = "";
    this.frozen.show(news.state.frozen && news.state.open, this.message?.words.frozen ?? "");
    this.delivery?.send();
    this.#follow();
    this.#render();
  }

  /** @param {string} reason */
  end(reason) {
    this.isOver = true;
    this.follower.leave();
    this.frozen.show(false, "");
    this.delivery?.send(); // what waits is refused, and kept here no longer
    this.#tell(reason);
  }

  /** @param {boolean} isThere */
  connect(isThere) {
    if (isThere) this.delivery?.send();
    this.view.isOffline = !isThere;
    this.#render();
  }

  /** @param {string} seat */
  #begin(seat) {
    this.seat = seat;
    this.delivery?.leave();
    const say = (/** @type {Record<string, unknown>} */ message) => this.line.say(message);
    this.delivery = new Delivery(new Outbox(this.storage, seat), say, () => this.#render());
    const greeted = `${seat}:greeted`;
    if (this.storage.getItem(greeted) || !this.message || !this.state.state.open) return;
    this.welcome.open(this.message.words, this.#own());
    this.storage.setItem(greeted, "1");
  }

  /** @param {string} nickname */
  #name(nickname) {
    this.state.seats.set(this.state.seat, { hidden: false, ...this.#own(), nickname });
    this.#render();
  }

  #own() {
    return this.state.seats.get(this.state.seat) ?? { number: this.state.seat, nickname: "" };
  }

  /** Show what the teacher shows; a page that is drawn on stays as it is until the task is over. */
  #follow() {
    const { task, state, seat } = this.state;
    const isDrawing = task !== null && task.kind.startsWith("draw") && !task.shown;
    if (isDrawing && state.view) this.follower.stay();
    else this.follower.follow(state.view, pauseOf(seat));
  }

  /** @param {string} view */
  #open(view) {
    const address = this.message && addressOf(view, location.href, this.message.pages);
    if (address && address !== location.href) openView(address);
  }

  /** @param {{ do: string, [part: string]: unknown }} message For the task under way. */
  #send(message) {
    const task = this.state.task?.number;
    if (task) this.delivery?.add({ ...message, task });
  }

  async #leave() {
    const { isDone, reason } = await this.line.say({ do: "leave" });
    if (isDone) location.reload();
    else this.welcome.notice.textContent = reason || this.message?.words.no_answer || "";
  }

  /** @param {string} notice */
  #tell(notice) {
    this.notice = notice;
    this.#render();
  }

  #render() {
    if (this.message) this.view.show(this);
  }
}
