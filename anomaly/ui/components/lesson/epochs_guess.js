// @ts-check
/** @import { EpochsContent } from "./epochs_player.js" */
/** @import { StepContext } from "./step.js" */
import { Thumb } from "../latent_map/thumb.js";
import { rebuild } from "../pen/network.js";
import { element } from "../shared/dom.js";
import { PIXELS } from "../shared/values.js";

/** A 9, a network that knows 1s, and three pictures of what may come out. */
export class EpochsGuess {
  /**
   * @param {HTMLElement} root
   * @param {StepContext} context
   * @param {EpochsContent} content
   */
  constructor(root, context, { nine, networks }) {
    const { words } = context;
    const given = new Thumb("given");
    given.show(nine, words.given, "");
    const network = element("div", { className: "epochs-network", textContent: words.network });
    const arrow = () => element("span", { className: "epochs-arrow", textContent: "→", ariaHidden: "true" });
    const row = element("div", { className: "epochs-question" }, [
      given.figure, arrow(), network, arrow(), element("b", { textContent: "?" }),
    ]);
    const pictures = {
      nine,
      smear: rebuild(networks[networks.length - 1], nine).slice(),
      nothing: new Float32Array(PIXELS),
    };
    const choices = Object.entries(pictures).map(([name, picture]) => {
      const thumb = new Thumb("guess");
      thumb.show(picture, "", words[`choice_${name}`]);
      const onclick = () => context.answer(name);
      const ariaLabel = words[`choice_${name}`];
      return element("button", { type: "button", value: name, ariaLabel, onclick }, [thumb.figure]);
    });
    const group = element("div", { className: "epochs-guesses", ariaLabel: words.choices }, choices);
    group.setAttribute("role", "group");
    root.replaceChildren(row, group);
  }
}
