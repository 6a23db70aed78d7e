// @ts-check
// The verdict on the digit at hand: Python's answer, or the page's own while the pen is down. It
// follows the line while that is dragged in the histogram.
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Answer } from "../answer/messages.js" */
/** @import { LineMoved, VerdictMessage } from "./messages.js" */
/** @import { Note } from "./notes.js" */
/** @import { Kind } from "./sentence.js" */
import { component } from "../shared/component.js";
import { element } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";
import { fill, listed } from "../shared/format.js";
import { decodeValues } from "../shared/values.js";
import { agreementOf, bandOf } from "./band.js";
import { reasonsOf } from "./limits.js";
import { shareMissing } from "./missing.js";
import { Notes } from "./notes.js";
import { decodeScores } from "./scores.js";
import { sentenceOf, strangenessOf } from "./sentence.js";

/** @type {HTMLElement | null} */
let announcer = null;
/** The verdict's word, up to its colon or comma, and the rest. */
const HEAD = /^([\p{L}\p{N}][^:,：、]*[:,：])?(.*)$/su;

class Verdict {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.line = root.appendChild(element("p"));
    this.notes = new Notes(root.appendChild(element("div", { className: "verdict-notes" })));
    this.calibration = new Float32Array();
    this.sentence = "";
    /** The share of its ink that Python's pictures of the digit lack. */
    this.missing = 0;
    /** @type {number | null} */
    this.threshold = null;
    /** @type {string | null} The rule that the line follows, if any. */
    this.rule = null;
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
    this.notes.leave();
    publish("judged", { strangeness: "" });
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
    if (answer.content_key !== this.answer?.content_key) {
      this.threshold = answer.threshold;
      this.rule = answer.rule;
    }
    this.answer = answer;
    const [digit, rebuilt] = answer.digit ? decodeValues(answer.digit.values) : [];
    this.missing = digit && rebuilt ? shareMissing(digit, rebuilt) : 0;
    this.judge(true);
  }

  /** @param {LineMoved} line */
  follow({ threshold, rule, settled }) {
    this.threshold = threshold;
    this.rule = rule;
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
    const limits = this.limitsOf(message);
    const band = bandOf(this.answer, this.rule, threshold);
    const { kind, sentence, isClose } = sentenceOf(message, judged, threshold, limits, band);
    if (sentence !== this.sentence) {
      this.sentence = sentence;
      this.line.className = `verdict ${kind}`;
      this.line.hidden = sentence === "";
      const [, word, rest] = sentence.match(HEAD) ?? [];
      this.line.replaceChildren(element("strong", { textContent: word ?? "" }), rest ?? "");
    }
    const notes = this.notesOn(message, kind, isClose, limits);
    this.notes.show(notes);
    const strangeness = strangenessOf(message.words, calibration, judged.score);
    const more = [strangeness, this.secondTest(limits)].filter(Boolean).join(message.words.sentences);
    publish("judged", { strangeness: strangeness && more });
    if (this.live === null ? !settled : !this.live.isSettled) return;
    announce([sentence, ...notes.map(({ text }) => text)].join(message.words.clauses));
  }

  /**
   * Why the digit can be no normal one: by Python, or by the page while that has not answered.
   *
   * @param {VerdictMessage} message
   */
  limitsOf({ limits }) {
    if (!limits || !this.answer?.with_limits) return [];
    if (!this.live) return this.answer.limits;
    const { digit, limits: told } = this.live;
    return told ?? (digit ? reasonsOf(limits, digit) : []);
  }

  /**
   * How close a call is: by how many resampled lines agree, for a line that a rule put there.
   *
   * @param {Record<string, string>} words
   */
  closeness(words) {
    const score = (this.live ?? this.answer)?.score ?? null;
    const band = this.threshold === null ? [] : bandOf(this.answer, this.rule, this.threshold);
    if (score === null || this.threshold === null || band.length === 0) return words.close;
    const agree = agreementOf(band, score, this.threshold);
    return fill(words.close_band, { agree, count: band.length });
  }

  /**
   * How the second test came out, in a sentence.
   *
   * @param {string[]} limits
   */
  secondTest(limits) {
    if (!this.message?.limits) return "";
    const { words } = this.message;
    if (!this.answer?.with_limits) return words.limits_off;
    return limits.length > 0 ? fill(words.limits_all, { reasons: listed(limits) }) : words.limits_passed;
  }

  /**
   * @param {VerdictMessage} message
   * @param {Kind} kind
   * @param {boolean} isClose
   * @param {string[]} limits
   * @returns {Note[]} Of Python's notices only those that hold for a drawing under way as well.
   */
  notesOn({ words, max_missing }, kind, isClose, limits) {
    /** @type {Note[]} */
    const notes = (this.answer?.notices ?? []).filter(({ lasts }) => lasts || this.live === null);
    const { digit, rebuilt } = this.live ?? {};
    const missing = this.live === null ? this.missing : digit && rebuilt ? shareMissing(digit, rebuilt) : 0;
    if (kind === "normal" && max_missing !== null && missing > max_missing) {
      const text = fill(words.missing, { share: `${Math.round(100 * missing)}%` });
      notes.push({ text, why: words.missing_why, link: { text: words.missing_link, page: "compare" } });
    }
    if (kind === "anomaly" && limits.length > 0) {
      const isAlone = ((this.live ?? this.answer)?.score ?? 0) < (this.threshold ?? 0);
      const text = isAlone ? words.limits_what : fill(words.limits, { reason: limits[0] });
      notes.push({ text, why: words.limits_why });
    }
    if (isClose) notes.push({ text: this.closeness(words), why: words.close_why });
    return notes;
  }
}

/**
 * Have a screen reader say some sentences, once; a line on its way is not spoken of.
 *
 * @param {string} sentences
 */
function announce(sentences) {
  if (!announcer) {
    announcer = document.body.appendChild(element("div"));
    announcer.setAttribute("role", "status");
    announcer.style.cssText =
      "position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)";
  }
  if (announcer.textContent !== sentences) announcer.textContent = sentences;
}

export default component(".verdict-place", Verdict);
