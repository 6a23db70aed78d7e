// @ts-check
import { component } from "../shared/component.js";

class Words {
  constructor() {
    this.isThere = false;
  }

  /** @param {{ term: string }} message */
  show({ term }) {
    if (this.isThere) return;
    this.isThere = true;
    const hash = term ? `#${term}` : location.hash;
    // Also where the address has it already: the browser looked for it before the page was drawn.
    if (hash) location.replace(hash);
  }

  leave() {}
}

export default component(".to-word", Words);
