// @ts-check
/** @import { FigureClass } from "./step.js" */
import { OddOneOut } from "./odd_one_out.js";

/**
 * The figures by the names of their steps.
 *
 * @type {Record<string, FigureClass>}
 */
export const FIGURES = {
  odd_one_out: OddOneOut,
};
