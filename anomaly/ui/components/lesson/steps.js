// @ts-check
/** @import { FigureClass } from "./step.js" */
import { Beyond } from "./beyond.js";
import { Epochs } from "./epochs.js";
import { Failures } from "./failures.js";
import { Layers } from "./layers.js";
import { DrawTheLine } from "./line.js";
import { OddOneOut } from "./odd_one_out.js";
import { OneNumber } from "./one_number.js";
import { Squeeze } from "./squeeze.js";
import { ThinSheet } from "./thin_sheet.js";

/**
 * The figures by the names of their steps.
 *
 * @type {Record<string, FigureClass>}
 */
export const FIGURES = {
  odd_one_out: OddOneOut,
  thin_sheet: ThinSheet,
  squeeze: Squeeze,
  layers: Layers,
  epochs: Epochs,
  one_number: OneNumber,
  line: DrawTheLine,
  failures: Failures,
  beyond: Beyond,
};
