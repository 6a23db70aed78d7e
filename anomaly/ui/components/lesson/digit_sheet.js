// @ts-check
/** @import { HeldOut } from "../latent_map/model.js" */
/** @import { StepContext } from "./step.js" */
import { readDigits } from "../shared/digit_sheet.js";

const NORMAL_LABEL = "1";

/**
 * Get the bundled generated digits, which no network was fitted on.
 *
 * @param {StepContext} context
 * @returns {Promise<HeldOut>}
 */
export async function loadDigitSheet(context) {
  const [table, sheet] = await Promise.all(["digits.json", "digits.png"].map(context.load));
  const { columns, labels } = JSON.parse(new TextDecoder().decode(table));
  const digits = await readDigits(sheet, labels.length, columns);
  return { digits, labels: [...labels], normal: [NORMAL_LABEL] };
}

/**
 * A bundled table.
 *
 * @param {StepContext} context
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function loadTable(context, name) {
  return JSON.parse(new TextDecoder().decode(await context.load(name)));
}
