// The strip of a class: what is sent until it is kept, what guesses come to, and following a teacher.
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { medianOf, mistakesAt } from "../../../../anomaly/ui/components/classroom/guessed.js";
import { Outbox } from "../../../../anomaly/ui/components/classroom/outbox.js";
import { Delivery, newId } from "../../../../anomaly/ui/components/class_strip/delivery.js";
import { addressOf, Follower, pauseOf, viewOf } from "../../../../anomaly/ui/components/class_strip/follow.js";
import { isPut } from "../../../../anomaly/ui/components/class_strip/guess_part.js";
import { countOf, written } from "../../../../anomaly/ui/components/class_strip/guesses.js";
import { titleOf } from "../../../../anomaly/ui/components/class_strip/student_view.js";
import { TeacherBar } from "../../../../anomaly/ui/components/class_strip/teacher_bar.js";

const DONE = { isDone: true, reply: {}, reason: "", again: false };
const LATER = { isDone: false, reply: {}, reason: "The disk is full.", again: true };
const REFUSED = { isDone: false, reply: {}, reason: "This task is over.", again: false };
const PAGES = ["", "train", "classroom"];

/** A seat's delivery to a server that gives these answers, and is well from then on. */
function deliver(...answers) {
  const kept = {};
  const storage = { getItem: (key) => kept[key] ?? null, setItem: (key, text) => (kept[key] = text) };
  const said = [];
  const say = async (message) => (said.push(message), answers.shift() ?? DONE);
  return { said, delivery: new Delivery(new Outbox(storage, "seat"), say, () => {}) };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test("a drawing waits until the server has kept it", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { delivery, said } = deliver(LATER, LATER);
  delivery.add({ do: "draw", task: 1, id: "a" });
  await settle();
  assert.deepEqual([delivery.waiting(1).length, delivery.kept.length], [1, 0]);
  for (const _ of [1, 2]) {
    mock.timers.tick(2000);
    await settle();
  }
  assert.deepEqual([delivery.waiting(1).length, delivery.kept.length, said.length], [0, 1, 3]);
  delivery.leave();
  mock.timers.reset();
});

test("why something is not taken is told until something else is sent", async () => {
  const { delivery } = deliver(REFUSED);
  delivery.add({ do: "draw", task: 1, id: "a" });
  await settle();
  assert.equal(delivery.refusal, "This task is over.");
  delivery.add({ do: "draw", task: 2, id: "b" });
  assert.equal(delivery.refusal, "");
  delivery.leave();
});

test("the guess in view is the last one, whether the server has it or not", async () => {
  const { delivery } = deliver(DONE, LATER);
  delivery.add({ do: "guess", task: 1, value: false });
  await settle();
  assert.equal(delivery.guess(1), false);
  delivery.add({ do: "guess", task: 1, value: true });
  await settle();
  assert.equal(delivery.guess(1), true);
  assert.equal(delivery.guess(2), undefined);
  delivery.leave();
});

test("a drawing's name is one that the server takes", () => {
  assert.match(newId(), /^[0-9a-f]{32}$/);
  assert.notEqual(newId(), newId());
});

test("a view is what a page shows, without what is each browser's own", () => {
  const href = "http://school:8501/app/train?lang=ja&normal=1&embed=true&done=12&rule=cost%3D10,1&class=ABCDEF";
  assert.equal(viewOf(href), "train?normal=1&rule=cost%3D10%2C1");
  assert.equal(viewOf("http://school:8501/app/"), ".");
});

test("a student's page opens it below its own address, in its own language", () => {
  const href = "http://10.0.0.2/app/train?lang=ja&normal=3&model=abc";
  assert.equal(addressOf(".?normal=1&lang=en", href, PAGES), "http://10.0.0.2/app/?normal=1&lang=ja");
  assert.equal(addressOf("train", href, PAGES), "http://10.0.0.2/app/train?lang=ja");
  assert.equal(addressOf(viewOf(href), href, PAGES), "http://10.0.0.2/app/train?normal=3&model=abc&lang=ja");
});

for (const view of ["//evil.example/", "https://evil.example/", "../class", "javascript:alert(1)", "nowhere"]) {
  test(`${view} is no page`, () => {
    assert.equal(addressOf(view, "http://10.0.0.2/", PAGES), null);
  });
}

test("the pauses of neighbouring seats differ, and none is long", () => {
  for (const seat of [1, 12, 39, 40, 300]) {
    assert.ok(Math.abs(pauseOf(seat) - pauseOf(seat + 1)) >= 30);
    assert.ok(pauseOf(seat) >= 0 && pauseOf(seat) < 2000);
  }
});

