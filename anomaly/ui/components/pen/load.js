// @ts-check
import { readNetwork } from "./network.js";

/** @import { Network } from "./network.js" */

/**
 * The network at an address, which the browser keeps; null if it does not arrive, or is none.
 *
 * @param {string} address Relative to the page's.
 * @returns {Promise<Network | null>}
 */
export async function loadNetwork(address) {
  try {
    const answer = await fetch(address);
    return answer.ok ? readNetwork(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
