// Damages digits as the page does: CASES -> pictures and masks on standard output.
import { readFileSync } from "node:fs";

import { corrupt } from "../../../../anomaly/ui/components/damage/corrupt.js";
import { overlapOf } from "../../../../anomaly/ui/components/damage/place.js";

const cases = JSON.parse(readFileSync(process.argv[2], "utf8"));
const answers = cases.map(({ image, strengths, seed }) => {
  const damaged = corrupt(Float32Array.from(image), strengths, seed);
  const { hits, size } = overlapOf(damaged.image, damaged.mask);
  return { image: [...damaged.image], mask: [...damaged.mask], hits, size };
});
console.log(JSON.stringify(answers));
