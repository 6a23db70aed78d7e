// @ts-check
/** @import { VerdictMessage } from "./messages.js" */

/**
 * What a threshold makes of the digit at hand: an anomaly is a digit with score >= threshold.
 *
 * @param {VerdictMessage} message
 * @param {number} threshold
 * @returns {{ kind: "normal" | "anomaly" | "blank", sentence: string }}
 */
export function sentenceOf({ answer, decimals, sentences }, threshold) {
  const { score } = answer;
  const kind = score === null ? "blank" : score >= threshold ? "anomaly" : "normal";
  const sentence = sentences[kind] ?? "";
  return { kind, sentence: sentence.replace("{threshold}", threshold.toFixed(decimals)) };
}
