// @ts-check
/** @import { News } from "./line.js" */

/**
 * The parts of the news, as `anomaly/ui/web/class_messages.py` makes them.
 *
 * @typedef {object} State
 * @property {string} id The class's.
 * @property {number} counter
 * @property {string} code Empty once the class has ended.
 * @property {number} task The one under way; 0 for none.
 * @property {boolean} frozen
 * @property {string} view The address at which all follow the teacher; empty where all are free.
 * @property {boolean} open
 *
 * @typedef {{ number: number, nickname: string, hidden: boolean }} Seat
 *
 * @typedef {{ number: number, kind: string, content: Record<string, any>, answer?: any,
 *   shown: boolean }} Task
 *
 * @typedef {object} DrawingTold
 * @property {string} id
 * @property {number} seat 0 to a student where it is another's.
 * @property {number} task
 * @property {string} drawing Its `Ink` in JSON.
 * @property {number | null} score By the detector whose key is `scored_by`; null where there is no
 *   digit.
 * @property {string} scored_by Empty before it was scored.
 * @property {boolean} hidden
 *
 * @typedef {{ strokes: number[][], widths: number[] }} Ink
 * @typedef {Omit<DrawingTold, "drawing"> & Ink} Drawing
 *
 * @typedef {{ task: number, seat: number, value: any }} Answer
 */

/** @type {State} */
const BEFORE_NEWS = { id: "", counter: 0, code: "", task: 0, frozen: false, view: "", open: true };

/** A class as a screen knows it, put together from all news so far. */
export class ClassState {
  constructor() {
    this.state = BEFORE_NEWS;
    this.seat = 0; // a student's own
    /** @type {Map<number, Seat>} */
    this.seats = new Map();
    /** @type {Map<number, Task>} */
    this.tasks = new Map();
    /** @type {Map<string, Drawing>} */
    this.drawings = new Map();
    /** @type {Map<string, Answer>} */
    this.answers = new Map();
    /** @type {Map<number, any[]>} */
    this.guessed = new Map();
  }

  /** @param {News} news */
  hear(news) {
    const isOfOther = news.state.counter < this.state.counter; // database, and all of it
    if (isOfOther) Object.assign(this, new ClassState());
    this.state = { ...BEFORE_NEWS, ...news.state };
    this.seat = news.seat?.number ?? this.seat;
    for (const seat of [...(news.seats ?? []), ...(news.seat ? [news.seat] : [])]) {
      this.seats.set(seat.number, seat);
    }
    for (const task of news.tasks ?? []) this.tasks.set(task.number, task);
    for (const { drawing, ...about } of news.drawings ?? []) {
      this.drawings.set(about.id, { ...about, ...JSON.parse(drawing) });
    }
    for (const id of news.gone ?? []) this.drawings.delete(id);
    for (const { task, seat = this.seat, value } of news.answers ?? []) {
      this.answers.set(`${task}:${seat}`, { task, seat, value });
    }
    for (const [task, values] of Object.entries(news.guessed ?? {})) {
      this.guessed.set(Number(task), values);
    }
  }

  /** The task under way. */
  get task() {
    return this.tasks.get(this.state.task) ?? null;
  }

  /**
   * In the order in which they came, with those that are hidden.
   *
   * @param {number} task
   */
  drawingsOf(task) {
    return [...this.drawings.values()].filter((drawing) => drawing.task === task);
  }

  /**
   * A student knows of the own alone; what all have guessed is in `guessed` once it is shown.
   *
   * @param {number} task
   */
  answersOf(task) {
    return [...this.answers.values()].filter((answer) => answer.task === task);
  }

  /**
   * The seats that have drawn or guessed something.
   *
   * @param {number} task
   */
  answeredBy(task) {
    const sent = [...this.drawingsOf(task), ...this.answersOf(task)];
    return new Set(sent.map(({ seat }) => seat).filter((seat) => seat > 0));
  }
}
