// The wall of a class: what is counted, where drawings stand, and what guesses come to.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ClassState } from "../../../../anomaly/ui/components/classroom/class_state.js";
import {
  ALL, binItems, countItems, hardestItems, labelOf, numberBelow, sortItems,
} from "../../../../anomaly/ui/components/class_screen/wall_items.js";
import { verdictOn } from "../../../../anomaly/ui/components/class_screen/wall_drawing.js";
import { dotsOf, majorityOf, summarise } from "../../../../anomaly/ui/components/class_screen/wall_guesses.js";
import { frameOfStrokes } from "../../../../anomaly/ui/components/class_screen/wall_ink.js";
import { WallScores } from "../../../../anomaly/ui/components/class_screen/wall_scores.js";
import { belowAt, staircaseOf, thresholdFor, tilingOf } from "../../../../anomaly/ui/components/class_screen/wall_tiling.js";

const ONES = { number: 1, kind: "draw_digit", content: { digit: 1 }, shown: false };
const NINES = { number: 2, kind: "draw_digit", content: { digit: 9 }, shown: false };
const FOOLING = { number: 3, kind: "draw_fooling", content: {}, shown: false };

const INK = JSON.stringify({ strokes: [[0, 0]], widths: [18] });

/** A drawing as the news has it. */
function drawing(id, task, score = null, rest = {}) {
  return { id, task, seat: 2, drawing: INK, score, scored_by: score === null ? "" : "model", hidden: false, ...rest };
}

function classOf(...drawings) {
  const state = new ClassState();
  state.hear({ state: { counter: 1 }, tasks: [ONES, NINES, FOOLING], drawings });
  return state;
}

const scoreOf = ({ score }) => score ?? undefined;

test("a drawing is labelled by what its task asked for", () => {
  assert.equal(labelOf(ONES, [1]), false);
  assert.equal(labelOf(NINES, [1]), true);
  assert.equal(labelOf(FOOLING, [1]), null);
  const other = { kind: "draw_other", content: { digit: 1 } };
  assert.equal(labelOf(other, [1]), true);
  assert.equal(labelOf(other, [1, 7]), null);
});

test("drawings are sorted by score, and those that have none are told apart", () => {
  const state = classOf(
    drawing("a", 1, 30), drawing("b", 2, 20), drawing("c", 2), drawing("d", 1, 5, { hidden: true }), drawing("e", 9, 1),
  );
  const sorted = sortItems(state, ALL, [1], (each) => (each.id === "c" ? null : scoreOf(each)));
  assert.deepEqual(sorted.scored.map(({ drawing: { id } }) => id), ["b", "a"]);
  assert.deepEqual([sorted.blank.length, sorted.hidden.length, sorted.waiting.length], [1, 1, 0]);
  assert.equal(sortItems(state, 1, [1], scoreOf).scored.length, 1);
});

test("what the detector has learned is counted neither as right nor as wrong", () => {
  const state = classOf(drawing("a", 1, 30), drawing("b", 1, 20));
  const { scored } = sortItems(state, ALL, [1], scoreOf, ({ id }) => id === "a");
  assert.deepEqual(countItems(scored, 25), { caught: 0, missed: 0, false_alarms: 0, passed: 1, open: 1 });
});

test("at the threshold a drawing is an anomaly", () => {
  const { scored } = sortItems(
    classOf(drawing("a", 1, 10), drawing("b", 1, 30), drawing("c", 2, 20), drawing("d", 2, 31), drawing("e", 3, 3)), ALL, [1], scoreOf,
  );
  assert.deepEqual(countItems(scored, 30), { caught: 1, missed: 1, false_alarms: 1, passed: 1, open: 1 });
  assert.equal(numberBelow(scored, 30), 3);
  assert.equal(numberBelow(scored, 32), 5);
});

test("scores of another detector are judged by no line of this screen", () => {
  const { scored } = sortItems(classOf(drawing("a", 1, 10), drawing("b", 2, 30)), ALL, [1], scoreOf);
  assert.equal(countItems(scored, NaN).open, 2);
  assert.equal(verdictOn(scored[0], NaN, { other_detector: "By another." }, 1), "By another.");
});

test("the hardest are the most mistaken, or else those nearest to the line", () => {
  const { scored } = sortItems(
    classOf(drawing("a", 1, 10), drawing("b", 1, 60), drawing("c", 2, 29), drawing("d", 3, 0)), ALL, [1], scoreOf,
  );
  const wrong = hardestItems(scored, 30, 2);
  assert.deepEqual([wrong.areWrong, wrong.items.map(({ drawing: { id } }) => id)], [true, ["b", "c"]]);
  const close = hardestItems(scored.filter(({ isAnomaly }) => isAnomaly === false), 61, 1);
  assert.deepEqual([close.areWrong, close.items[0].drawing.id], [false, "b"]);
});

