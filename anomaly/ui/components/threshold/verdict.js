// @ts-check
// The verdict on the digit at hand. It passes Python's answer on and follows the line while it is
// dragged in the histogram.
/** @import { LineMoved, VerdictMessage } from "./messages.js" */
import { component } from "./component.js";
import { element } from "./dom.js";
import { subscribe } from "./events.js";
import { AnswerRelay } from "./relay.js";
import { sentenceOf } from "./sentence.js";

/** @type {HTMLElement | null} */
let announcer = null;

class Verdict {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.line = root.appendChild(element("p"));
    this.note = root.appendChild(element("p", { className: "verdict-note" }));
    /** @type {string | null} */
    this.sentence = null;
    this.relay = new AnswerRelay();
    this.unsubscribe = subscribe("lineMoved", (line) => this.judge(line));
  }

  leave() {
    this.unsubscribe();
    this.relay.leave();
  }

  /** @param {VerdictMessage} message */
  show(message) {
    this.message = message;
    this.note.textContent = message.note;
    this.judge({ threshold: message.answer.threshold, settled: true });
    this.relay.show(message.answer);
  }

  /** @param {LineMoved} line */
  judge({ threshold, settled }) {
    if (!this.message) return;
    const { kind, sentence } = sentenceOf(this.message, threshold);
    if (sentence !== this.sentence) {
      this.sentence = sentence;
      this.line.className = `verdict ${kind}`;
      this.line.hidden = sentence === "";
      const [word, ...rest] = sentence.split(":");
      this.line.replaceChildren(element("strong", { textContent: `${word}:` }), rest.join(":"));
    }
    if (settled) announce(sentence);
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
