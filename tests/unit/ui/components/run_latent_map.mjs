// Maps the codes of digits: FILE DIGITS LABELS -> shares of variance, places' codes and scores.
import { readFileSync } from "node:fs";

import { cutAtCode } from "../../../../anomaly/ui/components/latent_map/codec.js";
import { MapModel } from "../../../../anomaly/ui/components/latent_map/model.js";
import { readNetwork } from "../../../../anomaly/ui/components/pen/network.js";

const [file, digits, labels] = process.argv.slice(2);
const read = (path) => new Uint8Array(readFileSync(path)).buffer;
const all = new Float32Array(read(digits));
const pictures = Array.from(labels, (_, n) => all.slice(784 * n, 784 * (n + 1)));
const held = { digits: pictures, labels: [...labels], normal: "1" };
const model = new MapModel(cutAtCode(readNetwork(read(file))), held);
const decoded = Array.from(model.at(model.middle).picture);
console.log(JSON.stringify({ shares: model.plane.shares, points: model.points, decoded }));
