// @ts-check
/** @import { ClassState } from "../classroom/class_state.js" */
/** @import { Result } from "../classroom/line.js" */
/** @import { ScreenMessage } from "./class_screen.js" */
/** @import { Item } from "./wall_items.js" */
/** @import { Interval } from "./wall_messages.js" */
import { element } from "../shared/dom.js";
import { WallBoard } from "./wall_board.js";
import { WallDrawing } from "./wall_drawing.js";
import { WallGuess } from "./wall_guess.js";
import { ALL, sortItems } from "./wall_items.js";
import { WallLesson } from "./wall_lesson.js";
import { WallScores } from "./wall_scores.js";
import { WallTabs } from "./wall_tabs.js";

const MEASURE_AFTER = 500; // milliseconds without a further score
const DIGITS_OF_SCORE = 8; // those of a float32, so that the scores of a whole class are one message

/** What a class has drawn and guessed, for all to see. */
export class Wall {
  /**
   * @param {HTMLElement} root
   * @param {(message: Record<string, unknown>) => Promise<Result>} say In the class.
   */
  constructor(root, say) {
    this.root = root;
    this.say = say;
    this.tabs = new WallTabs(() => this.#draw());
    this.scores = new WallScores(say, (reason) => this.#draw(reason));
    this.board = new WallBoard({
      open: (item) => this.#open(item),
      move: (threshold) => this.#move(threshold),
    });
    this.guess = new WallGuess();
    this.lesson = new WallLesson(say);
    this.drawing = new WallDrawing({ say, beside: (item, step) => this.#beside(item, step) });
    this.empty = element("p", { className: "wall-empty" });
    this.board.side.append(this.lesson.root);
    root.replaceChildren(this.tabs.root, this.empty, this.guess.root, this.board.root, this.drawing.root);
    this.threshold = NaN;
    this.given = NaN; // the threshold of the other pages, at which it begins
    this.reason = "";
    this.measured = /** @type {Interval | null} */ (null);
    this.asked = "";
    this.frame = 0;
    this.marking = 0;
  }

  /** The line that decides; a student's screen knows none for the scores of another detector. */
  get line() {
    return this.scores.model === this.message?.wall.model ? this.threshold : NaN;
  }

  /** What a guess is about: the detector and its threshold in view. */
  get question() {
    const { wall, anomalous = [] } = this.message ?? {};
    return { model: wall?.model, threshold: this.threshold, anomalous };
  }

  /**
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  show(state, message) {
    const { wall } = message;
    if (wall.model !== this.message?.wall.model || wall.threshold !== this.given) {
      this.threshold = this.given = wall.threshold;
    }
    this.state = state;
    this.message = message;
    this.#score(state, message);
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => this.#draw());
  }

  leave() {
    cancelAnimationFrame(this.frame);
    cancelAnimationFrame(this.marking);
    clearTimeout(this.timer);
    this.scores.leave();
    this.board.leave();
    this.lesson.leave();
  }

  /**
   * Ask for scores, also where nobody sees the wall, since students' screens wait for them. A
   * student's own has those that are kept, by whichever detector.
   *
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  #score(state, { role, wall }) {
    const drawings = [...state.drawings.values()];
    const kept = new Set(drawings.map(({ scored_by }) => scored_by).filter(Boolean));
    const isOwn = role === "teacher" || kept.size === 0 || kept.has(wall.model);
    const model = isOwn ? wall.model : [...kept][0];
    this.scores.show(drawings, model, role === "teacher", wall.is_taught);
  }

  /** @param {string} reason Why there are no scores; or empty. */
  #draw(reason = this.reason) {
    const { state, message } = this;
    if (!state || !message) return;
    this.reason = reason;
    const { wall } = message;
    const isTeacher = message.role === "teacher";
    this.tabs.show(state, message.words, wall.words);
    const task = state.tasks.get(this.tabs.current);
    const isGuess = task !== undefined && !task.kind.startsWith("draw");
    this.guess.root.hidden = !isGuess;
    if (isGuess) this.guess.show(state, task, wall, isTeacher);
    const sorted = this.#sort(this.tabs.current, state, message);
    this.sorted = sorted;
    const count = Object.values(sorted).reduce((sum, items) => sum + items.length, 0);
    this.empty.textContent = isGuess || count > 0 ? "" : state.tasks.size ? wall.words.no_drawings : wall.words.no_tasks;
    this.board.root.hidden = isGuess || count === 0;
    if (!this.board.root.hidden) {
      const learned = sorted.scored.filter(({ drawing }) => this.scores.learned.has(drawing.id)).length;
      const isComparable = Number.isFinite(this.line);
      this.board.show(sorted, wall, { isTeacher, isComparable, reason: this.reason, learned });
      this.#mark();
      this.#measure(state, message);
      this.lesson.show(wall, isTeacher);
    }
  }

  /**
   * @param {number} tab
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  #sort(tab, state, { role, normal, wall }) {
    // A student's screen does not know which of them were learned.
    const isOpen = wall.is_of_signs || (role === "student" && wall.is_taught);
    const { learned } = this.scores;
    return sortItems(state, tab, normal, (drawing) => this.scores.of(drawing), ({ id }) => isOpen || learned.has(id));
  }

  #mark() {
    const wall = this.message?.wall;
    if (!this.sorted || !wall) return;
    this.board.mark(this.sorted, this.line, wall);
  }

  /** @param {number} threshold */
  #move(threshold) {
    this.threshold = threshold;
    // A hand moves it more often than the screen is drawn.
    cancelAnimationFrame(this.marking);
    this.marking = requestAnimationFrame(() => this.#mark());
  }

  /** @param {Item} item */
  #open(item) {
    const { state, message } = this;
    if (!state || !message) return;
    const { wall } = message;
    const isTeacher = message.role === "teacher";
    this.drawing.open(item, state, wall, { threshold: this.line, isTeacher });
  }

  /**
   * @param {Item} item
   * @param {number} step
   * @returns {Item | undefined}
   */
  #beside(item, step) {
    const scored = this.sorted?.scored ?? [];
    const at = scored.findIndex(({ drawing }) => drawing.id === item.drawing.id);
    return at < 0 ? undefined : scored[at + step];
  }

  /**
   * Measure all drawings of the class whose tasks say what they are, once no more scores come.
   *
   * @param {ClassState} state
   * @param {ScreenMessage} message
   */
  #measure(state, message) {
    const { wall } = message;
    const isTeacher = message.role === "teacher";
    const { scored } = this.#sort(ALL, state, message);
    const [normal, anomalous] = [false, true].map((kind) =>
      scored.filter(({ isAnomaly }) => isAnomaly === kind).map(({ score, drawing }) => [Number(score.toPrecision(DIGITS_OF_SCORE)), drawing.seat]),
    );
    const asked = JSON.stringify([normal, anomalous]);
    if (asked !== this.asked) {
      this.asked = asked;
      this.measured = null;
      clearTimeout(this.timer);
      const isWanted = isTeacher && normal.length > 0 && anomalous.length > 0;
      if (isWanted) this.timer = setTimeout(() => this.#askMeasured(normal, anomalous, asked), MEASURE_AFTER);
    }
    const counts = { normal: normal.length, anomalous: anomalous.length };
    this.board.figures.measure(this.measured, counts, wall, isTeacher);
  }

  /**
   * @param {number[][]} normal Score and seat of each.
   * @param {number[][]} anomalous
   * @param {string} asked
   */
  async #askMeasured(normal, anomalous, asked) {
    const { reply, again } = await this.say({ do: "measure", normal, anomalous });
    if (asked !== this.asked) return;
    if (again) this.asked = ""; // at the next news
    this.measured = reply.measured ?? null;
    this.#draw();
  }
}
