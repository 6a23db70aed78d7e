import assert from "node:assert/strict";
import { test } from "node:test";

import { cutFiles, refusalsIn } from "../../../../anomaly/ui/components/uploads/uploads.js";

const file = (name, size) => new File([new Uint8Array(size).fill(7)], name, { type: "image/png" });

test("files within the limit stay as they are", () => {
  assert.equal(cutFiles([file("a.png", 10), file("b.png", 3)], 10), null);
  assert.equal(cutFiles([], 10), null);
});

test("of a file that is too large, one byte too many is left, with its name and type", async () => {
  const small = file("small.png", 9);
  const cut = cutFiles([small, file("large.png", 500)], 10);
  assert.equal(cut[0], small);
  assert.deepEqual([cut[1].name, cut[1].type, cut[1].size], ["large.png", "image/png", 11]);
  assert.equal((await cut[1].bytes?.() ?? new Uint8Array(await cut[1].arrayBuffer()))[10], 7);
});

test("files that the server has no room for are told once, in words", () => {
  const error = (status) => `Error: AxiosError: Request failed with status code ${status}`;
  const refusals = { 413: "Give fewer.", 507: "Try again." };
  assert.equal(refusalsIn([error(413), error(507), error(413)], refusals), "Give fewer. Try again.");
  assert.equal(refusalsIn([error(400), "Error: Network Error"], refusals), "");
});
