// Pointer events of a page, on a window without a page.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Pointers } from "../../../../anomaly/ui/components/pen/pointers.js";

let heard;
let pointers;

globalThis.Element = class {
  constructor(isControl) {
    this.isControl = isControl;
  }
  closest() {
    return this.isControl ? this : null;
  }
};

const surface = {
  holds: ({ target }) => target === "canvas",
  placeOf: ({ at }) => at,
};

/** Have the page hear of a pointer: what happens to it, and where. */
function point(kind, at, { target = "canvas", id = 1, type = "mouse", ...others } = {}) {
  const event = Object.assign(new Event(`pointer${kind}`), {
    at, pointerId: id, pointerType: type, button: 0, buttons: kind === "up" ? 0 : 1, ...others,
  });
  const path = [target === "control" ? new Element(true) : new Element(false)];
  Object.defineProperty(event, "target", { value: target });
  Object.defineProperty(event, "composedPath", { value: () => path });
  globalThis.window.dispatchEvent(event);
}

beforeEach(() => {
  heard = [];
  globalThis.document = { getSelection: () => null };
  globalThis.window = new EventTarget();
  pointers = new Pointers(surface, {
    width: () => 18,
    moved: () => heard.push("moved"),
    drawn: (strokes) => heard.push(strokes.map(({ points }) => points)),
    undrawn: () => heard.push("undrawn"),
  });
});

test("a stroke is heard of as it grows and when it is drawn", () => {
  point("down", [10, 10]);
  point("move", [10, 60]);
  assert.ok(pointers.isDown);
  assert.deepEqual(pointers.strokes.map(({ points }) => points), [[10, 10, 10, 60]]);
  point("up", [10, 60]);
  assert.deepEqual(heard, ["moved", "moved", [[10, 10, 10, 60]]]);
  assert.ok(!pointers.isDown);
});

test("each of the places that came with one event counts", () => {
  const places = [[10, 30], [40, 30], [40, 60]].map((at) => ({ at, timeStamp: 0 }));
  point("down", [10, 10]);
  point("move", [40, 60], { getCoalescedEvents: () => places });
  point("up", [40, 60]);
  assert.deepEqual(heard.pop(), [[10, 10, 10, 30, 40, 30, 40, 60]]);
});

test("other buttons than the first draw nothing", () => {
  point("down", [10, 10], { button: 2, buttons: 2 });
  point("move", [10, 60], { buttons: 2 });
  point("up", [10, 60], { button: 2 });
  assert.deepEqual(heard, []);
});

test("a mouse may come from beside the canvas, unless it uses something there", () => {
  for (const target of ["page", "control"]) {
    point("down", [-20, 10], { target });
    point("move", [20, 10], { target: "canvas" });
    point("up", [20, 10]);
  }
  assert.deepEqual(heard, ["moved", [[0, 10, 20, 10]]]);
});

test("a finger beside the canvas scrolls the page and draws nothing", () => {
  point("down", [-20, 10], { target: "page", type: "touch" });
  point("move", [20, 10], { type: "touch" });
  point("up", [20, 10], { type: "touch" });
  assert.deepEqual(heard, []);
});

test("a click beside the canvas has drawn nothing", () => {
  point("down", [-20, 10], { target: "page" });
  point("up", [-20, 10], { target: "page" });
  assert.deepEqual(heard, ["undrawn"]);
});

test("a touch that the browser takes for itself has drawn nothing", () => {
  point("down", [10, 10], { type: "touch" });
  point("move", [10, 60], { type: "touch" });
  point("cancel", [10, 60], { type: "touch" });
  assert.deepEqual(heard, ["moved", "moved", "undrawn"]);
});

test("a button that was released where the page could not hear of it ends the stroke", () => {
  point("down", [10, 10]);
  point("move", [10, 60]);
  point("move", [90, 90], { buttons: 0 });
  assert.deepEqual(heard.pop(), [[10, 10, 10, 60]]);
  assert.ok(!pointers.isDown);
});

test("a finger that goes while another draws ends nothing", () => {
  point("down", [10, 10], { type: "touch", id: 1 });
  point("move", [10, 90], { type: "touch", id: 1 });
  point("down", [200, 90], { type: "touch", id: 2 });
  point("up", [200, 90], { type: "touch", id: 2 });
  assert.equal(heard.pop(), "moved");
  point("up", [10, 90], { type: "touch", id: 1 });
  assert.deepEqual(heard.pop(), [[10, 10, 10, 90]]);
});

test("after it has left it hears nothing", () => {
  pointers.leave();
  point("down", [10, 10]);
  point("up", [10, 10]);
  assert.deepEqual(heard, []);
});
