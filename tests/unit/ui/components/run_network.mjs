// Has a network judge digits: FILE DIGITS -> REBUILT, and the scores and times on standard output.
import { readFileSync, writeFileSync } from "node:fs";

import { readNetwork, rebuild, scoreOf } from "../../../../anomaly/ui/components/pen/network.js";

const [file, digits, target] = process.argv.slice(2);
const read = (path) => new Uint8Array(readFileSync(path)).buffer;
const network = readNetwork(read(file));
const all = new Float32Array(read(digits));
const pictures = new Float32Array(all.length);
const scores = [];
const times = [];
for (let start = 0; start < all.length; start += 784) {
  const digit = all.subarray(start, start + 784);
  const began = performance.now();
  const rebuilt = rebuild(network, digit);
  scores.push(scoreOf(network, digit, rebuilt));
  times.push(performance.now() - began);
  pictures.set(rebuilt, start);
}
writeFileSync(target, new Uint8Array(pictures.buffer));
console.log(JSON.stringify({ scores, times }));
