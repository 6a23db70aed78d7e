// @ts-check
// The histogram with the live threshold: scores come once, and what the line decides is worked out here.
/** @import { Send } from "../shared/component.js" */
/** @import { LiveAnswer } from "../shared/events.js" */
/** @import { Answer, RuleMessage } from "../answer/messages.js" */
/** @import { HistogramMessage } from "./messages.js" */
import { component } from "../shared/component.js";
import { bandOf } from "./band.js";
import { find } from "../shared/dom.js";
import { publish, subscribe } from "../shared/events.js";
import { fill } from "../shared/format.js";
import { PlotGestures } from "./gestures.js";
import { falseAlarmsOf, Line } from "./line.js";
import { isAnswer } from "../answer/messages.js";
import { MoreSwitch } from "./more.js";
import { Plot } from "./plot.js";
import { Readings } from "./readings.js";
import { RuleButtons } from "./rules.js";
import { Scores } from "./scores.js";
import { SettingSliders } from "./settings.js";
import { watchSlider } from "./slider.js";
import { TEMPLATE, writeNames } from "./template.js";
import { Told } from "./told.js";
import { TypedThreshold } from "./typed.js";

class Histogram {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.innerHTML = TEMPLATE;
    this.line = new Line();
    /** @type {LiveAnswer | null} */
    this.live = null;
    /** @type {unknown} What a pointer or a key is on; answers wait until it is released. */
    this.holder = null;
    this.rulesShown = "";
    this.plot = new Plot(find(root, ".scores-plot"));
    this.readings = new Readings(root);
    this.told = new Told(root);
    this.more = new MoreSwitch(root, (isOpen) => this.send?.("more", { is_open: isOpen }));
    /** @type {HTMLInputElement} */
    this.slider = find(root, ".scores-slider");
    const [typed, problem] = [".scores-typed input", ".scores-problem"].map((name) => find(root, name));
    this.typed = new TypedThreshold(/** @type {HTMLInputElement} */ (typed), problem, (text) =>
      this.type(text),
    );
    /** @type {HTMLInputElement} */
    this.log = find(root, ".scores-log input");
    this.rules = new RuleButtons(find(root, ".scores-rules"), (rule) => this.follow(rule));
    this.settings = new SettingSliders(
      find(root, ".scores-settings"),
      (slider, move) => this.watch(slider, move),
      (name, value) => this.set(name, value),
    );
    this.listen();
  }

  listen() {
    this.unsubscribe = [
      subscribe("answer", (answer) => isAnswer(answer) && this.hear(answer)),
      subscribe("live", (live) => {
        this.live = live;
        this.markDigit();
      }),
    ];
    this.resized = new ResizeObserver(() => this.draw());
    this.resized.observe(this.plot.root);
    this.log.onchange = () => this.draw();
    this.watch(this.slider, () => this.move(Number(this.slider.value)));
    this.gestures = new PlotGestures(this.plot, {
      threshold: () => this.line.threshold ?? NaN,
      hold: () => {
        this.slider.focus({ preventScroll: true });
        this.holder = this.plot;
      },
      move: (threshold) => this.move(threshold),
      release: () => this.rest(),
      open: (bin) => this.send?.("bar", bin),
    });
  }

  /**
   * @param {HTMLInputElement} slider
   * @param {() => void} move
   */
  watch(slider, move) {
    watchSlider(slider, {
      held: () => this.holder === slider,
      hold: () => (this.holder = slider),
      move,
      release: () => this.rest(),
    });
  }

  leave() {
    this.unsubscribe?.forEach((end) => end());
    this.more.leave();
    this.resized?.disconnect();
  }

  /**
   * @param {HistogramMessage} message
   * @param {Send} send
   */
  show(message, send) {
    if (message.content_key !== this.message?.content_key) this.line = new Line();
    this.send = send;
    this.message = message;
    this.scores = new Scores(message);
    this.readings.show(message);
    writeNames(this.root, message);
    this.more.name(message.words);
    this.draw();
    publish("answerWanted", null);
  }

  /**
   * Take over what Python says, but for what has been moved since.
   *
   * @param {Answer} answer
   */
  hear(answer) {
    if (answer.content_key !== this.message?.content_key) return;
    this.answer = answer;
    if (this.line.accepts(answer, this.holder !== null)) this.adopt(answer, this.message.words);
    this.markDigit();
  }

  /** Mark the digit at hand: the page's own answer to it, or else Python's. */
  markDigit() {
    if (!this.message) return;
    const answer = this.answer?.content_key === this.message.content_key ? this.answer : null;
    const score = (this.live ?? answer)?.score ?? null;
    this.plot.markDigit(score);
    find(this.root, ".digit-key").classList.toggle("absent", score === null);
  }

  /**
   * @param {Answer} answer
   * @param {Record<string, string>} words
   */
  adopt(answer, words) {
    const rules = JSON.stringify([answer.rules, answer.problem]);
    const otherRules = rules !== this.rulesShown;
    this.rulesShown = rules;
    if (otherRules) this.rules.show(answer.rules, words);
    if (this.line.adopt(answer) || otherRules) this.tell("");
    this.settings.words = words;
    this.settings.update(answer.settings);
    this.update();
    this.publish(true);
  }

  /**
   * @param {number} threshold
   * @param {string | null} rule
   */
  move(threshold, rule = null) {
    this.line.move(threshold, rule);
    this.tell("");
    this.update();
    this.publish(false);
  }

  /** @param {RuleMessage} rule */
  follow({ name, title, assumes, threshold }) {
    if (threshold === null) {
      this.tell(`${title}: ${assumes}`);
      return;
    }
    this.move(threshold, name);
    this.rest();
  }

  /**
   * @param {string} name Of a rule's setting.
   * @param {number} value
   */
  set(name, value) {
    this.line.set(name, value);
    this.settings.update(this.line.settings);
    this.update();
  }

  /** @param {string} text */
  type(text) {
    if (!this.message) return;
    this.update();
    const threshold = this.typed.read(text, this.message);
    if (threshold === null) return;
    this.move(threshold);
    this.rest();
  }

  /** The line is released: Python hears where it is, or is heard if it has not moved. */
  rest() {
    this.holder = null;
    this.typed.isUnderWay = false;
    const moved = this.line.settle();
    if (moved === null) {
      if (this.answer) this.hear(this.answer);
      return;
    }
    this.send?.("moved", moved);
    this.publish(true);
  }

  /** @param {boolean} settled */
  publish(settled) {
    const { threshold, rule } = this.line;
    if (threshold !== undefined) publish("lineMoved", { threshold, rule, settled });
  }

  /**
   * Say what is the matter, or else what the rule in force assumes.
   *
   * @param {string} problem
   */
  tell(problem) {
    this.typed.clear();
    if (this.message) this.told.say(problem, this.line, this.answer, this.message);
  }

  draw() {
    if (!this.message || !this.scores) return;
    this.plot.draw(this.message, this.scores, this.log.checked);
    if (this.gestures) this.gestures.pointed = null;
    this.markDigit();
    this.update();
  }

  /** All that moves with the line. */
  update() {
    const { threshold, rule, settings } = this.line;
    if (threshold === undefined || !this.message || !this.scores) return;
    const { words, names, decimals } = this.message;
    const written = threshold.toFixed(decimals);
    this.plot.moveLine(threshold, bandOf(this.answer, rule, threshold));
    this.rules.press(rule);
    this.typed.show(written);
    const counts = this.scores.confusion(threshold, falseAlarmsOf(this.answer, rule, threshold));
    const rates = this.readings.update(counts, settings.base_rate);
    this.slider.value = String(threshold);
    this.slider.setAttribute("aria-valuenow", String(threshold));
    this.slider.setAttribute("aria-valuetext", fill(words.value, { threshold: written, ...rates, ...names }));
  }
}

export default component(".scores", Histogram);
