// Which changes of the address are steps that Back undoes.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";

import run, { complete, isStep } from "../../../../anomaly/ui/components/address_bar/address_bar.js";

const REPLACED = ["threshold", "rule", "drawing"];
const VIEW = "?normal=1&anomalous=9&detector=pca";
const at = (/** @type {string} */ address) => new URL(address, "http://localhost");
const step = (/** @type {string} */ before, /** @type {string} */ after) =>
  isStep(at(before), at(after), REPLACED);

afterEach(() => ["history", "location", "History"].forEach((name) => delete globalThis[name]));

test("a change of threshold, rule or drawing is no step", () => {
  assert.equal(step(`/${VIEW}`, `/${VIEW}&threshold=30`), false);
  assert.equal(step(`/${VIEW}&threshold=30`, `/${VIEW}&rule=youden`), false);
  assert.equal(step(`/${VIEW}&drawing=1AA`, `/${VIEW}&drawing=1BB&threshold=2`), false);
});

test("a change of detector, digits, sample or model is a step", () => {
  assert.equal(step(`/${VIEW}`, `/${VIEW.replace("pca", "vae")}`), true);
  assert.equal(step(`/${VIEW}`, `/${VIEW.replace("normal=1", "normal=17")}`), true);
  assert.equal(step(`/${VIEW}`, `/${VIEW.replace("=9", "=rest")}&threshold=3`), true);
  assert.equal(step(`/${VIEW}`, `/${VIEW}&sample=mnist-7`), true);
  assert.equal(step(`/${VIEW}&sample=mnist-7`, `/${VIEW}&drawing=1AA`), true);
  assert.equal(step(`/${VIEW}`, `/${VIEW}&model=0123456789abcdef`), true);
});

test("what examples lead to is no step, and what is chosen is", () => {
  const replaced = [...REPLACED, "tray"];
  const taught = (/** @type {string} */ before, /** @type {string} */ after) =>
    isStep(at(`/${VIEW}${before}`), at(`/${VIEW}${after}`), replaced);
  assert.equal(taught("", "&tray=0123456789abcdef"), false);
  assert.equal(taught("&tray=0123456789abcdef", "&model=t123456789abcdef"), false);
  assert.equal(taught("&model=t123456789abcdef", ""), true);
});

test("the same parameters in another order or writing are no step", () => {
  assert.equal(step(`/${VIEW}`, "/?detector=pca&anomalous=9&normal=1"), false);
  assert.equal(step(`/${VIEW}&x=a%2Cb`, `/${VIEW}&x=a,b`), false);
});

test("an address typed by hand is completed without a step", () => {
  assert.equal(step("/", `/${VIEW}`), false);
  assert.equal(step("/?normal=7", `/${VIEW}`), false);
});

test("a view replaces all but what is Streamlit's own", () => {
  assert.equal(complete("?normal=x&embed=true", "normal=1&detector=pca"), "?normal=1&detector=pca&embed=true");
  assert.equal(complete("", "rule=quantile%3D0.9"), "?rule=quantile%3D0.9");
});

/** A history at an address, and the calls of the browser's own functions. */
function browse(address) {
  const calls = [];
  const go = (/** @type {string} */ kind, /** @type {string} */ to) => {
    calls.push([kind, to]);
    globalThis.location = at(to);
  };
  globalThis.location = at(address);
  globalThis.History = class {
    state = null;
    /** @param {unknown[]} given */
    pushState(...given) {
      go("push", String(given[2]));
    }
    /** @param {unknown[]} given */
    replaceState(...given) {
      go("replace", String(given[2]));
    }
  };
  globalThis.history = new globalThis.History();
  return calls;
}

test("another page is one step, with its view at once or after it, and further steps count", () => {
  const calls = browse(`/evaluate${VIEW}`);
  const data = { page: "evaluate", session: "a", view: VIEW.slice(1), replaced: REPLACED };
  run({ data });
  calls.length = 0;
  const sample = `${VIEW}&sample=mnist-7`;
  history.pushState({}, "", `/evaluate${sample}`);
  run({ data });
  history.pushState({}, "", `/train${sample}`);
  run({ data: { ...data, page: "train" } });
  history.pushState({}, "", `/train${VIEW}`);
  history.pushState({}, "", "/");
  history.pushState({}, "", `/${sample}`);
  run({ data: { ...data, page: "" } });
  history.pushState({}, "", `/evaluate${sample}`);
  history.pushState({}, "", `/evaluate${VIEW}`);
  history.pushState({}, "", `/evaluate${sample}`);
  assert.deepEqual(calls, [
    ["push", `/evaluate${sample}`],
    ["push", `/train${sample}`],
    ["push", `/train${VIEW}`],
    ["push", "/"],
    ["replace", `/${sample}`],
    ["push", `/evaluate${sample}`],
    ["replace", `/evaluate${VIEW}`],
    ["push", `/evaluate${sample}`],
  ]);
});

test("st.switch_page with a query is one step", () => {
  const calls = browse(`/evaluate${VIEW}`);
  run({ data: { page: "evaluate", session: "a", view: VIEW.slice(1), replaced: REPLACED } });
  calls.length = 0;
  const sample = `${VIEW}&sample=mnist-7`;
  history.pushState({}, "", `/evaluate${sample}`);
  history.pushState({}, "", `/${sample}`);
  history.pushState({}, "", `/train${sample}`);
  assert.deepEqual(calls, [
    ["push", `/evaluate${sample}`],
    ["replace", `/${sample}`],
    ["push", `/train${sample}`],
  ]);
});

test("it puts a new session's view in place once, and sorts pushes from then on", () => {
  const calls = browse("/a/?normal=x#top");
  const data = { page: "", session: "a", view: "detector=pca", replaced: ["threshold"] };
  run({ data });
  history.pushState({}, "", "/a/?detector=pca&threshold=3");
  history.pushState({}, "", "/a/?detector=vae");
  run({ data: { ...data, replaced: ["detector"] } });
  history.pushState({}, "", "/a/?detector=vae");
  run({ data: { ...data, view: "detector=nearest" } });
  run({ data: { ...data, session: "b", view: "" } });
  run({ data: { ...data, session: "b" } });
  run({ data: { ...data, session: "b", view: "detector=nearest" } });
  assert.deepEqual(calls, [
    ["replace", "/a/?detector=pca#top"],
    ["replace", "/a/?detector=pca&threshold=3"],
    ["push", "/a/?detector=vae"],
    ["replace", "/a/?detector=vae"],
    ["replace", "/a/?detector=pca"],
  ]);
});
