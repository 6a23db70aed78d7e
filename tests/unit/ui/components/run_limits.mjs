// Says why the page takes pictures for no normal digit: CASES -> the reasons on standard output.
import { readFileSync } from "node:fs";

import { reasonsOf } from "../../../../anomaly/ui/components/threshold/limits.js";

const { limits, pictures } = JSON.parse(readFileSync(process.argv[2], "utf8"));
console.log(JSON.stringify(pictures.map((picture) => reasonsOf(limits, new Float32Array(picture)))));
