// @ts-check
// The lesson: nine steps, each with a figure to operate and a question. All of it runs in the page;
// Python hears how far the learner has come, and of the drawing.
/** @import { Send } from "../shared/component.js" */
/** @import { Stroke } from "../pen/digit.js" */
/** @import { LessonMessage } from "./messages.js" */
/** @import { StepContext } from "./step.js" */
import { component } from "../shared/component.js";
import { LessonDrawing } from "./drawing.js";
import { LessonFiles } from "./files.js";
import { LessonFrame } from "./frame.js";
import { LessonProgress } from "./progress.js";
import { FIGURES } from "./steps.js";
import { printPage, summaryPage } from "./summary.js";

class Lesson {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.frame = new LessonFrame(root, {
      go: (number) => this.go(number),
      choose: (choice) => this.choose(choice),
      tryIt: () => this.send?.("tried", this.progress?.step.name),
      print: () => this.print(),
    });
    this.drawing = new LessonDrawing();
    this.files = new LessonFiles();
    this.visit = -1;
    /** @type {LessonProgress | undefined} */
    this.progress = undefined;
  }

  leave() {
    this.figure?.leave();
    this.frame.leave();
  }

  /**
   * @param {LessonMessage} message
   * @param {Send} send
   * @param {Send} keep
   */
  show(message, send, keep) {
    this.send = send;
    this.keep = keep;
    this.files.addresses = message.files;
    const isNew = JSON.stringify(this.message?.steps) !== JSON.stringify(message.steps);
    const isVisit = message.visit !== this.visit;
    this.message = message;
    this.visit = message.visit;
    this.progress ??= new LessonProgress(message.steps);
    this.progress.steps = message.steps;
    const isDrawn = this.drawing.adopt(message.drawing, message.settings);
    if (isVisit) this.progress.adopt(message);
    if (isNew || isVisit) this.#open();
    else if (isDrawn) this.figure?.drawn?.();
  }

  /** @param {number} number */
  go(number) {
    if (!this.progress?.go(number)) return;
    this.#open();
    this.frame.arrive();
    this.#tell();
  }

  /** @param {string} choice */
  choose(choice) {
    if (!this.progress?.answer(choice)) return;
    this.#refresh();
    this.figure?.answered?.(choice);
    this.#tell();
  }

  /** Print what the learner has answered and drawn. */
  print() {
    const { message, progress, drawing } = this;
    if (message && progress) printPage(summaryPage(message, progress, drawing.current.strokes));
  }

  /** Build the step in view anew. */
  #open() {
    const { message, progress } = this;
    if (!message || !progress) return;
    this.figure?.leave();
    this.figure = undefined;
    const step = message.steps[progress.number - 1];
    const place = this.frame.open(message, step, progress);
    this.figure = new FIGURES[step.name](place, this.#context(message));
  }

  #refresh() {
    if (this.message && this.progress) this.frame.refresh(this.message, this.progress);
  }

  #tell() {
    this.keep?.("progress", this.progress?.told());
  }

  /**
   * What the figure of the step in view may do.
   *
   * @param {LessonMessage} message
   * @returns {StepContext}
   */
  #context({ steps, words }) {
    const { progress, drawing } = this;
    const { words: own, data } = steps[(progress?.number ?? 1) - 1];
    return {
      words: own,
      frameWords: words,
      data,
      done: () => this.#act(),
      answer: (choice) => this.choose(choice),
      say: (sentence) => this.frame.say(sentence),
      spotlight: (element) => this.frame.spotlight(element),
      get drawing() {
        return drawing.current;
      },
      draw: (strokes) => this.#draw(strokes),
      load: (name, read) => this.files.load(name, read),
      network: (name) => this.files.network(name),
      isStill: matchMedia("(prefers-reduced-motion: reduce)").matches,
      isOpen: progress?.isAnswered ?? false,
    };
  }

  #act() {
    const { progress } = this;
    if (!progress || progress.acted.has(progress.step.name)) return;
    const wasFinished = progress.finished.has(progress.number);
    progress.act();
    this.#refresh();
    if (!wasFinished && progress.finished.has(progress.number)) this.#tell();
  }

  /** @param {Stroke[]} strokes */
  #draw(strokes) {
    this.keep?.("drawing", this.drawing.draw(strokes));
    this.figure?.drawn?.();
  }
}

export default component(".lesson", Lesson);