test("scores beyond the axis are in its outermost bins", () => {
  assert.deepEqual(binItems([-5, 0, 4, 5, 10, 99], { low: 0, top: 10 }, 2), [3, 3]);
});

test("drawings are as large as fit, and all of them are in columns", () => {
  for (const count of [1, 10, 40, 400]) {
    const { side, rows, columns } = tilingOf(count, 1236, 216);
    assert.ok(rows * columns >= count && rows * side <= 216 && columns * side <= 1236, `${count}`);
  }
  assert.ok(tilingOf(400, 1236, 216).side >= 24);
  const { side, rows, columns } = tilingOf(400, 358, 240); // a phone
  assert.ok(side * columns <= 358 && rows * columns >= 400);
  assert.ok(tilingOf(0, 10, 10).rows >= 1);
});

test("the line goes round drawings, never through them", () => {
  const tiling = { side: 10, rows: 3, columns: 5 };
  assert.deepEqual(staircaseOf(6, tiling), [[20, 0], [20, 30]]);
  assert.deepEqual(staircaseOf(7, tiling), [[30, 0], [30, 10], [20, 10], [20, 30]]);
  assert.deepEqual([belowAt(-5, 7, tiling), belowAt(14, 7, tiling), belowAt(99, 7, tiling)], [0, 3, 7]);
});

test("a threshold has as many scores below it as the line has drawings on its left", () => {
  const scores = [10.2, 10.21, 30, 30, 55.5];
  for (const below of [0, 1, 2, 4, 5]) {
    const threshold = thresholdFor(below, scores, 0.1);
    assert.equal(scores.filter((score) => score < threshold).length, below, `${below}: ${threshold}`);
  }
  assert.equal(thresholdFor(2, scores, 0.1).toFixed(1), "20.1");
  assert.equal(thresholdFor(0, [], 0.1), 0);
  assert.ok(thresholdFor(1, [66.8], 0.1) > 66.8, "a score that is a multiple of the step");
});

test("strokes fill a picture, and a dot does not", () => {
  const { scale, left, top } = frameOfStrokes([[50, 100, 150, 100]], [28], 100);
  assert.ok(Math.abs(100 * scale + left - 50) < 1e-9 && Math.abs(100 * scale + top - 50) < 1e-9);
  assert.ok(50 * scale + left >= 10);
  assert.ok(frameOfStrokes([[3, 3]], [1], 100).scale < 2);
});

test("guesses are told with the best, the middle and how many are right", () => {
  const answer = { value: 20, mistakes: [9, 2, 4], edges: [0, 20, 40] };
  const where = summarise("guess_threshold", [1, 25, 38, 39], answer);
  assert.deepEqual(where, { count: 4, right: 1, best: 25, middle: 31.5 });
  assert.deepEqual(summarise("guess_misses", [3, 8, 9], { value: 7 }), { count: 3, right: 1, best: 8, middle: 8 });
  assert.deepEqual(summarise("guess_verdict", [true, false, true], { value: false }), { count: 3, right: 1, best: false, middle: true });
  assert.equal(summarise("guess_rebuilt", [0, 0], { value: 2 }).right, 0);
  assert.equal(summarise("guess_rebuilt", [], { value: 2 }), null);
  assert.equal(majorityOf([1, 2]), null);
  assert.deepEqual(dotsOf([0, 1, 9.9, 10], { low: 0, top: 10 }, 5).map(({ place, height }) => [place, height]), [[0, 0], [0, 1], [4, 0], [4, 1]]);
});

test("a score is asked for once, by the detector in view, and what is kept is not asked for", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = [];
  let changed = 0;
  const say = async ({ model, ids }) => {
    asked.push([model, ids]);
    return { isDone: true, reply: { scores: { a: 7, c: null }, learned: ["a"] }, reason: "", again: false };
  };
  const scores = new WallScores(say, () => (changed += 1));
  const drawings = [drawing("a", 1), drawing("b", 1, 9), drawing("c", 1), drawing("gone", 1)];
  const wait = async () => {
    context.mock.timers.tick(5000);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  scores.show(drawings, "model", true);
  for (let turn = 0; turn < 3; turn += 1) await wait();
  scores.show(drawings, "model", true);
  await wait();
  assert.deepEqual(asked, [["model", ["a", "c", "gone"]]]);
  assert.deepEqual(drawings.map((each) => scores.of(each)), [7, 9, null, undefined]);
  assert.equal(changed, 1);
  assert.ok(scores.learned.has("a") && !scores.learned.has("b"));
  scores.show(drawings, "other", false); // a student's
  assert.equal(scores.of(drawings[1]), undefined);
  scores.leave();
});
