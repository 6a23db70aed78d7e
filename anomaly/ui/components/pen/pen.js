// @ts-check
// The pen: what is drawn on the canvas, as strokes, and the page's own answer to it in each frame.
// Python hears of the drawing at pen-up.
/** @import { Send } from "../shared/component.js" */
/** @import { Answer } from "../answer/messages.js" */
/** @import { PenMessage, Question, Reply } from "./messages.js" */
/** @import { TimedStroke } from "./recorder.js" */
import { component } from "../shared/component.js";
import { publish, subscribe } from "../shared/events.js";
import { History, isWithin, written } from "./history.js";
import { Live, liveOf } from "./live.js";
import { withTimes } from "./moments.js";
import { Pointers } from "./pointers.js";
import { Review } from "./review.js";
import { Surface } from "./surface.js";
import { Teller } from "./teller.js";
import { buildTools, Tools } from "./tools.js";

class Pen {
  /** @param {HTMLElement} root */
  constructor(root) {
    const parts = buildTools(root);
    this.root = root;
    this.history = new History();
    this.teller = new Teller();
    this.live = new Live((reply, question) => this.read(reply, question));
    /** The number of the drawing, and of the last one that Python has answered. */
    this.sequence = this.answered = -1;
    this.frame = 0;
    /** Whether Python has replied about what is under way. */
    this.isReplied = false;
    this.tools = new Tools(parts, {
      undo: () => this.change(() => this.history.undo()),
      redo: () => this.change(() => this.history.redo()),
      clear: () => this.change(() => this.history.change([])),
      choose: (brush) => this.choose(brush),
    });
    this.review = new Review(parts.curve, {
      scoreOf: (strokes) => (this.message ? this.live.score(strokes, this.message.settings) : null),
      revisit: (before, after) => this.revisit(before, after),
      back: () => this.rest(),
    });
    this.unsubscribe = [
      subscribe("answer", (answer) => this.hear(answer)),
      subscribe("lineMoved", ({ threshold }) => this.review.moveLine(threshold)),
      subscribe("wiped", () => this.change(() => this.history.change([]))),
    ];
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.review.leave();
    this.live.leave();
    this.pointers?.leave();
    this.surface?.leave();
    this.unsubscribe.forEach((end) => end());
    this.teller.end();
    publish("onCanvas", null);
  }

  /**
   * @param {PenMessage} message
   * @param {Send} _
   * @param {Send} keep
   */
  show(message, _, keep) {
    const former = this.message;
    this.keep = keep;
    this.message = message;
    if (!this.surface) this.mount(message);
    this.tools.show(message, this.brush);
    this.review.curve.name(message.words, message.decimals);
    this.root.classList.toggle("uncurved", message.weights === "" && message.questions === "");
    this.live.show(message, () => this.renew());
    const [kind, other] = [message, former].map((it) => JSON.stringify([it?.judge, it?.settings]));
    if (message.sequence > this.sequence) {
      this.sequence = message.sequence;
      const { strokes, widths } = message;
      this.history.restore(withTimes(strokes.map((points, index) => ({ points, width: widths[index] }))));
      this.begin();
    } else if (kind !== other) this.renew();
    if (!former) publish("answerWanted", null);
  }

  /** @param {PenMessage} message */
  mount({ words, brush }) {
    const container = /** @type {HTMLElement} */ (this.root.closest(".st-key-canvas"));
    const surface = (this.surface = new Surface(container, words));
    this.brush = brush;
    this.pointers = new Pointers(surface, {
      width: () => this.message?.brushes[this.brush ?? brush] ?? 1,
      moved: () => this.schedule(),
      undrawn: () => this.rest(),
      drawn: (strokes) => this.add(strokes),
    });
  }

  /** @param {TimedStroke[]} strokes */
  add(strokes) {
    const all = [...this.history.strokes, ...strokes];
    if (this.message && isWithin(all, this.message.limits)) {
      this.change(() => this.history.change(all));
    } else {
      this.tools.tell("too_much");
      this.rest();
    }
  }

