// @ts-check
/** @import { EpochsContent } from "./epochs_player.js" */
/** @import { StepContext } from "./step.js" */
import { loadDigitSheet, loadTable } from "./digit_sheet.js";
import { EpochsGuess } from "./epochs_guess.js";
import { EpochsPlayer } from "./epochs_player.js";
import { sayLost } from "./lost.js";

/** What a network that is trained on 1s makes of a 9: first guessed, then watched epoch by epoch. */
export class Epochs {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   */
  constructor(root, context) {
    this.root = root;
    this.context = context;
    /** @type {EpochsPlayer | null} */
    this.player = null;
    /** @type {EpochsContent | null} */
    this.content = null;
    this.isOpen = context.isOpen;
    this.#begin();
  }

  leave() {
    this.isGone = true;
    this.player?.leave();
  }

  answered() {
    if (this.isOpen) return;
    this.isOpen = true;
    this.#open();
  }

  drawn() {
    this.player?.refresh();
    this.context.say(this.player?.own.figure.innerText ?? "");
  }

  async #begin() {
    const { context, root } = this;
    try {
      // To guess takes one network; the others arrive meanwhile.
      const files = await loadFiles(context);
      const last = await context.network(files.names.at(-1) ?? "");
      if (this.isGone) return;
      if (!this.isOpen) new EpochsGuess(root, context, { ...files, networks: [last] });
      this.content = { ...files, networks: await Promise.all(files.names.map(context.network)) };
    } catch {
      if (!this.isGone) sayLost(root, context, () => this.#begin());
      return;
    }
    if (!this.isGone && this.isOpen) this.#open();
  }

  #open() {
    const { root, context, content } = this;
    if (!content || this.player) return;
    this.player = new EpochsPlayer(root, context, content);
  }
}

/**
 * The step's table, its 1 and its 9, and the names of its networks, in the order of their epochs.
 *
 * @param {StepContext} context
 */
async function loadFiles(context) {
  const [table, held] = await Promise.all([loadTable(context, "epochs.json"), loadDigitSheet(context)]);
  const { checkpoints, losses } = table;
  /** @type {string[]} */
  const names = checkpoints.map((/** @type {number} */ epoch) => `epoch-${epoch}.safetensors`);
  const [one, nine] = ["1", "9"].map((label) => held.digits[held.labels.indexOf(label)]);
  return { checkpoints, losses, names, one, nine };
}
