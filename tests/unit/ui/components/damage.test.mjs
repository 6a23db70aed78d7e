// What is said of a damaged digit, and what is drawn around its damaged place.
import assert from "node:assert/strict";
import { test } from "node:test";

import { Asked } from "../../../../anomaly/ui/components/damage/asked.js";
import { overlapOf } from "../../../../anomaly/ui/components/damage/place.js";
import { sentenceOn, strengthText } from "../../../../anomaly/ui/components/damage/words.js";
import { outlineOf } from "../../../../anomaly/ui/components/pictures/pictures.js";
import { decodeBytes, encodeValues } from "../../../../anomaly/ui/components/shared/values.js";

const PIXELS = 28 * 28;
const message = {
  kinds: [
    { name: "blur", is_harmful: false },
    { name: "cut", is_harmful: true },
  ],
  words: {
    harmless_only: "harmless",
    found: "found {hits} of {size}",
    not_found: "lost, {hits} of {size}",
    nothing: "nothing",
  },
};

function picture(values) {
  const all = new Float32Array(PIXELS);
  for (const [index, value] of Object.entries(values)) all[index] = value;
  return all;
}

const maskOf = (...indices) => Uint8Array.from(picture(Object.fromEntries(indices.map((at) => [at, 1]))));

test("a place is found where half of it is among the pixels that differ most", () => {
  const mask = maskOf(5, 6, 7, 8);
  assert.deepEqual(overlapOf(picture({ 5: 1, 6: 0.9, 700: 0.8, 701: 0.7 }), mask), { hits: 2, size: 4, isFound: true });
  assert.deepEqual(overlapOf(picture({ 5: 1, 699: 0.9, 700: 0.8, 701: 0.7 }), mask), { hits: 1, size: 4, isFound: false });
  assert.deepEqual(overlapOf(picture({}), maskOf()), { hits: 0, size: 0, isFound: false });
});

test("the sentence says what the damage is, and whether its place is found", () => {
  const mask = maskOf(5, 6);
  const found = picture({ 5: 1, 6: 1 });
  const say = (strengths, difference, place) => sentenceOn(message, strengths, difference, place);
  assert.equal(say({ blur: 1, cut: 0 }, found, maskOf()), "harmless");
  assert.equal(say({ blur: 1, cut: 2 }, found, mask), "found 2 of 2");
  assert.equal(say({ blur: 0, cut: 2 }, picture({ 700: 1, 701: 1 }), mask), "lost, 0 of 2");
  assert.equal(say({ blur: 0, cut: 2 }, found, maskOf()), "nothing");
});

test("a strength is written with its unit, and with a sign where there are two directions", () => {
  const turn = { unit: "{value}°", low: -24, step: 2 };
  assert.deepEqual([-12, 0, 12].map((strength) => strengthText(turn, strength)), ["−12°", "0°", "+12°"]);
  assert.equal(strengthText({ unit: "{value} px", low: 0, step: 0.5 }, 2), "2.0 px");
  assert.equal(strengthText({ unit: "{value}", low: 0, step: 0.01 }, 0.1), "0.10");
});

test("an outline goes around a place once, also at the picture's edge", () => {
  assert.equal(outlineOf(maskOf()), "");
  const edges = (mask) => outlineOf(mask).split("M").filter(Boolean).sort();
  assert.deepEqual(edges(maskOf(0)), ["0 0h1", "0 0v1", "0 1h1", "1 0v1"]);
  assert.equal(edges(maskOf(30, 31)).length, 6);
  assert.deepEqual(edges(maskOf(PIXELS - 1)), ["27 27h1", "27 27v1", "27 28h1", "28 27v1"]);
});

test("a picture is sent as its bytes", () => {
  const values = picture({ 0: 0.25, 783: 1 });
  assert.deepEqual(new Float32Array(decodeBytes(encodeValues(values))), values);
});

const question = () => ({ strokes: [], widths: [], moments: [], picture: "", sequence: 0 });

function askedFor(...settled) {
  const asked = new Asked();
  const questions = settled.map(question);
  const damages = settled.map((isSettled, at) => ({ mask: maskOf(at), strengths: { cut: at }, isSettled }));
  questions.forEach((each, at) => asked.note(each, damages[at]));
  return { asked, questions, damages };
}

test("where only Python answers, replies are shown while the sliders move on, each with its damage", () => {
  const { asked, questions, damages } = askedFor(false, true, true);
  assert.ok(!asked.isReplied);
  assert.deepEqual(asked.take(questions[0], true), damages[0]);
  assert.ok(asked.isReplied);
  assert.deepEqual(asked.take(questions[1], true), { ...damages[1], isSettled: false });
  assert.deepEqual(asked.take(questions[2], true), damages[2]);
});

test("where the page answers itself, only the reply on the sliders as they are counts", () => {
  const { asked, questions, damages } = askedFor(true, true);
  assert.equal(asked.take(questions[0], false), undefined);
  assert.deepEqual(asked.take(questions[1], false), damages[1]);
});

test("no reply counts on a digit that is no longer damaged", () => {
  const { asked, questions } = askedFor(true, true);
  asked.forget();
  for (const each of questions) assert.equal(asked.take(each, true), undefined);
  assert.ok(!asked.isReplied);
});
