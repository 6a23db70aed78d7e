// @ts-check
/** @import { Film } from "./film.js" */
/** @import { Figure, StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { paletteOf } from "../shared/palette.js";
import { areaTable } from "./area_table.js";
import { LESSON_GREYS, LessonPicture, decodeDigit, lessonPart } from "./digits.js";
import { askFilm, frameAt } from "./film.js";
import { FilmChart } from "./film_chart.js";
import { LessonScrubber } from "./scrubber.js";
import { LessonSketch } from "./sketch.js";
import { LessonTabs } from "./tabs.js";

const FILM_SECONDS = 6;

/**
 * How three detectors with a generator come to their reconstruction of the learner's digit, and how
 * all detectors compare.
 *
 * @implements {Figure}
 */
export class Beyond {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context `data` as `anomaly.ui.lesson.beyond` makes it.
   */
  constructor(root, context) {
    this.context = context;
    const { words, data } = context;
    this.isOpen = context.isOpen;
    this.names = Object.keys(data.detectors);
    this.name = this.names[0];
    /** @type {Film | null} */
    this.film = null;
    /** @type {Set<number>} */
    this.seen = new Set();
    this.asking = new AbortController();
    const titles = [...this.names.map((name) => data.detectors[name].title), words.tab_benchmark];
    this.tabs = new LessonTabs(root, words.tabs, titles, (index) => this.#open(index));
    this.text = root.appendChild(element("p", { className: "beyond-text" }));
    this.stage = lessonPart(root, "beyond-films");
    this.benchmark = lessonPart(root, "beyond-benchmark");
    this.benchmark.append(areaTable(data.benchmark, words), this.#reading());
    this.closing = root.appendChild(element("p", { className: "beyond-closing", textContent: words.closing }));
    const parts = lessonPart(this.stage, "beyond-parts");
    this.sketch = new LessonSketch(lessonPart(parts, "lesson-easel"), context);
    const pictures = lessonPart(parts, "beyond-pictures");
    this.pictures = ["input", "generated", "difference"].map((name) => {
      const colours = name === "difference" ? data.heat : LESSON_GREYS;
      return new LessonPicture(words[name], paletteOf(colours));
    });
    pictures.append(...this.pictures.map(({ figure }) => figure));
    this.chart = new FilmChart(lessonPart(parts, "beyond-chart"), words);
    this.scrubber = new LessonScrubber(
      this.stage, { play: words.play, stop: words.stop, place: words.place },
      { steps: 1, seconds: FILM_SECONDS, isStill: context.isStill },
      { show: (place) => this.#show(place), describe: (place) => this.#sentence(place), ended: () => this.#end() },
    );
    this.said = this.stage.appendChild(element("p", { className: "lesson-said" }));
    this.#open(0);
  }

  leave() {
    this.asking.abort();
    this.scrubber.stop();
    this.sketch.leave();
    this.chart.leave();
  }

  answered() {
    this.isOpen = true;
    this.#open(this.tabs.index);
  }

  drawn() {
    this.sketch.show();
    if (this.name) this.#run();
  }

  /** The papers, in a list to read on. */
  #reading() {
    const { words, data } = this.context;
    const items = this.names.map((name) => {
      const { title, paper } = data.detectors[name];
      const textContent = fill(words.paper, { title, authors: paper.authors });
      const link = element("a", { href: paper.address, target: "_blank", rel: "noopener", textContent });
      return element("li", {}, [link]);
    });
    return element("div", { className: "beyond-reading" }, [
      element("p", { textContent: words.read }), element("ul", {}, items),
    ]);
  }

  /** @param {number} index */
  #open(index) {
    const { words, data } = this.context;
    this.name = this.names[index] ?? "";
    const isFilm = this.name !== "";
    this.text.textContent = isFilm ? this.#lead() : fill(words.benchmark_text, { best: data.benchmark[0].title });
    this.stage.hidden = !isFilm;
    this.benchmark.hidden = isFilm;
    this.closing.hidden = !this.isOpen;
    this.asking.abort();
    this.scrubber.stop();
    if (isFilm) this.#run();
    else this.#tick(index);
  }

  /** What the film shows, which would give the answer away. */
  #lead() {
    return this.isOpen ? this.context.words[`${this.name}_text`] : "";
  }

  /** Ask for the film of the digit in hand, and play it. */
  async #run() {
    const { context, name, scrubber } = this;
    const { words, data, drawing } = context;
    this.asking.abort();
    const asking = (this.asking = new AbortController());
    const digit = drawing.digit ?? decodeDigit(data.sample.pixels);
    this.digit = digit;
    this.film = null;
    scrubber.stop();
    scrubber.enable(false);
    this.chart.show(null, 0);
    [digit, null, null].forEach((picture, index) => this.pictures[index].show(picture));
    this.said.textContent = this.isOpen ? words.computing : words.waiting;
    if (!this.isOpen) return;
    scrubber.wait(() => asking.abort());
    const film = await askFilm(data.detectors[name].address, digit, asking.signal);
    if (asking !== this.asking) return;
    scrubber.stop();
    if (film === null) {
      this.said.textContent = words.failed;
      scrubber.wait(() => this.#run(), words.play);
      return;
    }
    this.film = film;
    scrubber.enable(true);
    scrubber.play(film.frames.length - 1);
    this.#tick(this.names.indexOf(name));
  }

  /** @param {number} place */
  #show(place) {
    const { film, digit } = this;
    if (!film || !digit) return;
    const made = frameAt(film.frames, place);
    this.pictures[1].show(made);
    this.pictures[2].show(digit.map((value, index) => Math.abs(value - made[index])));
    this.chart.show(film, place);
    const sentence = this.#sentence(place);
    if (this.said.textContent !== sentence) this.said.textContent = sentence;
  }

  /** @param {number} place */
  #sentence(place) {
    if (!this.film) return "";
    const { frames, sums } = this.film;
    const step = Math.round(place);
    return fill(this.context.words.frame, { step, steps: frames.length - 1, sum: sums[step].toFixed(1) });
  }

  #end() {
    const { film, context, name } = this;
    if (!film) return;
    const { line } = context.data.detectors[name];
    const decimals = line < 5 ? 2 : 1;
    const values = { score: film.score.toFixed(decimals), line: line.toFixed(decimals) };
    const verdict = fill(context.words[film.score >= line ? "anomaly" : "passes"], values);
    this.said.textContent += ` ${verdict}`;
    context.say(verdict);
  }

  /** @param {number} index */
  #tick(index) {
    this.tabs.tick(index);
    this.seen.add(index);
    if (this.names.every((_, film) => this.seen.has(film))) this.context.done();
  }
}
