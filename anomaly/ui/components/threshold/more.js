// @ts-check
/** @import { More } from "../answer/messages.js" */
import { isAnswer } from "../answer/messages.js";
import { find } from "../shared/dom.js";
import { subscribe } from "../shared/events.js";

/**
 * Whether the page shows all there is, or the first screen alone. All parts are there either way,
 * so that a press shows them at once.
 */
export class MoreSwitch {
  /**
   * @param {HTMLElement} root Has the class "open" where it shows all.
   * @param {(isOpen: boolean) => void} press
   */
  constructor(root, press) {
    this.root = root;
    this.button = find(root, ".scores-more");
    this.isOpen = false;
    this.link = -1;
    this.button.onclick = () => {
      this.isOpen = !this.isOpen;
      this.#show();
      press(this.isOpen);
    };
    const strangeness = find(root, ".scores-strangeness");
    this.unsubscribe = [
      subscribe("answer", (answer) => isAnswer(answer) && this.follow(answer.more)),
      subscribe("judged", (judgement) => (strangeness.textContent = judgement.strangeness)),
    ];
  }

  leave() {
    this.unsubscribe.forEach((end) => end());
  }

  /** @param {Record<string, string>} words */
  name(words) {
    this.words = words;
    this.#show();
  }

  /**
   * Follow a link, once: answers that come later may not have heard of a press yet.
   *
   * @param {More} more
   */
  follow({ is_open, link }) {
    if (link === this.link) return;
    this.link = link;
    this.isOpen = is_open;
    this.#show();
  }

  #show() {
    this.root.classList.toggle("open", this.isOpen);
    this.button.setAttribute("aria-expanded", String(this.isOpen));
    this.button.textContent = this.words?.[this.isOpen ? "less" : "more"] ?? "";
  }
}
