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
  const table = loadTable(context, "digits.json");
  const digits = await context.load("digits.png", async (sheet) => {
    const { columns, labels } = await table;
    return readDigits(sheet, labels.length, columns);
  });
  return { digits, labels: [...(await table).labels], normal: [NORMAL_LABEL] };
}

/**
 * A bundled table.
 *
 * @param {StepContext} context
 * @param {string} name
 * @returns {Promise<any>}
 */
export function loadTable(context, name) {
  return context.load(name, (file) => JSON.parse(new TextDecoder().decode(file)));
}
