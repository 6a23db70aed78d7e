// @ts-check
// Damages the digit at hand by sliders, and has the other parts of the page show what the detector
// makes of it: in each frame where the detector runs in the page, and else by the server's replies.
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Answer } from "../answer/messages.js" */
/** @import { Question, Reply } from "../pen/messages.js" */
/** @import { Damage as Damaged } from "./asked.js" */
/** @import { DamageMessage } from "./panel.js" */
import { component } from "../shared/component.js";
import { publish, subscribe } from "../shared/events.js";
import { decodeValues, encodeValues } from "../shared/values.js";
import { Live, liveOf } from "../pen/live.js";
import { Teller } from "../pen/teller.js";
import { Asked } from "./asked.js";
import { corrupt } from "./corrupt.js";
import { Panel } from "./panel.js";
import { sentenceOn } from "./words.js";

class Damage {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.panel = new Panel(root, {
      moved: () => this.schedule(),
      settled: () => this.apply(true),
      elsewhere: () => this.elsewhere(),
      reset: () => this.reset(),
    });
    this.teller = new Teller();
    this.live = new Live((reply, question) => this.read(reply, question));
    this.asked = new Asked();
    /** @type {Float32Array | null} */
    this.digit = null;
    this.seed = 0;
    this.frame = 0;
    this.unsubscribe = [
      subscribe("answer", (answer) => this.hear(answer)),
      subscribe("live", (live) => this.giveWay(live)),
    ];
  }

  leave() {
    cancelAnimationFrame(this.frame);
    this.unsubscribe.forEach((end) => end());
    this.live.leave();
    this.teller.end();
  }

  /** @param {DamageMessage} message */
  show(message) {
    const former = this.message;
    this.message = message;
    this.panel.show(message);
    this.live.show(message, () => this.apply(true));
    if (!former) publish("answerWanted", null);
    else if (former.judge !== message.judge) {
      this.asked.forget();
      this.apply(true);
    }
  }

  /**
   * Take over the digit at hand; another one is undamaged at first.
   *
   * @param {Answer} answer
   */
  hear(answer) {
    const former = this.digit;
    this.digit = answer.digit ? decodeValues(answer.digit.values)[0] : null;
    const isSame = former !== null && this.digit?.every((value, index) => value === former[index]);
    this.panel.enable(this.digit !== null && this.isAnswered);
    if (!isSame) this.panel.reset();
    if (!isSame || this.panel.isDamaging) this.apply(true);
  }

  /** Whether the detector answers while one waits. */
  get isAnswered() {
    return this.message !== undefined && (this.message.weights !== "" || this.message.questions !== "");
  }

  /**
   * End where a drawing is under way.
   *
   * @param {LiveAnswer | null} live
   */
  giveWay(live) {
    if (live === null || live.origin !== undefined) return;
    this.panel.reset();
    this.asked.forget();
    this.teller.forget();
    this.say("");
  }

  schedule() {
    if (this.frame !== 0) return;
    this.frame = requestAnimationFrame(() => this.apply(false));
  }

  elsewhere() {
    this.seed = Math.floor(Math.random() * 2 ** 32);
    this.apply(true);
  }

  reset() {
    this.panel.reset();
    this.apply(true);
  }

  /**
   * Damage the digit, and tell the answer to it.
   *
   * @param {boolean} isSettled Whether the sliders are at rest, and Python gives the exact answer.
   */
  apply(isSettled) {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const { message, digit, panel } = this;
    if (!message || !digit || !this.isAnswered || !panel.isDamaging) {
      this.asked.forget();
      this.teller.end();
      this.say("");
      return;
    }
    const { strengths } = panel;
    const { image, mask } = corrupt(digit, strengths, this.seed);
    const damage = { mask, strengths, isSettled };
    const own = this.live.examine(image);
    if (own) this.tell(own, damage);
    else if (isSettled || !this.asked.isReplied) {
      const incomplete = { score: null, reason: message.words.coming, rebuilt: null, difference: null };
      this.teller.tellLater({ ...incomplete, digit: image, origin: message.words.damaged });
    }
    if (own && !isSettled) {
      this.asked.forget();
      return;
    }
    const question = { strokes: [], widths: [], moments: [], picture: encodeValues(image), sequence: 0 };
    this.asked.note(question, damage);
    this.live.ask(question, isSettled);
  }

  /**
   * Take Python's reply, unless the sliders have moved since and the page answers itself.
   *
   * @param {Reply} reply
   * @param {Question} question
   */
  read(reply, question) {
    const damage = reply.digit ? this.asked.take(question, this.live.network === null) : undefined;
    if (damage) this.tell(liveOf(reply), damage);
  }

  /**
   * @param {LiveAnswer} live
   * @param {Damaged} damage
   */
  tell(live, { mask, strengths, isSettled }) {
    const { message, panel } = this;
    if (!message) return;
    const origin = message.words.damaged;
    this.teller.tell({ ...live, origin, isSettled, mask: panel.isOutlined ? mask : undefined });
    if (live.difference) this.say(sentenceOn(message, strengths, live.difference, mask));
  }

  /** @param {string} sentence Empty for what to do. */
  say(sentence) {
    const { message } = this;
    if (!message) return;
    const { hint, none, slow } = message.words;
    this.panel.say(sentence || (!this.isAnswered ? slow : this.digit === null ? none : hint));
  }
}

export default component(".damage", Damage);
