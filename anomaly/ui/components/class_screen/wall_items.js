// @ts-check
/** @import { ClassState, Drawing, Task } from "../classroom/class_state.js" */

export const ALL = 0; // the tab of all drawings

/**
 * A drawing on the wall.
 *
 * @typedef {object} Item
 * @property {Drawing} drawing
 * @property {number | null | undefined} score null where there is no digit in it, undefined where
 *   it waits for its score.
 * @property {boolean | null} isAnomaly Whether its task asked for an anomaly; null where it left it
 *   open, or the detector has learned the drawing.
 * @property {boolean} isOwn Of the student who looks.
 *
 * @typedef {Item & { score: number }} ScoredItem
 *
 * @typedef {object} Sorted The drawings of a tab, by what there is to say of them.
 * @property {ScoredItem[]} scored By rising score.
 * @property {Item[]} waiting
 * @property {Item[]} blank Without a digit.
 * @property {Item[]} hidden
 *
 * @typedef {{ caught: number, missed: number, false_alarms: number, passed: number, open: number }} Counts
 */

/**
 * Whether drawings of a task are anomalies, as Task.label_of in anomaly/classroom/tasks.py.
 *
 * @param {Pick<Task, "kind" | "content">} task
 * @param {number[]} normal
 */
export function labelOf({ kind, content }, normal) {
  if (kind === "draw_digit") return !normal.includes(content.digit);
  if (kind === "draw_other" && normal.length === 1 && normal[0] === content.digit) return true;
  return null;
}

/**
 * The drawings of a task, or of all, sorted.
 *
 * @param {ClassState} state
 * @param {number} tab The task's number, or `ALL`.
 * @param {number[]} normal
 * @param {(drawing: Drawing) => number | null | undefined} scoreOf
 * @param {(drawing: Drawing) => boolean} isLearned By the detector.
 * @returns {Sorted}
 */
export function sortItems(state, tab, normal, scoreOf, isLearned = () => false) {
  /** @type {Sorted} */
  const sorted = { scored: [], waiting: [], blank: [], hidden: [] };
  for (const drawing of state.drawings.values()) {
    const task = state.tasks.get(drawing.task);
    if (!task || (tab !== ALL && drawing.task !== tab)) continue;
    const isOwn = state.seat > 0 && drawing.seat === state.seat;
    const isAnomaly = isLearned(drawing) ? null : labelOf(task, normal);
    const item = { drawing, score: scoreOf(drawing), isAnomaly, isOwn };
    if (drawing.hidden) sorted.hidden.push(item);
    else if (item.score === undefined) sorted.waiting.push(item);
    else if (item.score === null) sorted.blank.push(item);
    else sorted.scored.push(/** @type {ScoredItem} */ (item));
  }
  sorted.scored.sort((one, other) => one.score - other.score);
  return sorted;
}

/**
 * How many of the sorted items are below the threshold; an anomaly has score >= threshold.
 *
 * @param {ScoredItem[]} scored
 * @param {number} threshold
 */
export function numberBelow(scored, threshold) {
  const first = scored.findIndex(({ score }) => score >= threshold);
  return first < 0 ? scored.length : first;
}

/**
 * The confusion matrix at a threshold, and how many say nothing of what they are.
 *
 * @param {ScoredItem[]} scored
 * @param {number} threshold
 * @returns {Counts}
 */
export function countItems(scored, threshold) {
  const counts = { caught: 0, missed: 0, false_alarms: 0, passed: 0, open: 0 };
  for (const item of scored) counts[outcomeOf(item, threshold)] += 1;
  return counts;
}

/**
 * @param {ScoredItem} item
 * @param {number} threshold NaN for none.
 * @returns {keyof Counts}
 */
export function outcomeOf({ score, isAnomaly }, threshold) {
  if (isAnomaly === null || Number.isNaN(threshold)) return "open";
  const isFlagged = score >= threshold;
  return isAnomaly ? (isFlagged ? "caught" : "missed") : isFlagged ? "false_alarms" : "passed";
}

/**
 * Those that the detector gets most wrong; where it gets none wrong, those nearest to the line.
 *
 * @param {ScoredItem[]} scored
 * @param {number} threshold
 * @param {number} count
 */
export function hardestItems(scored, threshold, count) {
  const labelled = scored.filter(({ isAnomaly }) => isAnomaly !== null);
  const wrong = labelled.filter((item) => isWrong(item, threshold));
  const distance = (/** @type {ScoredItem} */ { score }) => Math.abs(score - threshold);
  const sign = wrong.length > 0 ? -1 : 1;
  const items = (wrong.length > 0 ? wrong : labelled)
    .sort((one, other) => sign * (distance(one) - distance(other)))
    .slice(0, count);
  return { items, areWrong: wrong.length > 0 };
}

/**
 * @param {ScoredItem} item
 * @param {number} threshold
 */
export function isWrong(item, threshold) {
  return ["missed", "false_alarms"].includes(outcomeOf(item, threshold));
}

/**
 * How many scores are in each bin of an axis; those beyond it are in the outermost.
 *
 * @param {number[]} scores
 * @param {{ low: number, top: number }} axis
 * @param {number} bins
 */
export function binItems(scores, { low, top }, bins) {
  const counts = new Array(bins).fill(0);
  for (const score of scores) {
    const bin = Math.floor(((score - low) / (top - low)) * bins);
    counts[Math.min(bins - 1, Math.max(0, bin))] += 1;
  }
  return counts;
}