  /** @param {string} brush */
  choose(brush) {
    this.brush = brush;
    this.keep?.("brush", brush);
    if (this.message) this.tools.show(this.message, brush);
  }

  /** Judge what is under way in the next frame, once. */
  schedule() {
    if (this.frame !== 0) return;
    this.review.stop();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.judge();
    });
  }

  judge() {
    if (!this.surface || !this.pointers) return;
    const { strokes } = this.history;
    const all = [...strokes, ...this.pointers.strokes];
    const { isDown, isOffSurface } = this.pointers;
    this.surface.show(isOffSurface ? all : strokes, { isDrawing: isDown });
    this.say(all);
  }

  /**
   * Show the answer to a drawing in the other components: the page's own, or Python's where it is
   * asked.
   *
   * @param {TimedStroke[]} strokes
   * @param {boolean} isFinal Whether the pen is up, and Python hears of them.
   */
  say(strokes, isFinal = false) {
    if (!this.message) return;
    const { asks } = this.live;
    const { settings, words } = this.message;
    const live = this.live.judge(strokes, settings, isFinal || asks ? words.coming : words.wait, words);
    const isUnderWay = !isFinal && this.pointers?.isDown;
    if (live.digit === null ? isUnderWay : asks && !this.isReplied) this.teller.tellLater(live);
    else if (live.digit === null || !asks) this.teller.tell(live);
    if (live.digit === null || !(asks || isFinal)) return;
    this.live.ask({ ...written(strokes, this.sequence), moments: [] }, isFinal);
  }

  /**
   * Change the drawing for good: show it, and tell Python.
   *
   * @param {() => void} make
   */
  change(make) {
    this.review.stop();
    make();
    this.sequence += 1;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.say(this.history.strokes, true);
    publish("drawn", written(this.history.strokes, this.sequence));
    this.begin();
  }

  /** Show a drawing that has changed, and work out the score along it. */
  begin() {
    const { strokes } = this.history;
    this.review.stop();
    this.surface?.show(strokes);
    publish("onCanvas", written(strokes, this.sequence));
    this.enable();
    this.review.begin(strokes, !this.live.asks);
  }

  /** Judge the drawing by another detector; a stroke under way goes on. */
  renew() {
    if (this.pointers?.isDown) return this.schedule();
    this.begin();
    this.settle();
  }

  enable() {
    const { canUndo, canRedo, strokes } = this.history;
    const canLink = this.answered >= this.sequence || this.message?.judge === "";
    this.tools.enable({ canUndo, canRedo, canClear: strokes.length > 0, canLink });
  }

  /** @param {Answer} answer */
  hear(answer) {
    this.answered = answer.drawing;
    this.enable();
    if (!this.pointers?.isDown && !this.review.isPast) this.settle();
  }

  /** Show the drawing as it is, with its answer. */
  rest() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.surface?.show(this.history.strokes);
    this.settle();
  }

  /** Show Python's answer where it is of the drawing as it is, and else the page's own. */
  settle() {
    if (this.answered < this.sequence) {
      this.judge();
      return;
    }
    this.isReplied = false;
    this.teller.end();
    if (!this.live.asks || this.review.isScored) return;
    const { moments } = this.review;
    this.live.ask({ ...written(this.history.strokes, this.sequence), moments }, false);
  }

  /**
   * Take Python's reply to a question about the drawing as it is or was, or about moments of it.
   *
   * @param {Reply} reply
   * @param {Question} question
   */
  read(reply, { sequence }) {
    if (sequence !== this.sequence) return;
    const isChanged = this.pointers?.isDown || this.review.isPast;
    if (reply.scores.length > 0) this.review.adopt(reply.scores);
    else if (isChanged ? this.live.asks : this.answered < sequence) {
      this.isReplied = true;
      this.teller.tell(liveOf(reply));
    }
  }

  /**
   * Show the drawing as it was at a moment.
   *
   * @param {TimedStroke[]} before
   * @param {TimedStroke[]} after
   */
  revisit(before, after) {
    this.surface?.show(before, { faint: after, mark: before[before.length - 1].points.slice(-2) });
    this.say(before);
  }
}

export default component(".pen", Pen);
