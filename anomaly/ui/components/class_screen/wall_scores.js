// @ts-check
/** @import { Drawing } from "../classroom/class_state.js" */
/** @import { Result } from "../classroom/line.js" */

const AT_ONCE = 100; // drawings scored for one message
const PAUSE = 150; // milliseconds in which further drawings may come before it is asked
const RETRY = 2000; // milliseconds, where the server did not answer

/**
 * The scores of drawings by the detector in view: those that are kept, and, on a teacher's screen,
 * those that it asks for, each once.
 */
export class WallScores {
  /**
   * @param {(message: Record<string, unknown>) => Promise<Result>} say
   * @param {(reason: string) => void} changed With why there are no scores; or empty.
   */
  constructor(say, changed) {
    this.say = say;
    this.changed = changed;
    this.model = "";
    this.asks = false;
    this.trustsKept = true;
    /** @type {Map<string, number | null>} */
    this.known = new Map();
    /** @type {Set<string>} */
    this.learned = new Set(); // by the detector
    /** @type {Set<string>} */
    this.refused = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.isUnderWay = false;
    /** @type {Drawing[]} */
    this.drawings = [];
  }

  leave() {
    clearTimeout(this.timer);
    this.asks = false;
  }

  /**
   * @param {Iterable<Drawing>} drawings
   * @param {string} model
   * @param {boolean} asks Whether to ask for those that are missing.
   * @param {boolean} isTaught Whether the detector may have learned some of them, which is asked too.
   */
  show(drawings, model, asks, isTaught = false) {
    if (model !== this.model) {
      this.known.clear();
      this.learned.clear();
      this.refused.clear();
    }
    this.model = model;
    this.asks = asks;
    this.trustsKept = !asks || !isTaught;
    this.drawings = [...drawings];
    if (asks && !this.isUnderWay) this.#askIn(PAUSE);
  }

  /** @param {Drawing} drawing */
  of(drawing) {
    const known = this.known.get(drawing.id);
    if (known !== undefined) return known;
    return this.trustsKept && drawing.scored_by === this.model ? drawing.score : undefined;
  }

  /** @param {number} time */
  #askIn(time) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#ask(), time);
  }

  async #ask() {
    const missing = this.drawings.filter((each) => this.of(each) === undefined && !this.refused.has(each.id));
    const ids = missing.slice(0, AT_ONCE).map(({ id }) => id);
    if (!this.asks || ids.length === 0) return;
    const { model } = this;
    this.isUnderWay = true;
    const { isDone, reply, reason, again } = await this.say({ do: "score", model, ids });
    this.isUnderWay = false;
    if (!this.asks) return;
    if (model === this.model) {
      for (const [id, score] of Object.entries(reply.scores ?? {})) this.known.set(id, score);
      for (const id of reply.learned ?? []) this.learned.add(id);
      // What is refused is not asked for again; nor is a drawing that is gone.
      if (!again) ids.filter((id) => !this.known.has(id)).forEach((id) => this.refused.add(id));
      this.changed(isDone || again ? "" : reason);
    }
    this.#askIn(again ? RETRY : 0);
  }
}