/** What a page opens that follows, step by step: to a view, "stay", or some milliseconds that pass. */
function opened(...steps) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const views = [];
  const follower = new Follower((view) => views.push(view));
  for (const step of steps) {
    if (step === "stay") follower.stay();
    else if (typeof step === "number") mock.timers.tick(step);
    else follower.follow(step, 100);
  }
  mock.timers.reset();
  return views;
}

test("a page goes where the teacher is after its pause, once", () => {
  assert.deepEqual(opened("train", 50, "train", 49), []);
  assert.deepEqual(opened("train", 50, "train", 50, "train", 200), ["train"]);
});

test("what the teacher shows at the end of the pause is what the page opens", () => {
  assert.deepEqual(opened("train", 50, "compare", 50, 200), ["compare"]);
  assert.deepEqual(opened("train", 100, "compare", 50, "train", 50, 200), ["train"]);
});

test("a page that is let go stays where it is, and can be fetched again", () => {
  assert.deepEqual(opened("train", 50, "", 200), []);
  assert.deepEqual(opened("train", 100, "", "train", 100), ["train", "train"]);
});

test("a page that is drawn on stays, and follows afterwards", () => {
  assert.deepEqual(opened("train", 50, "stay", 200), []);
  assert.deepEqual(opened("train", 50, "stay", 200, "train", 100), ["train"]);
  assert.deepEqual(opened("train", 100, "stay", "train", 200), ["train"]);
});

test("the middle guess is one that half of the class is below", () => {
  assert.deepEqual([[3], [5, 1, 3], [4, 1, 2, 9]].map(medianOf), [3, 3, 3]);
  assert.equal(written(medianOf([])), "–");
  assert.equal(countOf([true, 1, false, true], true), 2);
});

test("mistakes at a guess are those at the nearest edge", () => {
  const edges = [0, 10, 20, 30];
  assert.deepEqual([-5, 4, 6, 99].map((guess) => mistakesAt(guess, { edges, mistakes: [9, 2, 1, 7] })), [9, 9, 2, 7]);
});

test("a task says what to draw", () => {
  const words = { draw_other: "Any digit but {digit}" };
  assert.equal(titleOf({ kind: "draw_other", content: { digit: 1 } }, words), "Any digit but 1");
  assert.equal(titleOf({ kind: "of_a_newer_server", content: {} }, words), "");
});

/** The bar of a teacher of some classes, and what it says in which. */
function barOf(...ids) {
  mock.timers.enable({ apis: ["setInterval"] });
  const made = () => ({ append() {}, replaceChildren() {}, classList: { remove() {} } });
  globalThis.document = { createElement: made };
  const kept = new Map();
  globalThis.sessionStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, text) => kept.set(key, text),
    removeItem: (key) => kept.delete(key),
  };
  const said = [];
  globalThis.fetch = (address, { body }) => {
    if (!body) return new Promise(() => {});
    const { class: of, ...message } = JSON.parse(body);
    return new Promise((resolve) => said.push({ of, ...message, keep: () => resolve(new Response("{}")) }));
  };
  const bar = new TeacherBar(made());
  const words = new Proxy({}, { get: () => "" });
  bar.show({ address: "class", classes: ids.map((id) => ({ id, code: id })), classroom: "", page: "", words }, () => {});
  return { bar, said };
}

test("a tab leads until the class has followed it and does no more", async () => {
  const { bar } = barOf("a class");
  bar.follow.root.onclick();
  await settle();
  const views = ["", "train", ""]; // the first was under way when the tab began
  const leads = views.map((view, counter) => (bar.hear({ state: { counter, view, open: true } }), bar.isLeading));
  assert.deepEqual(leads, [true, true, false]);
  mock.timers.reset();
});

test("what was asked of a class is not asked of the next", async () => {
  const { bar, said } = barOf("one", "other");
  bar.freeze.root.onclick();
  bar.freeze.root.onclick();
  bar.choice.value = "other";
  bar.choice.onchange();
  assert.equal(bar.freeze.isOn, false);
  await settle();
  said[0].keep();
  await settle();
  assert.deepEqual(said.map(({ of, frozen }) => [of, frozen]), [["one", true], ["one", false]]);
  mock.timers.reset();
});

test("a question covers the page if it can be put, and a drawing never does", () => {
  assert.ok(isPut({ kind: "guess_threshold", content: { edges: [0, 1], counts: [3] } }));
  assert.ok(!isPut({ kind: "guess_threshold", content: {} }));
  assert.ok(!isPut({ kind: "draw_digit", content: { digit: 1 } }));
});
