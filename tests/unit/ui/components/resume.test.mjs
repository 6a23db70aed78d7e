// What a page keeps of its training, with a browser's storage, for a session that is new to it.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Resume } from "../../../../anomaly/ui/components/resume/resume.js";

let items;
let told;
const FORM = { normal: [7] };

function show(page, session, training, form = null) {
  page.show({ session, training, form }, (_, value) => told.push(value));
}

beforeEach(() => {
  items = new Map();
  told = [];
  globalThis.window = {
    sessionStorage: {
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => items.set(name, value),
      removeItem: (name) => items.delete(name),
    },
  };
});

test("a page that is loaded again tells which training it watched", () => {
  show(new Resume(), "one", "abc", FORM);
  const again = new Resume();
  show(again, "two", "");
  assert.deepEqual(told, [{ training: "abc", form: null }]);
  show(again, "two", "abc");
  assert.equal(told.length, 1);
});

test("a page that outlives its server tells what was in its form", () => {
  const page = new Resume();
  show(page, "one", "", FORM);
  show(page, "two", "", { normal: [1] });
  assert.deepEqual(told, [{ training: "", form: FORM }]);
});

test("a session is never told what it told itself", () => {
  const page = new Resume();
  show(page, "one", "", FORM);
  show(page, "one", "abc", FORM);
  show(page, "one", "", { normal: [1] });
  show(new Resume(), "two", "");
  assert.deepEqual(told, []);
});

test("a browser that keeps nothing is asked in vain", () => {
  Object.defineProperty(globalThis.window, "sessionStorage", {
    get() {
      throw new Error("SecurityError");
    },
  });
  show(new Resume(), "one", "abc");
  show(new Resume(), "two", "");
  assert.deepEqual(told, []);
});
