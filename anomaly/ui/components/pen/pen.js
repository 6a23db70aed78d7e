// @ts-check
// The pen: what is drawn on the canvas, as strokes, and the page's own answer to it in each frame.
// Python hears of the drawing at pen-up.
/** @import { Send } from "../shared/component.js" */
/** @import { Reply } from "../questions/messages.js" */
/** @import { Answer } from "../threshold/messages.js" */
/** @import { PenMessage } from "./messages.js" */
/** @import { TimedStroke } from "./recorder.js" */
import { component } from "../shared/component.js";
import { publish, subscribe } from "../shared/events.js";
import { Along, Player } from "./along.js";
import { buildTools, PenCurve } from "./curve.js";
import { History } from "./history.js";
import { Live, liveOf } from "./live.js";
import { withTimes } from "./moments.js";
import { Pointers } from "./pointers.js";
import { Surface } from "./surface.js";
import { Tools } from "./tools.js";

class Pen {
  /** @param {HTMLElement} root */
  constructor(root) {
    const parts = buildTools(root);
    this.root = root;
    this.history = new History();
    this.live = new Live();
    this.sequence = -1;
    /** The last drawing that Python has answered. */
    this.answered = -1;
    /** @type {number | null} */
    this.threshold = null;
    this.frame = 0;
    this.tools = new Tools(parts, {
      undo: () => this.change(() => this.history.undo()),
      redo: () => this.change(() => this.history.redo()),
      clear: () => this.change(() => this.history.change([])),
      choose: (brush) => this.choose(brush),
    });
    this.player = new Player((index) => this.revisit(index));
    this.curve = new PenCurve(parts.curve, {
      point: (index) => {
        this.player.stop();
        this.revisit(index);
      },
      play: () => this.play(),
    });
    this.along = new Along((strokes) => this.scoreOf(strokes), () => this.showCurve());
    this.unsubscribe = [
      subscribe("answer", (answer) => this.hear(answer)),
      subscribe("reply", (reply) => this.read(reply)),
      subscribe("lineMoved", ({ threshold }) => this.moveLine(threshold)),
    ];
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.player.stop();
    this.along.stop();
    this.pointers?.leave();
    this.surface?.leave();
    this.unsubscribe.forEach((end) => end());
    publish("live", null);
  }

  /**
   * @param {PenMessage} message
   * @param {Send} _
   * @param {Send} keep
   */
  show(message, _, keep) {
    this.keep = keep;
    const otherSteps = JSON.stringify(message.settings) !== JSON.stringify(this.message?.settings);
    this.message = message;
    if (!this.surface) this.mount(message);
    this.tools.show(message, this.brush);
    this.curve.name(message.words);
    this.live.load(message.weights, () => this.begin());
    if (message.sequence > this.sequence) {
      this.sequence = message.sequence;
      const { strokes, widths } = message;
      this.history.restore(
        withTimes(strokes.map((points, index) => ({ points, width: widths[index] }))),
      );
      this.begin();
    } else if (otherSteps) this.begin();
  }

  /** @param {PenMessage} message */
  mount(message) {
    const container = /** @type {HTMLElement} */ (this.root.closest(".st-key-canvas"));
    const surface = new Surface(container, message.words.hint);
    this.surface = surface;
    this.brush = message.brush;
    this.pointers = new Pointers(surface, {
      width: () => this.message?.brushes[this.brush ?? message.brush] ?? 1,
      moved: () => this.schedule(),
      drawn: (strokes) => this.change(() => this.history.change([...this.history.strokes, ...strokes])),
    });
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
    this.player.stop();
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.judge();
    });
  }

  judge() {
    if (!this.message || !this.surface || !this.pointers) return;
    const { strokes } = this.history;
    const all = [...strokes, ...this.pointers.strokes];
    const { isDown, isOffSurface } = this.pointers;
    this.surface.show(isOffSurface ? all : strokes, { isDrawing: isDown });
    this.say(all);
  }

  /**
   * Have the parts of the page show the answer to a drawing, which Python gives where it is asked.
   *
   * @param {TimedStroke[]} strokes
   */
  say(strokes) {
    if (!this.message) return;
    const { settings, words, asks } = this.message;
    const live = this.live.judge(strokes, settings, words);
    if (asks && live.digit !== null) this.ask(strokes, []);
    else publish("live", live);
  }

  /**
   * @param {TimedStroke[]} strokes
   * @param {[number, number][]} moments
   */
  ask(strokes, moments) {
    publish("question", { ...sent(strokes), moments });
  }

  /** @param {Reply} reply */
  read(reply) {
    const { along } = this;
    if (reply.scores.length > 0) {
      if (reply.scores.length !== along.moments.length) return;
      along.scores = reply.scores;
      this.showCurve();
    } else if (this.answered < this.sequence || this.pointers?.isDown || this.curve.pointed !== null) {
      publish("live", liveOf(reply));
    }
  }

  /**
   * Change the drawing for good: show it, and tell Python.
   *
   * @param {() => void} make
   */
  change(make) {
    this.player.stop();
    make();
    this.sequence += 1;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.judge();
    const { strokes } = this.history;
    this.keep?.("drawing", { ...sent(strokes), sequence: this.sequence });
    this.begin();
  }

  /** Show a drawing that has changed, and work out the score along it. */
  begin() {
    const { strokes } = this.history;
    this.surface?.show(strokes);
    this.tools.enable(this.history, strokes.length > 0);
    this.curve.show([], [], null);
    this.along.begin(strokes, !this.message?.asks);
  }

  /** @param {TimedStroke[]} strokes */
  scoreOf(strokes) {
    return this.message ? this.live.score(strokes, this.message.settings) : null;
  }

  showCurve() {
    this.curve.setPlaying(this.player.isPlaying);
    this.curve.show(this.along.moments, this.along.scores, this.threshold);
  }

  /** @param {Answer} answer */
  hear(answer) {
    this.threshold = answer.threshold;
    this.answered = answer.drawing;
    if (!this.pointers?.isDown && this.curve.pointed === null) this.settle();
  }

  /** Show Python's answer where it is of the drawing as it is, and else the page's own. */
  settle() {
    if (this.answered < this.sequence) {
      this.judge();
      return;
    }
    publish("live", null);
    const { moments, scores } = this.along;
    if (this.message?.asks && moments.length > scores.length) {
      this.ask(this.history.strokes, moments.map(({ stroke, count }) => [stroke, count]));
    }
  }

  /** @param {number} threshold */
  moveLine(threshold) {
    this.threshold = threshold;
    if (this.along.scores.length === this.along.moments.length) this.showCurve();
  }

  /** Draw it again in its own time, or stop. */
  play() {
    const { isPlaying } = this.player;
    if (isPlaying) this.player.stop();
    else this.player.play(this.along.moments);
    this.curve.setPlaying(!isPlaying);
  }

  /**
   * Show the drawing as it was at a moment; as it is where there is none.
   *
   * @param {number | null} index
   */
  revisit(index) {
    if (!this.message || !this.surface) return;
    this.curve.mark(index);
    if (index === null) {
      this.curve.setPlaying(false);
      this.surface.show(this.history.strokes);
      this.settle();
      return;
    }
    const { before, after } = this.along.at(index);
    const mark = before[before.length - 1].points.slice(-2);
    this.surface.show(before, { faint: after, mark });
    this.say(before);
  }
}

/**
 * Strokes as Python takes them.
 *
 * @param {TimedStroke[]} strokes
 */
function sent(strokes) {
  return {
    strokes: strokes.map(({ points }) => points),
    widths: strokes.map(({ width }) => width),
  };
}

export default component(".pen", Pen);
