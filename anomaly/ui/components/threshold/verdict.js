// @ts-check
// The verdict on the digit at hand: Python's answer, or the page's own while the pen is down. It
// follows the line while that is dragged in the histogram.
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Answer } from "../answer/messages.js" */
/** @import { LineMoved, VerdictMessage } from "./messages.js" */
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";
import { decodeScores } from "./scores.js";
import { sentenceOf } from "./sentence.js";

/** @type {HTMLElement | null} */
let announcer = null;

class Verdict {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.line = root.appendChild(element("p"));
    this.note = root.appendChild(element("p", { className: "verdict-note", tabIndex: -1 }));
    this.calibration = new Float32Array();
    this.sentence = "";
    /** @type {number | null} */
    this.threshold = null;
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {LiveAnswer | null} */
    this.live = null;
    this.unsubscribe = [
      subscribe("answer", (answer) => this.hear(answer)),
      subscribe("lineMoved", (line) => this.follow(line)),
      subscribe("live", (live) => this.showLive(live)),
    ];
  }

  leave() {
    this.unsubscribe.forEach((end) => end());
  }

  /** @param {VerdictMessage} message */
  show(message) {
    this.message = message;
    this.calibration = decodeScores(message.calibration);
    publish("answerWanted", null);
  }

  /**
   * Take over an answer, whose threshold may be older than the line: of that `follow` hears.
   *
   * @param {Answer} answer
   */
  hear(answer) {
    if (answer.content_key !== this.answer?.content_key) this.threshold = answer.threshold;
    this.answer = answer;
    this.judge(true);
  }

  /** @param {LineMoved} line */
  follow({ threshold, settled }) {
    this.threshold = threshold;
    this.judge(settled);
  }

  /** @param {LiveAnswer | null} live */
  showLive(live) {
    const isOver = this.live !== null && live === null;
    this.live = live;
    this.judge(isOver);
  }

  /** @param {boolean} settled */
  judge(settled) {
    const judged = this.live ?? this.answer;
    if (!this.message || judged === null || this.threshold === null) return;
    if (this.answer?.content_key !== this.message.content_key) return;
    const { message, calibration, threshold } = this;
    const { kind, sentence, note } = sentenceOf(message, calibration, judged, threshold);
    if (sentence !== this.sentence) {
      this.sentence = sentence;
      this.line.className = `verdict ${kind}`;
      this.line.hidden = sentence === "";
      const [, word, rest] = sentence.match(/^(\w[^:]*:)?(.*)$/s) ?? [];
      this.line.replaceChildren(element("strong", { textContent: word ?? "" }), rest ?? "");
    }
    this.note.textContent = note;
    if (settled && this.live === null) announce(sentence);
  }
}

/**
 * Have a screen reader say a sentence, once; a line on its way is not spoken of.
 *
 * @param {string} sentence
 */
function announce(sentence) {
  if (!announcer) {
    announcer = document.body.appendChild(element("div"));
    announcer.setAttribute("role", "status");
    announcer.style.cssText =
      "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  }
  if (announcer.textContent !== sentence) announcer.textContent = sentence;
}

export default component(".verdict-place", Verdict);
