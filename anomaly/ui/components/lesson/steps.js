// @ts-check
/** @import { FigureClass } from "./step.js" */
import { Epochs } from "./epochs.js";
import { Layers } from "./layers.js";
import { OddOneOut } from "./odd_one_out.js";
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
};
