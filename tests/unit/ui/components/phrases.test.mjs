// Phrases of Streamlit's own, and what takes their place.
import assert from "node:assert/strict";
import { test } from "node:test";

import { inLanguage } from "../../../../anomaly/ui/components/language/language.js";
import { Phrases } from "../../../../anomaly/ui/components/language/phrases.js";

const PHRASES = new Phrases([
  ["Upload", "選ぶ"],
  ["Help for {what}", "「{what}」の説明"],
  ["{size} per file", "1ファイル{size}まで"],
]);

test("a phrase gives way as a whole, with the space around it kept", () => {
  assert.equal(PHRASES.translate("Upload"), "選ぶ");
  assert.equal(PHRASES.translate(" Upload\n"), " 選ぶ\n");
});

test("what stands in its blank stays", () => {
  assert.equal(PHRASES.translate("Help for 閾値"), "「閾値」の説明");
  assert.equal(PHRASES.translate("5MB per file"), "1ファイル5MBまで");
});

test("other texts are none of them, nor is a part of one", () => {
  for (const text of ["", "Uploaded", "Upload it", "Help for ", " per file", "$& per", "選ぶ"]) {
    assert.equal(PHRASES.translate(text), null);
  }
});

test("a text with signs of patterns is taken as it is", () => {
  assert.equal(PHRASES.translate("Help for $& {x}"), "「$& {x}」の説明");
});

test("the page in another language has all else of its address", () => {
  const address = "http://localhost:8501/train?normal=1&lang=en&drawing=a%2Cb";
  assert.equal(inLanguage(address, "ja"), "http://localhost:8501/train?normal=1&lang=ja&drawing=a%2Cb");
  assert.equal(inLanguage("http://localhost/", "ja"), "http://localhost/?lang=ja");
});
