// @ts-check
/** @import { HeldOut } from "../latent_map/model.js" */
/** @import { Network } from "../pen/network.js" */
/** @import { StepContext } from "./step.js" */
import { element } from "../shared/dom.js";
import { loadDigitSheet, loadTable } from "./digit_sheet.js";
import { EpochsGuess } from "./epochs_guess.js";
import { EpochsPlayer } from "./epochs_player.js";

const GIVEN_LABEL = "9";

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
  }

  async #begin() {
    const { context } = this;
    const [table, held] = await Promise.all([loadTable(context, "epochs.json"), loadDigitSheet(context)]);
    const names = table.checkpoints.map((/** @type {number} */ epoch) => `epoch-${epoch}.safetensors`);
    const networks = await Promise.all(names.map(context.network));
    if (this.isGone) return;
    const nine = held.digits[held.labels.indexOf(GIVEN_LABEL)];
    this.content = { checkpoints: table.checkpoints, losses: table.losses, networks, nine };
    if (this.isOpen) this.#open();
    else new EpochsGuess(this.root, context, this.content);
  }

  #open() {
    const { root, context, content } = this;
    if (!content || this.player) return;
    this.player = new EpochsPlayer(root, context, content);
  }
}
