// @ts-check
/** @import { StepContext } from "./step.js" */
import { element, find } from "../shared/dom.js";
import { LatentMap } from "../latent_map/map.js";
import { loadDigitSheet } from "./digit_sheet.js";
import { LayersFlow } from "./layers_flow.js";
import { LayersSizes } from "./layers_sizes.js";
import { onTheme } from "./step.js";

/** @typedef {"flow" | "map"} LayersView */

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
      <div class="layers-map"></div>`;
    this.root = root;
    this.size = ARTICLE_SIZE;
    this.isMapSeen = false;
    this.sizes = new LayersSizes(context, (size) => this.#choose(size));
    this.views = this.#views();
    find(root, ".layers-head").append(this.sizes.root, this.views);
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
    this.sizes.refresh();
    if (this.view === "map") this.map.mark(this.context.drawing.digit);
  }

  #views() {
    const { words } = this.context;
    const button = (/** @type {LayersView} */ view) =>
      element("button", { type: "button", value: view, textContent: words[view], onclick: () => this.#look(view) });
    this.mapButton = button("map");
    const views = element("div", { className: "layers-views" }, [button("flow"), this.mapButton]);
    views.setAttribute("role", "group");
    return views;
  }

  /** @param {LayersView} view */
  #look(view) {
    this.view = view;
    this.root.dataset.view = view;
    for (const button of this.views.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === view));
    }
    if (view === "map") this.#showMap();
  }

  /** @param {number} size */
  async #choose(size) {
    if (size === this.size) return;
    this.size = size;
    if (!(await this.#show())) return;
    this.context.say(this.sizes.nameOf(size));
    this.context.done();
    if (!this.isMapSeen) this.context.spotlight(this.mapButton);
  }

  /** Show the network of the chosen size; false where it does not arrive, or another is chosen. */
  async #show() {
    const { size } = this;
    const network = await this.sizes.network(size);
    if (this.isGone || size !== this.size) return false;
    if (!network) {
      this.flow.tell(this.context.words.lost);
      this.size = 0;
      return false;
    }
    this.sizes.mark(size);
    this.flow.show(network, size);
    if (this.view === "map") await this.#showMap();
    return true;
  }

  async #showMap() {
    const { size, context, map } = this;
    const [network, held] = await Promise.all([this.sizes.network(size), loadDigitSheet(context)]);
    if (this.isGone || size !== this.size || !network) return;
    map.drawing = context.drawing.digit;
    map.show(network, held);
    if (!this.isMapSeen) context.spotlight(map.ring);
    this.isMapSeen = true;
  }
}
