// Bundled files of the lesson: fetched once, and anew where one did not arrive whole.
import assert from "node:assert/strict";
import { test } from "node:test";

import { LessonFiles } from "../../../../../anomaly/ui/components/lesson/files.js";

const readJson = (file) => JSON.parse(new TextDecoder().decode(file));

/** Answer requests with texts, one after the other, and return how each was to be cached. */
function answerWith(context, ...texts) {
  const asked = [];
  context.mock.method(globalThis, "fetch", async (_, { cache }) => {
    asked.push(cache);
    return new Response(texts[asked.length - 1]);
  });
  return asked;
}

test("a file is fetched once, however many ask", async (context) => {
  const asked = answerWith(context, '{"a": 1}');
  const files = new LessonFiles();
  const both = await Promise.all([files.load("a.json", readJson), files.load("a.json", readJson)]);
  assert.deepEqual(both, [{ a: 1 }, { a: 1 }]);
  assert.deepEqual(asked, ["default"]);
});

test("one that arrived cut is fetched past the browser's cache", async (context) => {
  const asked = answerWith(context, '{"a": ', '{"a": 1}');
  const files = new LessonFiles();
  await assert.rejects(files.load("a.json", readJson));
  assert.deepEqual(await files.load("a.json", readJson), { a: 1 });
  assert.deepEqual(asked, ["default", "reload"]);
});
