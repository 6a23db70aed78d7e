// @ts-check
/** @import { Network } from "../pen/network.js" */
/** @import { StepContext } from "./step.js" */
import { Thumb } from "../latent_map/thumb.js";
import { rebuild, scoreOf } from "../pen/network.js";
import { element } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { PIXELS } from "../shared/values.js";

/** The networks by the sizes of their codes; all else of them is alike. */
const SIZE_FILES = new Map([
  [1, "bottleneck-1.safetensors"],
  [2, "bottleneck-2.safetensors"],
  [8, "bottleneck-8.safetensors"],
  [64, "detector:autoencoder-1"],
]);

/** A choice of codes by their size, each with what is rebuilt of the drawing through it. */
export class LayersSizes {
  /**
   * @param {StepContext} context
   * @param {(size: number) => void} choose
   */
  constructor(context, choose) {
    this.context = context;
    const { words } = context;
    /** @type {Map<number, Network>} */
    this.networks = new Map();
    this.buttons = new Map([...SIZE_FILES.keys()].map((size) => [size, this.#button(size, choose)]));
    const title = element("span", { textContent: words.sizes });
    const choices = [...this.buttons.values()].map(({ button }) => button);
    this.root = element("div", { className: "layers-sizes" }, [title, ...choices]);
    this.root.setAttribute("role", "group");
    this.root.setAttribute("aria-label", words.sizes);
  }

  /** Let the size be chosen, and show what each rebuilds. */
  async open() {
    for (const { button } of this.buttons.values()) button.disabled = false;
    this.isOpen = true;
    for (const size of this.buttons.keys()) {
      await this.network(size);
      this.refresh();
    }
  }

  /** @param {number} size The one that is shown. */
  mark(size) {
    for (const [other, { button }] of this.buttons) {
      button.setAttribute("aria-pressed", String(other === size));
    }
  }

  /** What is said of a size. @param {number} size */
  nameOf(size) {
    return this.buttons.get(size)?.button.ariaLabel ?? String(size);
  }

  /**
   * @param {number} size
   * @returns {Promise<Network | null>} Null where it does not arrive.
   */
  async network(size) {
    try {
      const network = await this.context.network(SIZE_FILES.get(size) ?? "");
      this.networks.set(size, network);
      return network;
    } catch {
      return null;
    }
  }

  /** Rebuild the drawing by each network that is there. */
  refresh() {
    const { context, networks, isOpen } = this;
    const { digit } = context.drawing;
    if (!isOpen) return;
    for (const [size, { button, thumb }] of this.buttons) {
      const network = networks.get(size);
      const rebuilt = network && digit ? rebuild(network, digit) : null;
      const score = network && digit && rebuilt ? scoreOf(network, digit, rebuilt).toFixed(1) : "";
      thumb.show(rebuilt ?? new Float32Array(PIXELS), "", score);
      const name = score === "" ? String(size) : fill(context.words.size, { size, score });
      button.setAttribute("aria-label", name);
    }
  }

  /** @param {number} size @param {(size: number) => void} choose */
  #button(size, choose) {
    const thumb = new Thumb("size");
    const number = element("b", { textContent: String(size) });
    const button = element("button", { type: "button", disabled: true, onclick: () => choose(size) }, [
      number, thumb.figure,
    ]);
    return { button, thumb };
  }
}
