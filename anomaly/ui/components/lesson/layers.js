// @ts-check
/** @import { StepContext } from "./step.js" */
import { find } from "../shared/dom.js";
import { LatentMap } from "../latent_map/map.js";
import { loadDigitSheet } from "./digit_sheet.js";
import { LayersFlow } from "./layers_flow.js";
import { LayersSizes } from "./layers_sizes.js";
import { sayLost } from "./lost.js";
import { onTheme } from "./step.js";
import { LessonTabs } from "./tabs.js";

/** @typedef {"flow" | "map"} LayersView */

/** @type {LayersView[]} */
const LAYERS_VIEWS = ["flow", "map"];
const ARTICLE_SIZE = 64;

/** The article's network with the learner's drawing in it, and the map of its codes. */
export class Layers {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   */
  constructor(root, context) {
    this.context = context;
    root.innerHTML = `
      <div class="layers-head"></div>
      <div class="layers-flow"></div>
      <div class="layers-map"></div>
      <p class="layers-lost"></p>`;
    this.root = root;
    this.size = ARTICLE_SIZE;
    this.isMapSeen = false;
    this.isLost = false; // the network of the chosen size
    this.sizes = new LayersSizes(context, (size) => this.#choose(size));
    const head = find(root, ".layers-head");
    head.append(this.sizes.root);
    const titles = LAYERS_VIEWS.map((view) => context.words[view]);
    this.tabs = new LessonTabs(head, context.words.tabs, titles, (index) => this.#look(LAYERS_VIEWS[index]));
    this.flow = new LayersFlow(find(root, ".layers-flow"), context);
    const place = find(root, ".layers-map");
    this.map = new LatentMap(place, context.data.map, { moved: context.done });
    this.endTheme = onTheme(root, () => {
      this.flow.paint();
      this.map.repaint();
    });
    this.#look("flow");
    this.#show();
    if (context.isOpen) this.sizes.open();
  }

  leave() {
    this.isGone = true;
    this.endTheme();
    this.flow.leave();
    this.map.leave();
  }

  answered() {
    this.sizes.open();
    this.context.spotlight(this.sizes.root);
  }

  drawn() {
    this.flow.compute();
    this.context.say(this.flow.result);
    this.sizes.refresh();
    if (this.view === "map") this.map.mark(this.context.drawing.digit);
  }

  /** @param {LayersView} view */
  #look(view) {
    this.view = view;
    this.root.dataset.view = view;
    if (view === "map") this.#showMap();
  }

  /** @param {number} size */
  async #choose(size) {
    if (size === this.size && !this.isLost) return;
    this.size = size;
    if (!(await this.#show())) return;
    this.context.say(this.sizes.nameOf(size));
    if (!this.isMapSeen) this.context.spotlight(this.tabs.tabs[1]);
  }

  /** Show the network of the chosen size; false where it does not arrive, or another is chosen. */
  async #show() {
    const { size } = this;
    const network = await this.sizes.network(size);
    if (this.isGone || size !== this.size) return false;
    this.isLost = network === null;
    if (!network) {
      this.flow.lose(() => this.#choose(size));
      if (this.view === "map") this.#loseMap();
      return false;
    }
    this.sizes.mark(size);
    this.flow.show(network, size);
    if (this.view === "map") await this.#showMap();
    return true;
  }

  async #showMap() {
    const { size, context, map } = this;
    const digits = loadDigitSheet(context).catch(() => null);
    const [network, held] = await Promise.all([this.sizes.network(size), digits]);
    if (this.isGone || size !== this.size || this.view !== "map") return;
    if (!network || !held) {
      this.#loseMap();
      return;
    }
    this.root.dataset.view = "map";
    map.drawing = context.drawing.digit;
    map.show(network, held);
    if (!this.isMapSeen) context.spotlight(map.ring);
    this.isMapSeen = true;
  }

  #loseMap() {
    this.root.dataset.view = "lost";
    sayLost(find(this.root, ".layers-lost"), this.context, () => this.#show());
  }
}
